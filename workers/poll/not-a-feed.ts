import { NewswatchError } from '../../src/errors.ts';

/** What is no feed, in words that go on from "this". @throws NewswatchError `not-a-feed` */
export function refuse(what: string, remedy?: string): never {
  throw new NewswatchError('not-a-feed', `is ${what}, not a feed`, remedy === undefined ? {} : { remedy });
}

const FIND_IT = '"newswatch feeds add" finds the feed behind a page';

/** What files of other kinds begin with. */
const SIGNATURES: readonly (readonly [what: string, beginning: RegExp])[] = [
  ['a PDF document', /^%PDF-/],
  ['a ZIP archive', /^PK\p{Cc}\p{Cc}/u],
  ['a picture', /^(?:\u0089PNG|GIF8|\u00ff\u00d8\u00ff|RIFF[^]{4}WEBP)/],
  ['a sound file', /^(?:ID3|OggS)/],
  // "<?xm" in encodings that no browser reads either.
  ['a document in EBCDIC', /^Lo\u00a7\u0094/],
  ['a document in UTF-7', /^\+ADw(?:-|\?)/],
];

/** Told by the first bytes, before anything is decoded. Null if they may be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString('latin1');
  return SIGNATURES.find(([, beginning]) => beginning.test(head))?.[0] ?? null;
}

/** Refuses a text in which no feed was found. `root` is its first element's name, if it has one. */
export function refuseText(text: string, root: string | null): never {
  const head = text.slice(0, 2_000);
  if (looksBinary(head)) return refuse('binary data');
  if (root === 'html' || /^\s*<!doctype html/i.test(head)) return refuse('an HTML page', FIND_IT);
  if (root === 'opml') return refuse('an OPML list', '"newswatch feeds import" takes the feeds in it');
  if (root === 'urlset' || root === 'sitemapindex') return refuse('a sitemap');
  if (root === null) return refuse(/^\s*<\?xml\b/.test(head) ? 'an XML document without an element' : 'plain text');
  if (root === 'rdf' || root.endsWith(':rdf')) return refuse('an RDF document of another kind');
  if (/^(?:head|body|title|meta|div|p|br|h1|script|b|center)$/.test(root)) return refuse('a piece of HTML', FIND_IT);
  return refuse(`an XML document of another kind (<${root.replace(/[^\w:.-]/g, '?').slice(0, 40)}>)`);
}

/** Text has no NUL, and hardly any other control character. */
function looksBinary(head: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\ufffd]/g)?.length ?? 0;
  return controls * 50 > head.length;
}
