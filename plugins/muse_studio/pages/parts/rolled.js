// How a piano roll is drawn: its measures, its keyboard, boxes and words.
import { t } from "../base/words.js";

/** px of the keyboard */
export const LEFT = 44;
/** px of sections, chords and numbers of bars */
export const TOP = 50;
/** px of a row of drums */
export const ROW = 12;
/** Black keys of an octave, from its C. */
export const BLACK = [1, 3, 6, 8, 10];

/**
 * Draw the keyboard at the left.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Record<string, string>} ink
 * @param {{low: number, high: number, drums: number, y: (pitch: number) => number, row: number, foot: number}} place
 */
export function keyboard(pen, ink, { low, high, drums, y, row, foot }) {
  pen.fillStyle = "#fbfaf7";
  pen.fillRect(0, TOP, LEFT - 4, foot - TOP);
  pen.font = "10px sans-serif";
  for (let pitch = low; pitch <= high; pitch += 1) {
    const tone = ((pitch % 12) + 12) % 12;
    pen.fillStyle = "#33303b";
    if (BLACK.includes(tone)) pen.fillRect(0, y(pitch), 22, row);
    else if (tone === 0 || tone === 5) {
      pen.globalAlpha = 0.35;
      pen.fillRect(0, y(pitch) + row - 0.5, LEFT - 4, 1);
      pen.globalAlpha = 1;
    }
    if (tone === 0) pen.fillText(`C${pitch / 12 - 1}`, 25, y(pitch) + row / 2 - 1);
  }
  pen.fillStyle = ink.line;
  pen.fillRect(LEFT - 4, TOP, 1, foot - TOP);
  if (drums) {
    pen.fillStyle = ink.soft;
    pen.fillText(t("roll.drums"), 2, foot + 8 + (drums * ROW) / 2);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} width @param {number} height @param {number} round */
export function box(pen, x, y, width, height, round) {
  pen.beginPath();
  pen.roundRect(x, y, Math.max(1, width), height, Math.min(round, width / 2, height / 2));
  pen.fill();
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} x @param {number} y @param {number} end */
export function within(pen, text, x, y, end) {
  if (pen.measureText(text).width <= end - x) pen.fillText(text, x, y);
}
