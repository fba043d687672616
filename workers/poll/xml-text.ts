import { decodeHTMLAttribute } from 'entities/decode';

// oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids is what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]+/g;

/** Without the characters that XML 1.0 (2.2) forbids. */
export const withoutControls = (text: string): string => text.replace(FORBIDDEN, '');

/**
 * Character data as it was meant: character references and the named entities of HTML resolved, once. A bare `&` stays, and
 * `&copy=` in an address is none; `&#146;` means what windows-1252 has there (HTML 13.2.5.80).
 */
export function resolveReferences(raw: string): string {
  const text = raw.includes(']]>') ? raw.replaceAll(']]>', '') : raw;
  if (!text.includes('&')) return text;
  return withoutControls(decodeHTMLAttribute(text.replace(/&#x?0+;/gi, '')));
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
