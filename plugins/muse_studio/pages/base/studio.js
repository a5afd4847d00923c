// Settings of the studio, the same in every browser; what is not set is the browser's own wish.
import { Document } from "./desk.js";

/** @typedef {{language?: "en" | "zh", theme?: "light" | "dark", sheet?: string, welcomed?: boolean}} Settings */

/** @type {Document<Settings>} */
export const studio = new Document("studio", {});
