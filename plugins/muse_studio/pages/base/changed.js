// What of a text was changed, in whole lines: little, however long the text is.

/** @typedef {{before: number, after: number, lines: string[]}} Edit lines that stay at both ends, and what is between them */

/**
 * What makes one text of another.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Edit}
 */
export function edit(from, to) {
  const [old, now] = [from.split("\n"), to.split("\n")];
  const most = Math.min(old.length, now.length);
  let before = 0;
  while (before < most && old[before] === now[before]) before += 1;
  let after = 0;
  while (after < most - before && old[old.length - 1 - after] === now[now.length - 1 - after]) after += 1;
  return { before, after, lines: now.slice(before, now.length - after) };
}

/**
 * The text that an edit makes; as it is where there is none, or one that can't be of it.
 *
 * @param {string} from
 * @param {Edit} [made]
 */
export function applied(from, made) {
  const lines = from.split("\n");
  if (!made || made.before + made.after > lines.length) return from;
  return [...lines.slice(0, made.before), ...made.lines, ...lines.slice(lines.length - made.after)].join("\n");
}
