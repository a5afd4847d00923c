// What differs between two texts, word by word: Myers' algorithm, and what makes its answer readable.

/** @typedef {{kind: "same" | "gone" | "new", text: string, moved?: boolean}} Piece */

/** Beyond so many differences texts are told as wholly different from there on. */
const MOST = 3000;

/** Words that a piece has at least to count as moved. */
const LONG = 4;

const CJK = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/**
 * A text as words, spaces and marks; of scripts without spaces a character is a word.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return text.match(/\r?\n|[^\S\n]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{M}\p{N}'’])+|[^]/gu) ?? [];
}

/**
 * How one text becomes another, as pieces in their order: read without the new ones they are the first text, without
 * those that are gone the second.
 *
 * @param {string} first
 * @param {string} second
 * @returns {Piece[]}
 */
export function diff(first, second) {
  return moved(readable(joined(steps(words(first), words(second)))));
}

/**
 * The share of the words of both texts that are in both, from 0 to 1.
 *
 * @param {Piece[]} pieces
 */
export function likeness(pieces) {
  let same = 0;
  let all = 0;
  for (const piece of pieces) {
    const many = words(piece.text).filter((each) => each.trim()).length;
    all += piece.kind === "same" ? 2 * many : many;
    if (piece.kind === "same") same += 2 * many;
  }
  return all ? same / all : 1;
}

/**
 * The shortest way from one list to another (E. W. Myers, An O(ND) difference algorithm, 1986).
 *
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Piece[]}
 */
function steps(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = shortest(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...a.slice(0, start).map(same),
    ...middle,
    ...(end ? a.slice(-end).map(same) : []),
  ];
}

/** @param {string} text @returns {Piece} */
const same = (text) => ({ kind: "same", text });

/** @param {string[]} a @param {string[]} b @returns {Piece[]} */
function shortest(a, b) {
  const most = Math.min(a.length + b.length, MOST);
  const middle = most + 1;
  /** How far each diagonal reached in `a`. */
  const now = new Int32Array(2 * middle + 1);
  /** @type {Int32Array[]} the same before each step, of the diagonals that it looks at */
  const before = [];
  for (let d = 0; d <= most; d += 1) {
    before.push(now.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && now[middle + k - 1] < now[middle + k + 1]);
      let x = down ? now[middle + k + 1] : now[middle + k - 1] + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      now[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return back(a, b, before);
    }
  }
  return [...a.map((text) => /** @type {Piece} */ ({ kind: "gone", text })), ...b.map((text) => /** @type {Piece} */ ({ kind: "new", text }))];
}

/** @param {string[]} a @param {string[]} b @param {Int32Array[]} before @returns {Piece[]} */
function back(a, b, before) {
  /** @type {Piece[]} */
  const found = [];
  let x = a.length;
  let y = b.length;
  for (let d = before.length - 1; d >= 0; d -= 1) {
    const reached = (/** @type {number} */ k) => before[d][k + d + 1];
    const k = x - y;
    const down = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const fromX = d === 0 ? 0 : reached(down ? k + 1 : k - 1);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      found.push(same(a[x - 1]));
      x -= 1;
      y -= 1;
    }
    if (d === 0) break;
    if (down) found.push({ kind: "new", text: b[(y -= 1)] });
    else found.push({ kind: "gone", text: a[(x -= 1)] });
  }
  return found.reverse();
}

/** Neighbours of one kind are one piece; within a change what is gone comes first. @param {Piece[]} pieces @returns {Piece[]} */
function joined(pieces) {
  /** @type {Piece[]} */
  const found = [];
  let gone = "";
  let fresh = "";
  const settle = () => {
    if (gone) found.push({ kind: "gone", text: gone });
    if (fresh) found.push({ kind: "new", text: fresh });
    gone = fresh = "";
  };
  for (const piece of pieces) {
    if (piece.kind === "gone") gone += piece.text;
    else if (piece.kind === "new") fresh += piece.text;
    else {
      settle();
      const last = found.at(-1);
      if (last?.kind === "same") last.text += piece.text;
      else found.push({ ...piece });
    }
  }
  settle();
  return found;
}

/** Spaces and marks alone between two changes belong to them, or one reads confetti. @param {Piece[]} pieces @returns {Piece[]} */
function readable(pieces) {
  /** @type {Piece[]} */
  const found = [];
  pieces.forEach((piece, at) => {
    const between = piece.kind === "same" && at > 0 && at < pieces.length - 1 && !piece.text.includes("\n")
      && !/[\p{L}\p{N}]/u.test(piece.text);
    if (between) found.push({ kind: "gone", text: piece.text }, { kind: "new", text: piece.text });
    else found.push(piece);
  });
  return joined(found);
}

/** What is gone here and new there, word for word, has moved. @param {Piece[]} pieces @returns {Piece[]} */
function moved(pieces) {
  /** @type {Map<string, Piece>} */
  const gone = new Map();
  const long = (/** @type {Piece} */ piece) => words(piece.text).filter((each) => each.trim()).length >= LONG;
  for (const piece of pieces) if (piece.kind === "gone" && long(piece)) gone.set(piece.text.trim(), piece);
  for (const piece of pieces) {
    const from = piece.kind === "new" ? gone.get(piece.text.trim()) : undefined;
    if (from) from.moved = piece.moved = true;
  }
  return pieces;
}

/** Whether a text is of a script without spaces. @param {string} text */
export function dense(text) {
  return CJK.test(text);
}
