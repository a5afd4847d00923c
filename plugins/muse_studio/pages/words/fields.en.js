// Names of fields and of their choices, of Muse's own generators: "field.NAME", "choice.FIELD.VALUE", "help.GENERATOR.FIELD".
/** @type {import("../base/words.js").Catalogue} */
export default {};
