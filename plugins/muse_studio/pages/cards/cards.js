// Which tiles the pictures of cards have, row by row; docs/studio_cards.py writes this and the pictures.
/** @type {Record<string, {columns: number, values: string[]}>} */
export const CARDS = {};
