// Versions: what the runs of a sheet made, one after the other, and what is being made.

/**
 * @typedef {object} Version
 * @property {string} key stays the same while it is made, and after
 * @property {any} run
 * @property {any | null} artifact null while there is none
 * @property {string} state of its run: queued, running, done, failed
 */

/**
 * The versions of runs, the oldest first; what is in the trash and what somebody stopped is none.
 *
 * @param {any[]} runs each with its artifacts
 * @returns {Version[]}
 */
export function versions(runs) {
  /** @type {Version[]} */
  const found = [];
  for (const run of runs) {
    const made = [...run.artifacts].sort((a, b) => a.item - b.item);
    for (const artifact of made) {
      if (artifact.trashed === null) found.push({ key: artifact.id, run, artifact, state: "done" });
    }
    const open = ["queued", "running"].includes(run.state) && made.length < (Number(run.condition?.count) || 1);
    // The next item of a run has the id that its artifact will have: its place in the strip stays.
    if (open || (run.state === "failed" && made.length === 0)) found.push({ key: `${run.id}-${made.length + 1}`, run, artifact: null, state: run.state });
  }
  return found;
}

/**
 * The version of an artifact, or the newest that is made.
 *
 * @param {Version[]} all
 * @param {string} [id]
 */
export function opened(all, id) {
  return all.find((each) => each.artifact && each.artifact.id === id) ?? [...all].reverse().find((each) => each.artifact) ?? null;
}
