import { gunzipSync } from 'node:zlib';
import type { ParsedFeed } from '../../src/model/feed.ts';
import { decodeFeed } from './decode-feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { normalise } from './normalise.ts';
import { binaryKind, refuse, refuseText } from './not-a-feed.ts';
import { parseUnrepaired } from './parse-unrepaired.ts';
import { parseXml, type XmlFeed } from './parse-xml.ts';
import { repairXml } from './repair-xml.ts';

/** Of one document; those beyond are left out. */
export const MAX_ENTRIES = 100_000;
/** A packed body that unpacks to more is refused. Bytes. */
const MAX_UNPACKED = 50_000_000;

/**
 * Reads a feed document of any kind: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, well-formed or not, in any
 * encoding, packed with gzip or not. Every entry is there as published, also an empty one. Time is linear in the size.
 *
 * `url` is where the document came from; empty for a file, whose relative links then stay as they are.
 * @throws NewswatchError `not-a-feed`, its message a clause that goes on from the document's name: "is an HTML page, not a feed"
 */
export async function parseFeed(bytes: Uint8Array, contentType: string | null, url: string): Promise<ParsedFeed> {
  const body = unpacked(bytes);
  const kind = binaryKind(body);
  if (kind !== null) refuse(kind);
  const { text } = decodeFeed(body, contentType);
  const start = text.trimStart();
  if (start === '') refuse('empty');
  if (start.startsWith('{') || start.startsWith('[')) return parseJsonText(start, url);
  return normalise(await parseXmlText(text), url);
}

/** A server may pack what was packed already. */
const MAX_PACKED = 3;

/** Bodies packed without saying so (no Content-Encoding), and files. */
function unpacked(bytes: Uint8Array): Uint8Array {
  let body = bytes;
  try {
    for (let times = 0; times < MAX_PACKED && body[0] === 0x1f && body[1] === 0x8b; times++) {
      body = gunzipSync(body, { maxOutputLength: MAX_UNPACKED });
    }
  } catch {
    refuse(`a gzip archive that is broken or unpacks to more than ${MAX_UNPACKED / 1_000_000} MB`);
  }
  return body;
}

function parseJsonText(text: string, url: string): ParsedFeed {
  let feed: ParsedFeed | null;
  try {
    feed = readJsonFeed(text, url, MAX_ENTRIES);
  } catch {
    refuse('broken JSON');
  }
  return feed ?? refuse('a JSON document of another kind');
}

async function parseXmlText(text: string): Promise<XmlFeed> {
  const repaired = repairXml(text, MAX_ENTRIES);
  // What is left of an entry that was cut off would be read as if it were whole.
  const isEnough = repaired.format !== null && (repaired.entries.length > 0 || repaired.isCut);
  const second =
    isEnough || !/<(?:\w{1,20}:)?(?:item|entry)[\s>]/i.test(text) ? null : parseUnrepaired(text, MAX_ENTRIES);
  if (second !== null && second.entries.length > 0) return second;
  return repaired.format === null ? refuseText(text, repaired.root) : parseXml(repaired);
}
