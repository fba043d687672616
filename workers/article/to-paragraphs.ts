import { cleanLine } from '../../src/model/layout.ts';
import { endsSentence } from './sentences.ts';

/** One paragraph of a page, and what its markup tells about it. */
export interface Block {
  /** A line in corpus layout. */
  readonly text: string;
  readonly kind: BlockKind;
  /** The share of its letters that stand in links, 0 to 1. */
  readonly linked: number;
  /** The block element that it stands in. */
  readonly box: Box;
}

/** A block element of a page, as far as its place in the page goes. */
export interface Box {
  readonly parent: Box | null;
  readonly depth: number;
  /** Its name and classes: parts of one template have the same. */
  readonly kind: string;
}

export type BlockKind = 'text' | 'heading' | 'item' | 'quote' | 'caption' | 'row';

/** Elements that start and end a line. */
const BLOCK = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
   form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead
   tr ul`.split(/\s+/),
);
/** Elements whose content no reader sees as text of the article. */
const SKIPPED = new Set(
  'audio button canvas datalist embed head iframe img input map meter noscript object progress rp rt script select style svg template textarea video'.split(
    ' ',
  ),
);
const WIDGETS = new Set(
  'a audio button canvas iframe input map meter object progress select textarea video'.split(' '),
);
const KINDS: Readonly<Record<string, BlockKind>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'item',
  dd: 'item',
  dt: 'item',
  blockquote: 'quote',
  figcaption: 'caption',
  caption: 'caption',
};
/** Classes of captions that are marked up as something else. */
const CAPTION =
  /(?:^|[\s_-])(?:[a-z]*captions?|caption[a-z]*|cutline|credits?|(?:image|photo|picture|img|pic|bild|foto)-?(?:credits?|text|desc(?:ription)?|source|copyright|author|by)|bildunterschrift|bildnachweis|legende|didascalia|pie-?(?:de-?)?foto)(?=$|[\s_-])/i;
const ELEMENT = 1;
const TEXT = 3;

/** The lines of an element as a browser would break them: at block elements, `<br><br>`, rows of tables and lines of `<pre>`. */
export function toBlocks(root: Element): Block[] {
  const lines = new Lines();
  const place: Place = { kind: 'text', linked: false, box: boxOf(root, null) };
  walk(root, place, lines);
  lines.end(place);
  return lines.blocks;
}

interface Place {
  readonly kind: BlockKind;
  readonly linked: boolean;
  readonly box: Box;
}

/** The page's title, in most templates. */
export const isTitleBox = ({ kind }: Box): boolean => /^h1(?= |$)/.test(kind);

const boxOf = (element: Element, parent: Box | null): Box => ({
  parent,
  depth: parent === null ? 0 : parent.depth + 1,
  kind: `${element.localName} ${element.getAttribute('class') ?? ''}`.trim(),
});

/** The line being written. */
class Lines {
  readonly blocks: Block[] = [];
  #text = '';
  #linked = 0;
  #letters = 0;

  write(text: string, linked: boolean): void {
    this.#text += text;
    const letters = text.replace(/\s+/g, '').length;
    this.#letters += letters;
    if (linked) this.#linked += letters;
  }

  get text(): string {
    return this.#text;
  }

  end({ kind, box }: Pick<Place, 'kind' | 'box'>): void {
    const text = cleanLine(this.#text);
    if (text !== '') this.blocks.push({ text, kind, linked: this.#linked / Math.max(1, this.#letters), box });
    this.#text = '';
    this.#linked = 0;
    this.#letters = 0;
  }
}

function walk(parent: Node, place: Place, lines: Lines): void {
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === TEXT) lines.write((node as Text).data, place.linked);
    else if (node.nodeType === ELEMENT) visit(node as Element, place, lines);
  }
}

function visit(element: Element, place: Place, lines: Lines): void {
  const name = element.localName;
  if (isHidden(element)) return;
  // The heading of a part that folds away is a button.
  const isText = name === 'button' && place.kind === 'heading';
  if ((SKIPPED.has(name) && !isText) || isButton(element)) return skip(name, lines);
  if (name === 'br') return breakLine(element, place, lines);
  if (name === 'pre') return preformatted(element, place, lines);
  if (name === 'tr' && isDataRow(element)) return row(element, place, lines);
  const kind = isCaption(element) ? 'caption' : KINDS[name];
  const isBlock = BLOCK.has(name);
  const inside: Place = {
    kind: kind ?? place.kind,
    linked: place.linked || name === 'a',
    box: isBlock ? boxOf(element, place.box) : place.box,
  };
  if (!isBlock) return walk(element, inside, lines);
  lines.end(place);
  walk(element, inside, lines);
  lines.end(inside);
}

/** A widget separates the words on its sides; a script, an image or the reading of a sign does not. */
function skip(name: string, lines: Lines): void {
  if (WIDGETS.has(name)) lines.write(' ', false);
}

/** prepare-html.ts says `hidden` where a style hid the element. What is `aria-hidden` is hidden only from the ears. */
const isHidden = (element: Element): boolean => element.hasAttribute('hidden');

/** A link that is made up as a button. */
const isButton = (element: Element): boolean =>
  element.localName === 'a' && /(?:^|\s)(?:btn|button)(?=$|[\s_-])/i.test(element.getAttribute('class') ?? '');

const isCaption = (element: Element): boolean =>
  BLOCK.has(element.localName) && CAPTION.test(element.getAttribute('class') ?? '');

/** A single `<br>` ends a paragraph only behind the end of a sentence; elsewhere it is a line of verse or an address. */
function breakLine(br: Element, place: Place, lines: Lines): void {
  let next = br.nextSibling;
  while (next?.nodeType === TEXT && (next as Text).data.trim() === '') next = next.nextSibling;
  const doubled = next?.nodeType === ELEMENT && (next as Element).localName === 'br';
  if (doubled || endsSentence(lines.text)) lines.end(place);
  else lines.write(' ', false);
}

/** Paragraphs separated by empty lines where there are any; else every line is one. */
function preformatted(pre: Element, place: Place, lines: Lines): void {
  lines.end(place);
  const text = (pre.textContent ?? '').replaceAll('\r\n', '\n');
  const paragraphs = /\n[ \t]*\n/.test(text) ? text.split(/\n[ \t]*\n/) : text.split('\n');
  for (const paragraph of paragraphs) {
    lines.write(paragraph, place.linked);
    lines.end(place);
  }
}

/** A row of a table that holds data; a table that lays out a page has blocks in its cells. */
function isDataRow(tr: Element): boolean {
  return tr.children.length > 1 && tr.querySelector('p, div, table, ul, ol, br, h1, h2, h3, h4, blockquote') === null;
}

function row(tr: Element, place: Place, lines: Lines): void {
  lines.end(place);
  for (const [index, cell] of Array.from(tr.children).entries()) {
    if (index > 0 && cleanLine(cell.textContent ?? '') !== '' && lines.text.trim() !== '') lines.write(' · ', false);
    walk(cell, place, lines);
  }
  lines.end({ kind: 'row', box: place.box });
}
