/** Hosts that asked for no pages to be fetched until a time (Retry-After), for the items that come up meanwhile. */
export const heldHosts = `
CREATE TABLE held_hosts (
  host        TEXT PRIMARY KEY,
  held_until  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
