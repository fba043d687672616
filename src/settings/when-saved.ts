import { statSync } from 'node:fs';

/** Milliseconds. Files are looked at, not listened to: that also works in containers, on network shares, and when an editor swaps them. */
const LOOK = 2_000;

/**
 * Calls back once these files have changed and then stayed as they are for one look: an editor or `git pull` may take a moment.
 * @param files asked anew each time; none switches it off
 * @returns what ends it
 */
export function whenSaved(files: () => readonly string[], changed: () => void, look = LOOK): () => void {
  let inForce = traces(files());
  let last = inForce;
  const timer = setInterval(() => {
    const now = traces(files());
    const settled = now === last;
    last = now;
    if (!settled || now === inForce) return;
    inForce = now;
    changed();
  }, look);
  timer.unref();
  return () => clearInterval(timer);
}

const traces = (files: readonly string[]): string => files.map(trace).join('\n');

function trace(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? file : `${file} ${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
