// Two who change the same at once: what becomes of both.

/** Fields that people write in: of two who write at once both keep their letters. */
const WRITTEN = ["prompt"];

/** @param {any} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} a @param {any} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What two made of one value: what only one of them changed is as that one has it; what both changed is as `mine` has it.
 *
 * @param {any} before
 * @param {any} mine
 * @param {any} theirs
 * @param {string} [name] of the field
 * @returns {any}
 */
export function merged(before, mine, theirs, name = "") {
  if (same(mine, theirs) || same(before, mine)) return theirs;
  if (same(before, theirs)) return mine;
  if (isObject(mine) && isObject(theirs)) {
    /** @type {Record<string, any>} */
    const made = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const value = merged(isObject(before) ? before[key] : undefined, mine[key], theirs[key], key);
      if (value !== undefined) made[key] = value;
    }
    return made;
  }
  if (WRITTEN.includes(name) && [mine, theirs].every((each) => typeof each === "string")) return letters(String(before ?? ""), mine, theirs);
  return mine;
}

/**
 * The letters of both: what one wrote in one place and the other in another; `mine` where it is the same place, unless
 * both only added there.
 *
 * @param {string} before
 * @param {string} mine
 * @param {string} theirs
 */
function letters(before, mine, theirs) {
  const [a, b] = [edit(before, mine), edit(before, theirs)];
  const [first, last] = a.from < b.from ? [a, b] : [b, a];
  if (first.to > last.from) return mine;
  return before.slice(0, first.from) + first.words + before.slice(first.to, last.from) + last.words + before.slice(last.to);
}

/** Which part of a text became other words. @param {string} before @param {string} now */
export function edit(before, now) {
  const most = Math.min(before.length, now.length);
  let from = 0;
  while (from < most && before[from] === now[from]) from++;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === now.at(-1 - end)) end++;
  return { from, to: before.length - end, words: now.slice(from, now.length - end) };
}
