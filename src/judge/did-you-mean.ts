const LONGEST = 64;
const MOST_EDITS = 2;

/** The name that was probably meant: the nearest by edits, at most two and fewer than half the letters; null if none is near. */
export function didYouMean(written: string, names: readonly string[]): string | null {
  if (written.length > LONGEST) return null;
  let best: string | null = null;
  let least = Math.min(MOST_EDITS, Math.ceil(written.length / 2) - 1) + 1;
  for (const name of names) {
    if (name.length > LONGEST) continue;
    const edits = editsBetween(written.toLowerCase(), name.toLowerCase());
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
}

/** Letters to insert, delete, replace or swap with the next: the optimal string alignment distance. */
function editsBetween(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
