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
/** A caption with its credit behind it: "The lock in 1961. Foto: City archive", "修复后的廊桥。记者 林小溪 摄". */
const CREDIT_BEHIND =
  /(?:^|[\s.!?…。([/|])(?:foto(?:s|graf[íi]a|grafie|credits?)?|photo(?:s|graph|graphie)?(?: credit| by)?|pictures?|images?|bild(?:er|quelle)?|fot|zdjęcie|kuvat?|arkivfoto|crédit(?:o|os|s)?(?: photos?)?|credits?|фото|снимок|φωτο(?:γραφία)?|صورة|تصوير|عکس|צילום|图|图片|图片来源|写真|사진)\.?\s{0,2}[:：=/©]\s{0,2}[^.!?。]{2,80}[.)\]]?$|[摄攝][)）】]?$/iu;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
/** Rights, and what the house says of opinions. */
const LEGAL =
  /©|copyright\b.{0,5}(?:@|ⓒ|\d{4}|by\b|the\b)|ⓒ|all rights reserved|may not be (?:published|reproduced|republished)|no part may be reproduced|subject to copyright|opinions expressed|written by an independent writer|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|все права защищены|جميع الحقوق|無断転載|wszelkie prawa|všechna práva|all rechten voorbehouden|alla rättigheter|tüm hakları|με την επιφύλαξη|усі права|هموو مافەکان|تمامی حقوق|版权所有|版權所有|未经授权|무단\s?전재/i;
/** "Write to Ken Hanly at ken@paper.example". */
const MAIL = /[\p{L}\p{N}._-]@[\p{L}\p{N}-]+\.\p{L}{2}/u;
const MAX_MAIL = 160;
/** Who helped to write it. */
const HELPERS =
  /contributed to this (?:report|story|article|post)|^\W?(?:additional |with )?(?:reporting|writing|editing) by\b|^associated press (?:writer|reporter)s?\b|^contributing:|^with files from\b|^with (?:post|ap|wire|agency) (?:wires?|services?|inputs)|^citation: /i;

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
  return (
    isLabel(text) ||
    [CALL, PICTURE, COUNTER, SOURCE, CREDITED, CREDIT_BEHIND, ADDRESS].some((pattern) => pattern.test(text))
  );
}

/** Lines that lead elsewhere: "Related: …". */
export const isPointer = (line: string): boolean => line.length <= MAX_FURNITURE && POINTER.test(straight(line));

/** Lines behind which a page goes on with something else: "You may also like", "Kommentare 12". */
export function startsAfterwards(line: string): boolean {
  if (line.length > MAX_LABEL) return false;
  const text = straight(line);
  return AFTERWARD.test(text) || AFTERWARD.test(text.replace(/[\s([:]+\p{N}{1,5}[)\]]?$/u, ''));
}

/** Lines that are no part of an article where they stand at its end: dates, rights, helpers. */
export const isEndnote = (line: string): boolean =>
  line.length <= MAX_ENDNOTE &&
  (LEGAL.test(line) || HELPERS.test(line) || isTimeLine(line) || (line.length <= MAX_MAIL && MAIL.test(line)));
