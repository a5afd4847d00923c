// A grid as one picture, with its headers, to be saved.
import { file } from "../base/api.js";
import { h } from "../base/dom.js";
import { pictureOf } from "./compared_pictures.js";

const CELL = 320; // px
const GAP = 10;
const HEAD = 44;
const SIDE = 150;

/** @param {import("./grid_table.js").Grid & {sheet: import("../base/sheet.js").Sheet}} grid */
export async function save(grid) {
  const columns = 1 + Math.max(...grid.cells.map((each) => each.x));
  const rows = 1 + Math.max(...grid.cells.map((each) => each.y));
  const canvas = h("canvas", { width: SIDE + columns * (CELL + GAP) + GAP, height: HEAD + rows * (CELL + GAP) + GAP });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colour = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(name);
  pen.fillStyle = colour("--paper");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = "middle";
  const write = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {string} */ font) => {
    pen.fillStyle = colour("--ink");
    pen.font = font;
    pen.fillText(text, x, y, width);
  };
  for (let at = 0; at < columns; at += 1) write(grid.header(0, at), SIDE + GAP + at * (CELL + GAP), HEAD / 2, CELL, "600 18px sans-serif");
  for (let at = 0; at < rows; at += 1) write(grid.header(1, at), GAP, HEAD + GAP + at * (CELL + GAP) + CELL / 2, SIDE - GAP, "600 18px sans-serif");
  for (const cell of grid.cells) {
    const artifact = cell.run?.artifacts.find((/** @type {any} */ each) => each.trashed === null);
    const left = SIDE + GAP + cell.x * (CELL + GAP);
    const top = HEAD + GAP + cell.y * (CELL + GAP);
    pen.fillStyle = colour("--sunk");
    pen.fillRect(left, top, CELL, CELL);
    if (!artifact) continue;
    const address = pictureOf(artifact);
    const bitmap = address ? await file(address).then((each) => each.blob()).then(createImageBitmap).catch(() => null) : null;
    if (!bitmap) {
      lines(artifact.excerpt || artifact.title, (text, at) => write(text, left + 14, top + 24 + 22 * at, CELL - 28, "15px serif"));
      continue;
    }
    const scale = Math.min(CELL / bitmap.width, CELL / bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, left + (CELL - width) / 2, top + (CELL - height) / 2, width, height);
    bitmap.close();
  }
  const blob = await new Promise((/** @type {(value: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the picture is too large");
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: `grid-${grid.sheet.id}.png` });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Words in lines of some 36 letters. @param {string} text @param {(line: string, at: number) => void} each */
function lines(text, each) {
  const found = text.replace(/[#*_]/g, "").match(/.{1,36}(?:\s|$)|.{1,22}/gu) ?? [];
  found.slice(0, 12).forEach((line, at) => each(line.trim(), at));
}
