import { AFTERWARDS, CALLS, INTERFACE, PICTURES, POINTERS } from './furniture-words.ts';
import { beginningWith, consistingOf, straight } from './phrases.ts';
import { isTimeLine } from './time-line.ts';

/**
 * Lines that stand on pages beside articles, by kind. All are asked of a whole line, never of a part of a paragraph, and
 * of short lines only, so that no pattern has much to run over.
 */

const MAX_FURNITURE = 300;
const MAX_ENDNOTE = 500;
const MAX_LABEL = 80;
const MAX_LABEL_WORDS = 8;

const CALL = beginningWith(CALLS);
const POINTER = beginningWith(POINTERS);
const PICTURE = beginningWith(PICTURES);
const AFTERWARD = consistingOf(AFTERWARDS);

/** "Image 1 of 23". */
const COUNTER = /^[[(]?(?:image|photo|slide|picture|page)\s+\d+\s*(?:of|\/)/i;
/** "© Aaron Schwartz", "AP", "Reuters". */
const SOURCE = /^(?:©.{0,80}|\(?(?:reuters|associated press|ap|afp|epa)\)?\.?)$/i;
/** A caption with its credit in brackets at the end: "(Image: GETTY)", "(Photo by Kevin Mazur/Getty Images)". */
const CREDITED =
  /[([](?:image|photo|picture|photograph|file photo|photos?\b.{0,3}by|credit|source|ap photo|reuters|getty|afp)\b[^)\]]{0,100}[)\]]\W{0,3}$/i;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
/** Rights, and what the house says of opinions. */
const LEGAL =
  /©|copyright\b.{0,5}(?:@|ⓒ|\d{4}|by\b|the\b)|ⓒ|all rights reserved|may not be (?:published|reproduced|republished)|no part may be reproduced|subject to copyright|opinions expressed|written by an independent writer|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|все права защищены|جميع الحقوق|無断転載/i;
/** Who helped to write it. */
const HELPERS =
  /contributed to this (?:report|story|article|post)|^\W?(?:additional |with )?(?:reporting|writing|editing) by\b|^associated press (?:writer|reporter)s?\b|^contributing:|^with (?:post|ap|wire|agency) (?:wires?|services?|inputs)|^citation: /i;

/** Words of the interface and nothing else: "Share Tweet Submit". */
function isLabel(line: string): boolean {
  if (line.length > MAX_LABEL) return false;
  const words = line.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? [];
  return words.length > 0 && words.length <= MAX_LABEL_WORDS && words.every((word) => INTERFACE.has(word));
}

/** Lines that are never part of an article, wherever they stand. */
export function isFurniture(line: string): boolean {
  if (line.length > MAX_FURNITURE) return false;
  const text = straight(line);
  return isLabel(text) || [CALL, PICTURE, COUNTER, SOURCE, CREDITED, ADDRESS].some((pattern) => pattern.test(text));
}

/** Lines that lead elsewhere: "Related: …". */
export const isPointer = (line: string): boolean => line.length <= MAX_FURNITURE && POINTER.test(straight(line));

/** Lines behind which a page goes on with something else: "You may also like". */
export const startsAfterwards = (line: string): boolean => line.length <= MAX_LABEL && AFTERWARD.test(straight(line));

/** Lines that are no part of an article where they stand at its end: dates, rights, helpers. */
export const isEndnote = (line: string): boolean =>
  line.length <= MAX_ENDNOTE && (LEGAL.test(line) || HELPERS.test(line) || isTimeLine(line));
