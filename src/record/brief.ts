import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { isFrontPage } from '../model/url.ts';
import type { Row } from './open.ts';
import { textOrNull } from './values.ts';

/**
 * Address and title of an item are most of what is kept of one that was rejected. They are packed together, without what the
 * address has in common with its feed's, which never changes: how many characters that is stands in the first byte.
 */
export interface Brief {
  readonly url: string | null;
  readonly title: string;
}

/** Little more than the best makes of so short a text, in an eighth of the time. */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 10 } };
const MOST_SHARED = 255;

/** Null where it is better left as it is: without an address, or with that of a front page, by which items are looked for. */
export function packBrief({ url, title }: Brief, feedUrl: string): Uint8Array | null {
  if (url === null || isFrontPage(url)) return null;
  const most = Math.min(url.length, feedUrl.length, MOST_SHARED);
  let shared = 0;
  while (shared < most && url[shared] === feedUrl[shared]) shared += 1;
  const packed = brotliCompressSync(`${url.slice(shared)}\n${title}`, OPTIONS);
  return Buffer.concat([Uint8Array.of(shared), packed]);
}

/** @param row with `url`, `title`, `brief`, and the feed's address as `feed_url` */
export function briefIn(row: Row): Brief {
  const packed = row['brief'];
  if (!(packed instanceof Uint8Array)) return { url: textOrNull(row['url']), title: String(row['title']) };
  const whole = brotliDecompressSync(packed.subarray(1)).toString('utf8');
  const end = whole.indexOf('\n');
  return { url: String(row['feed_url']).slice(0, packed[0]) + whole.slice(0, end), title: whole.slice(end + 1) };
}
