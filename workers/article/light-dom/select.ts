import { compile, type Options } from 'css-select';
import { isElement, type PageElement } from './elements.ts';
import { following, type PageNode } from './nodes.ts';

type Test = (element: PageElement) => boolean;
type Adapter = NonNullable<Options<PageNode, PageElement>['adapter']>;

const adapter: Adapter = {
  isTag: isElement,
  getName: (element) => element.localName,
  getAttributeValue: (element, name) => element.getAttribute(name) ?? undefined,
  hasAttrib: (element, name) => element.hasAttribute(name),
  getParent: (element) => element.parentNode,
  getChildren: (node) => [...node.childNodes],
  getSiblings: (node) => [...(node.parentNode?.childNodes ?? [node])],
  prevElementSibling: (node) => node.previousElementSibling as PageElement | null,
  getText: (node) => node.textContent ?? '',
  removeSubsets: (nodes) => nodes,
};

/** Names of elements and nothing else: nearly all that Readability asks for, at every step. */
const NAMES = /^[a-z]\w*(?:\s*,\s*[a-z]\w*)*$/;

/** Selectors stand in code, never on pages: there are a few dozen. */
const compiled = new Map<string, Test>();

function compileOnce(selector: string): Test {
  const known = compiled.get(selector);
  if (known !== undefined) return known;
  const test = NAMES.test(selector)
    ? isOneOf(selector.split(/\s*,\s*/))
    : // Documents change between two questions.
      compile<PageNode, PageElement>(selector, { adapter, cacheResults: false });
  compiled.set(selector, test);
  return test;
}

function isOneOf(names: readonly string[]): Test {
  const wanted = new Set(names);
  return (element) => wanted.has(element.localName);
}

export const matches = (element: PageElement, selector: string): boolean => compileOnce(selector)(element);

export function select(root: PageNode, selector: string, max: number): PageElement[] {
  const test = compileOnce(selector);
  const found: PageElement[] = [];
  for (let node = following(root, root); node !== null && found.length < max; node = following(node, root)) {
    if (isElement(node) && test(node)) found.push(node);
  }
  return found;
}
