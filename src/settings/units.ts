/** Durations and sizes as users write them: `0s`, `30s`, `15m`, `6h`, `7d`; `500KB`, `10MB`. */

const DURATION = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SIZE = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 } as const;

/** Milliseconds, or null if it is no duration. */
export function parseDuration(text: string): number | null {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text.trim());
  return found === null ? null : Math.round(Number(found[1]) * DURATION[found[2] as keyof typeof DURATION]);
}

/** Bytes (decimal units), or null if it is no size. */
export function parseSize(text: string): number | null {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(B|KB|MB|GB)$/i.exec(text.trim());
  return found === null ? null : Math.round(Number(found[1]) * SIZE[found[2]?.toUpperCase() as keyof typeof SIZE]);
}

/** The shortest of our own notations, rounded for reading: `450ms`, `12s`, `15m`, `6h`, `7d`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)}s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)}m`;
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)}h`;
  return `${Math.round(ms / 86_400_000)}d`;
}
