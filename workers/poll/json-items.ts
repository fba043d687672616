/**
 * A JSON Feed taken apart before it is parsed. V8 cannot be stopped in the middle of JSON.parse: ten megabytes of `{},` take
 * more memory than a thread may have, and would end the process. So items are parsed one by one, and none that is mostly
 * brackets and commas. What is cut off at the end costs the last item, as in XML.
 */
export interface JsonPieces {
  /** The document with an empty list in the place of its items. */
  readonly head: string;
  /** The text of each; null for one of more values than an item has. */
  readonly items: readonly (string | null)[];
}

/** Brackets and commas in one item, or in all that surrounds them. */
const MAX_VALUES = 50_000;

/** Null if the document's own object has no list of that name, or holds too much beside it. */
export function jsonPieces(text: string, maxItems: number): JsonPieces | null {
  const scan = new Scan(text, maxItems);
  scan.run();
  return scan.pieces();
}

const QUOTE = 0x22;
const COMMA = 0x2c;

class Scan {
  readonly #text: string;
  readonly #maxItems: number;
  /** How many brackets are open: 1 in the document's object, 2 in the list of items. */
  #depth = 0;
  #values = 0;
  /** Outside the items. */
  #ownValues = 0;
  /** The list's brackets, and where the item that is being read begins. */
  #listFrom = -1;
  #listTo = -1;
  #itemFrom = -1;
  readonly #items: (string | null)[] = [];

  constructor(text: string, maxItems: number) {
    this.#text = text;
    this.#maxItems = maxItems;
  }

  run(): void {
    for (let at = 0; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) at = endOfString(this.#text, at) - 1;
      else if (code === COMMA) this.#comma(at);
      else if (code === 0x7b || code === 0x5b) this.#open(at);
      else if (code === 0x7d || code === 0x5d) this.#close(at);
    }
  }

  pieces(): JsonPieces | null {
    if (this.#listFrom === -1 || this.#ownValues > MAX_VALUES) return null;
    const before = this.#text.slice(0, this.#listFrom);
    const isCut = this.#depth > 0;
    // With not one item whole there is nothing to save: the open end makes it broken JSON.
    const closed = this.#items.length > 0 ? '}' : '';
    const rest = isCut ? closed : this.#text.slice(this.#listTo);
    return { head: `${before}[]${rest}`, items: this.#items };
  }

  get #inList(): boolean {
    return this.#itemFrom !== -1;
  }

  #open(at: number): void {
    this.#count();
    this.#depth++;
    if (this.#depth !== 2 || this.#listFrom !== -1 || this.#text[at] !== '[') return;
    if (!/"items"\s*:\s*$/.test(this.#text.slice(Math.max(0, at - 100), at))) return;
    this.#listFrom = at;
    this.#itemFrom = at + 1;
    this.#values = 0;
  }

  #close(at: number): void {
    this.#depth--;
    if (!this.#inList || this.#depth !== 1) return;
    if (this.#text.slice(this.#itemFrom, at).trim() !== '') this.#endItem(at);
    this.#itemFrom = -1;
    this.#listTo = at + 1;
  }

  #comma(at: number): void {
    this.#count();
    if (!this.#inList || this.#depth !== 2) return;
    this.#endItem(at);
    this.#itemFrom = at + 1;
  }

  #count(): void {
    if (this.#inList) this.#values++;
    else this.#ownValues++;
  }

  #endItem(to: number): void {
    const text = this.#text.slice(this.#itemFrom, to);
    if (this.#items.length < this.#maxItems) this.#items.push(this.#values > MAX_VALUES ? null : text);
    this.#values = 0;
  }
}

/** Behind the closing quote of the string that begins at `from`. */
export function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}
