import { html as standard } from 'parse5';
import { DOCUMENT, ELEMENT, PageNode, PageText, TEXT, following } from './nodes.ts';

/** As parse5 has them; `prefix` and `namespace` only inside foreign elements. */
export interface AttributeToken {
  readonly name: string;
  readonly value: string;
  readonly prefix?: string;
  readonly namespace?: string;
}

/** What a document is made with; nodes know neither parser nor selectors. */
export interface Markup {
  /** Elements below the root in the order of the document, `max` at most. @throws Error for a selector that is none */
  select(root: PageNode, selector: string, max: number): PageElement[];
  matches(element: PageElement, selector: string): boolean;
  serialize(element: PageElement): string;
  parseInto(element: PageElement, html: string): void;
}

/** What elements and documents have in common. */
abstract class Searchable extends PageNode {
  abstract readonly markup: Markup;

  getElementsByTagName(name: string): PageElement[] {
    return elementsBelow(this, name.toLowerCase());
  }

  querySelectorAll(selector: string): PageElement[] {
    return this.markup.select(this, selector, Infinity);
  }

  querySelector(selector: string): PageElement | null {
    return this.markup.select(this, selector, 1)[0] ?? null;
  }
}

export class PageElement extends Searchable {
  readonly ownerDocument: PageDocument;
  readonly localName: string;
  readonly namespaceURI: standard.NS;
  readonly tagName: string;
  /** Never changed, only replaced: the parser gives one list to all the elements that it opens anew from one tag. */
  tokens: readonly AttributeToken[];
  /** The inside of a `<template>`, which is no part of the page. */
  content: PageNode | null = null;
  /** Style attributes are cut before there is a DOM (prepare-html.ts); Readability takes what has no style for visible. */
  readonly style: undefined;
  /** What Readability notes on elements. */
  readability: unknown;
  _readabilityDataTable: unknown;

  constructor(document: PageDocument, localName: string, namespaceURI: standard.NS, tokens: readonly AttributeToken[]) {
    const tagName = namespaceURI === standard.NS.HTML ? localName.toUpperCase() : localName;
    super(ELEMENT, tagName);
    this.ownerDocument = document;
    this.localName = localName;
    this.namespaceURI = namespaceURI;
    this.tagName = tagName;
    this.tokens = tokens;
  }

  get markup(): Markup {
    return this.ownerDocument.markup;
  }

  /** Copies: of no use for changing an attribute. */
  get attributes(): readonly PageAttribute[] {
    return this.tokens.map(({ name, value }) => new PageAttribute(name, value));
  }

  getAttribute(name: string): string | null {
    const wanted = name.toLowerCase();
    for (const token of this.tokens) if (token.name === wanted) return token.value;
    return null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  setAttribute(name: string, value: string): void {
    const wanted = name.toLowerCase();
    const token = { name: wanted, value };
    const at = this.tokens.findIndex((one) => one.name === wanted);
    this.tokens = at < 0 ? [...this.tokens, token] : this.tokens.with(at, token);
  }

  setAttributeNode({ name, value }: PageAttribute): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    const wanted = name.toLowerCase();
    if (this.hasAttribute(wanted)) this.tokens = this.tokens.filter((token) => token.name !== wanted);
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  get hidden(): boolean {
    return this.hasAttribute('hidden');
  }

  /** Of images only, and as written, not resolved: Readability asks whether there is one. */
  get src(): string | undefined {
    return this.localName === 'img' ? (this.getAttribute('src') ?? '') : undefined;
  }

  get srcset(): string | undefined {
    return this.localName === 'img' ? (this.getAttribute('srcset') ?? '') : undefined;
  }

  get innerHTML(): string {
    return this.markup.serialize(this);
  }

  set innerHTML(html: string) {
    while (this.firstChild !== null) this.firstChild.remove();
    this.markup.parseInto(this, html);
  }

  matches(selector: string): boolean {
    return this.markup.matches(this, selector);
  }

  closest(selector: string): PageElement | null {
    if (this.matches(selector)) return this;
    const parent = this.parentNode;
    return parent !== null && isElement(parent) ? parent.closest(selector) : null;
  }
}

/** Not `instanceof`, which would ask the whole chain of classes, at every step through a document. */
export const isElement = (node: PageNode): node is PageElement => node.nodeType === ELEMENT;

export class PageAttribute {
  readonly name: string;
  readonly value: string;

  constructor(name: string, value: string) {
    this.name = name;
    this.value = value;
  }

  /** It cannot be changed, hence is as good as a copy. */
  cloneNode(): PageAttribute {
    return this;
  }
}

export class PageDocument extends Searchable {
  readonly markup: Markup;
  readonly baseURI = 'about:blank';
  readonly documentURI = 'about:blank';

  constructor(markup: Markup) {
    super(DOCUMENT, '#document');
    this.markup = markup;
  }

  get documentElement(): PageElement | null {
    return this.firstElementChild as PageElement | null;
  }

  get head(): PageElement | null {
    return this.#part('head');
  }

  /** The frameset where a page has one in its place. */
  get body(): PageElement | null {
    return this.#part('body', 'frameset');
  }

  #part(...names: string[]): PageElement | null {
    const parts = (this.documentElement?.children ?? []) as readonly PageElement[];
    return parts.find((element) => names.includes(element.localName)) ?? null;
  }

  get title(): string {
    const nodes = elementsBelow(this, 'title')[0]?.childNodes ?? [];
    const title = nodes.map((node) => (node.nodeType === TEXT ? node.textContent : '')).join('');
    return title.replace(/[\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '');
  }

  createElement(name: string): PageElement {
    return new PageElement(this, name.toLowerCase(), standard.NS.HTML, []);
  }

  createTextNode(data: string): PageText {
    return new PageText(data);
  }
}

function elementsBelow(root: PageNode, name: string): PageElement[] {
  const found: PageElement[] = [];
  for (let node = following(root, root); node !== null; node = following(node, root)) {
    if (isElement(node) && (name === '*' || node.localName === name)) found.push(node);
  }
  return found;
}
