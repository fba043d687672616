import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import sniffHtmlEncoding from 'html-encoding-sniffer';

/** WHATWG says 1024; pages put their meta element further down behind comments and scripts, and browsers find it there too. */
const PRESCAN_BYTES = 8_192;
/** How much of a text, from where it stops being ASCII, is enough to guess by. */
const SAMPLE_BYTES = 32_768;
/** Of 100. */
const MIN_CONFIDENCE = 10;
const FALLBACK = 'windows-1252';

/**
 * A page's text. Its encoding is what the HTML Standard takes (13.2.3.2: byte order mark, transport, meta element), with what
 * pages in the wild need besides: valid UTF-8 is UTF-8, whatever single-byte encoding it is labelled with; without a usable label,
 * what the bytes look like, or else windows-1252. Never fails: bytes that mean nothing become U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): string {
  const declared = declaredBy(bytes, contentType);
  if ((declared === '' || isSingleByte(declared)) && isUtf8(bytes)) return new TextDecoder().decode(bytes);
  return (decoderOf(declared) ?? guessDecoder(bytes)).decode(bytes);
}

/** Whether {@link decodeHtml} takes the page for UTF-8, and all of it is. */
export function isUtf8Html(bytes: Uint8Array, contentType: string | null): boolean {
  const declared = declaredBy(bytes, contentType);
  return (declared === '' || declared === 'UTF-8' || isSingleByte(declared)) && isUtf8(bytes);
}

function declaredBy(bytes: Uint8Array, contentType: string | null): string {
  const label = charsetOf(contentType);
  return sniffHtmlEncoding(bytes, {
    maxPrescanBytes: PRESCAN_BYTES,
    defaultEncoding: '',
    ...(label === null ? {} : { transportLayerEncodingLabel: label }),
  });
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

const isSingleByte = (encoding: string): boolean =>
  /^(windows-|iso-8859-|koi8-|macintosh|x-mac-|ibm866)/i.test(encoding);

/** Null for what is no encoding, or one that nobody decodes any more. */
function decoderOf(encoding: string): TextDecoder | null {
  try {
    return encoding === '' ? null : new TextDecoder(encoding);
  } catch {
    return null;
  }
}

function guessDecoder(bytes: Uint8Array): TextDecoder {
  for (const { name, confidence } of analyse(sampleOf(bytes))) {
    const decoder = confidence >= MIN_CONFIDENCE ? decoderOf(name) : null;
    if (decoder !== null) return decoder;
  }
  return new TextDecoder(FALLBACK);
}

/** Words without markup, which would count as English. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte > 0x7f),
  );
  const end = Math.min(bytes.length, start + SAMPLE_BYTES);
  const sample = new Uint8Array(end - start);
  let length = 0;
  let inTag = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x3c) inTag = true;
    if (!inTag) sample[length++] = byte;
    if (byte === 0x3e) inTag = false;
  }
  return sample.subarray(0, length);
}
