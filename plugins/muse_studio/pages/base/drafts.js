// What isn't on the server yet: this tab alone keeps it, so that it outlives a reload while nobody answers.

/** Drafts by the name of their document; browsers that keep nothing do without. */
export const drafts = {
  /** @param {string} name @param {{kept: any, value: any}} draft */
  keep(name, draft) {
    try {
      sessionStorage.setItem(`muse-${name}`, JSON.stringify(draft));
    } catch {
      // it is full, or forbidden
    }
  },
  /** @param {string} name @returns {{kept: any, value: any} | null} */
  take(name) {
    try {
      const found = sessionStorage.getItem(`muse-${name}`);
      if (found !== null) sessionStorage.removeItem(`muse-${name}`);
      return found === null ? null : JSON.parse(found);
    } catch {
      return null;
    }
  },
};
