/**
 * Near-duplicates: MinHash over shingles of four words (Broder 1997), indexed by bands (locality-sensitive hashing, Indyk and
 * Motwani 1998), so that finding the earlier copies of a text costs the same however many there are. Similarity is the
 * estimated share of shingles that two texts have in common (Jaccard).
 */

const SHINGLE = 4;
const HASHES = 64;
/** Fewer rows a band find more copies near the threshold, and more that are none: 3 find 94 % of those that have half in common. */
const ROWS = 3;
const BANDS = Math.floor(HASHES / ROWS);

/** From this similarity on, two texts are the same story in two places. */
export const SAME_STORY = 0.5;

/** 64 minima of 32 bits; null for a text too short to compare. */
export function signatureOf(title: string, text: string): Uint32Array | null {
  const words = `${title} ${text}`.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length < SHINGLE * 5) return null;
  const minima = new Uint32Array(HASHES).fill(0xffff_ffff);
  const wordHashes = words.map(fnv1a);
  for (let start = 0; start + SHINGLE <= wordHashes.length; start++) {
    let shingle = 0x811c_9dc5;
    for (let offset = 0; offset < SHINGLE; offset++)
      shingle = Math.imul(shingle ^ (wordHashes[start + offset] ?? 0), 0x0100_0193);
    for (let i = 0; i < HASHES; i++) {
      const value = mix(shingle, i);
      if (value < (minima[i] ?? 0)) minima[i] = value;
    }
  }
  return minima;
}

/** The index keys of a signature: 21 numbers below 2^48. Texts of similarity s share one with probability 1 − (1 − s³)²¹. */
export function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let high = mix(band, 1);
    let low = mix(band, 2);
    for (const value of signature.subarray(band * ROWS, (band + 1) * ROWS)) {
      high = mix(high ^ value, 3);
      low = mix(low ^ value, 4);
    }
    return (high & 0xffff) * 0x1_0000_0000 + low;
  });
}

/** The estimated share of common shingles, 0 to 1. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < HASHES; i++) if (a[i] === b[i]) equal++;
  return equal / HASHES;
}

export const packSignature = (signature: Uint32Array): Uint8Array =>
  new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength);

export const unpackSignature = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

function fnv1a(word: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x0100_0193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3, seeded: 64 hash functions out of one. */
function mix(value: number, seed: number): number {
  let h = value ^ Math.imul(seed + 1, 0x9e37_79b9);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
