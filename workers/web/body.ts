import { pipeline, type Duplex, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { fetchError } from './failure.ts';

type Bytes = AsyncIterable<Buffer>;

export interface BodyLimit {
  readonly bytes: number;
  /** What is more is left out, instead of refusing the whole. */
  readonly cut: boolean;
  /** What the limit is called where the user can change it: `fetch.maxPageBytes`. */
  readonly name: string;
  /** Who sent the body. */
  readonly host: string;
  /** Awaited before more than {@link LARGE_BYTES} of it are held in memory. */
  readonly room: () => Promise<void>;
}

export const LARGE_BYTES = 1_000_000;

/** Nobody means more than one; each may blow up a thousandfold. */
const MAX_CODINGS = 3;

/**
 * Reads a body and undoes its content codings (RFC 9110 8.4) as it comes in. Neither what is sent nor what it unpacks to may
 * pass the limit: the body is then refused or cut there, and its connection ended.
 * @throws NewswatchError `too-large`, `protocol`; what the body's stream or zlib throws.
 */
export async function readBody(body: Readable, contentEncoding: string, limit: BodyLimit): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  body.on('error', () => {}); // Reported by the loop; what comes after its end is of no interest.
  try {
    for await (const chunk of unpack(body, contentEncoding, limit)) {
      const before = total;
      total += chunk.length;
      if (before <= LARGE_BYTES && total > LARGE_BYTES) await limit.room();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    // A decoder that gives up does not stop a source that is silent just now.
    body.destroy();
  }
}

function unpack(body: Readable, contentEncoding: string, limit: BodyLimit): Bytes {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  if (codings.length > MAX_CODINGS) {
    throw fetchError('protocol', `the answer of ${limit.host} is packed ${codings.length} times over`);
  }
  let bytes = capped(body, limit);
  for (const coding of codings.toReversed()) bytes = capped(decode(bytes, coding), limit);
  // Some servers hand out .gz files without saying so, or pack what is packed already.
  return capped(decode(bytes, 'gzip'), limit);
}

async function* capped(source: Bytes, limit: BodyLimit): Bytes {
  let total = 0;
  for await (const chunk of source) {
    const left = limit.bytes - total;
    total += chunk.length;
    if (chunk.length > left && !limit.cut) throw tooLarge(limit);
    yield chunk.subarray(0, left);
    if (chunk.length > left) return;
  }
}

export const tooLarge = ({ bytes, name, host }: BodyLimit): Error =>
  fetchError('too-large', `the answer of ${host} is larger than ${name} allows (${bytes} bytes)`);

async function* decode(source: Bytes, coding: string): Bytes {
  const iterator = source[Symbol.asyncIterator]();
  const head = await takeTwo(iterator);
  const rest = prepend(head, iterator);
  const decoder = decoderFor(coding, head);
  if (decoder === null) yield* rest;
  else yield* pipeline(rest, decoder, () => {}) as unknown as Bytes;
}

async function takeTwo(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* prepend(head: Buffer, iterator: AsyncIterator<Buffer>): Bytes {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

/**
 * Null where there is nothing to undo: an unknown coding, or a body that is not what its label says, as left behind by
 * middlemen that unpack and forget the label. `deflate` is meant to be zlib's format, but some send it bare.
 */
function decoderFor(coding: string, head: Buffer): Duplex | null {
  const [first, second] = head;
  if (first === undefined || second === undefined) return null;
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return first === 0x1f && second === 0x8b ? createGunzip() : null;
    case 'deflate':
      return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}
