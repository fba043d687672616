/** What the pre-filter does with the elements of a page, by their names. */

/** Anything not told of here: what comes behind may stand in one line with what came before. */
export const OTHER = 0;
/** Leaves lines and elements around it as they are. */
export const INLINE = 1;
/** Its content is a line of its own, or several: it is in BLOCK of to-paragraphs.ts, and parsers never overlook it. */
export const BLOCK = 2;
/** The same, but what is inside may be read as one line, whatever blocks there are in it. */
export const WHOLE = 3;
/** Cut with its content before a page is read (prepare-html.ts). */
export const RAW = 4;
/** Cut with its content if it ends. */
export const CUT = 5;
/** Its content is text, with character references. */
export const TEXT = 6;
export const META = 7;
export const LINK = 8;
/** Turns the rest of the page into something else. */
export const REFUSED = 9;

export type TagKind = number;

const TAGS: readonly (readonly [TagKind, string])[] = [
  [
    INLINE,
    `abbr acronym b bdi bdo big br cite code data del dfn em font i img ins input kbd label link mark nobr param picture q s
     samp small source span strike strong sub sup time track tt u var wbr`,
  ],
  [
    BLOCK,
    `address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer header hgroup
     legend li main menu nav ol p section summary ul`,
  ],
  [WHOLE, 'h1 h2 h3 h4 h5 h6 pre'],
  [RAW, 'script style iframe noembed noframes'],
  [CUT, 'noscript svg'],
  [TEXT, 'title textarea'],
  [META, 'meta'],
  [LINK, 'a'],
  [REFUSED, 'xmp plaintext frameset listing'],
];

/** Letters and digits of a tag's name: a to z are 1 to 26, digits 27 to 36; 37 is for what stands in names that we do not know. */
const WIDTH = 38;
const UNKNOWN = 37;
/** By state and letter the next state; 0 is the beginning, DEAD where no name goes on. */
const DEAD = 1;

const names = TAGS.flatMap(([kind, list]) => list.split(/\s+/).map((name) => ({ kind, name })));
const next: number[] = Array.from({ length: 2 * WIDTH }, () => DEAD);
const kinds: TagKind[] = [OTHER, OTHER];

/** By character; 0 where a name ends. */
const LETTERS = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code >= 0x61 && code <= 0x7a) return code - 0x60;
  if (code >= 0x41 && code <= 0x5a) return code - 0x40;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 27;
  return '-:_.'.includes(String.fromCharCode(code)) ? UNKNOWN : 0;
});

for (const { kind, name } of names) {
  let state = 0;
  for (const letter of name) {
    const slot = state * WIDTH + (LETTERS[letter.charCodeAt(0)] as number);
    if (next[slot] === DEAD) {
      next[slot] = kinds.push(OTHER) - 1;
      next.push(...Array.from({ length: WIDTH }, () => DEAD));
    }
    state = next[slot] as number;
  }
  kinds[state] = kind;
}

const NEXT = Uint16Array.from(next);
const KINDS = Uint8Array.from(kinds);

/** A tag's name as a number, the same for the same name; {@link kindOf} tells what it is. All unknown ones are one. */
export type TagName = number;

export const kindOf = (name: TagName): TagKind => KINDS[name] as number;

/** A name that was read, and where it ends: where no character follows that names are made of. */
export interface ReadName {
  name: TagName;
  end: number;
}

/** Reads the name that begins at `at`. One object is filled again and again, since pages have many tags. */
export function readName(html: string, at: number, into: ReadName): void {
  let name = 0;
  for (;;) {
    const code = html.charCodeAt(at);
    const letter = code < 0x80 ? (LETTERS[code] as number) : 0;
    if (letter === 0) break;
    name = NEXT[name * WIDTH + letter] as number;
    at++;
  }
  into.name = name;
  into.end = at;
}

/** Whether two places have the same letters, whatever their case. */
export function isSameName(html: string, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) {
    if ((html.charCodeAt(one + at) | 0x20) !== (html.charCodeAt(other + at) | 0x20)) return false;
  }
  return true;
}
