import { Guarded } from './guarded.ts';

/** Kinds of nodes, as https://dom.spec.whatwg.org/#dom-node-nodetype numbers them. */
export const ELEMENT = 1;
export const TEXT = 3;
export const COMMENT = 8;
export const DOCUMENT = 9;
export const FRAGMENT = 11;

/**
 * A node and its place in a tree (https://dom.spec.whatwg.org/#interface-node). Siblings are linked, so that moving one
 * takes constant time. Lists of nodes are arrays made when they are asked for; none is live.
 */
export class PageNode extends Guarded {
  readonly nodeType: number;
  readonly nodeName: string;
  parentNode: PageNode | null = null;
  previousSibling: PageNode | null = null;
  nextSibling: PageNode | null = null;
  firstChild: PageNode | null = null;
  lastChild: PageNode | null = null;
  /** Kept until the children change: Readability loops over `node.children[i]`. */
  #children: readonly PageNode[] | null = null;

  constructor(nodeType: number, nodeName: string) {
    super();
    this.nodeType = nodeType;
    this.nodeName = nodeName;
  }

  get childNodes(): readonly PageNode[] {
    const nodes: PageNode[] = [];
    for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  /** Elements only. */
  get children(): readonly PageNode[] {
    this.#children ??= this.childNodes.filter((node) => node.nodeType === ELEMENT);
    return this.#children;
  }

  get parentElement(): PageNode | null {
    return this.parentNode?.nodeType === ELEMENT ? this.parentNode : null;
  }

  get firstElementChild(): PageNode | null {
    return elementFrom(this.firstChild, 'nextSibling');
  }

  get lastElementChild(): PageNode | null {
    return elementFrom(this.lastChild, 'previousSibling');
  }

  get nextElementSibling(): PageNode | null {
    return elementFrom(this.nextSibling, 'nextSibling');
  }

  get previousElementSibling(): PageNode | null {
    return elementFrom(this.previousSibling, 'previousSibling');
  }

  get textContent(): string | null {
    let text = '';
    for (let node = following(this, this); node !== null; node = following(node, this)) {
      if (node.nodeType === TEXT) text += (node as PageText).data;
    }
    return text;
  }

  /** The text of texts and comments; other nodes have none of their own. */
  get nodeValue(): string | null {
    return null;
  }

  contains(other: PageNode | null): boolean {
    let node = other;
    while (node !== null && node !== this) node = node.parentNode;
    return node !== null;
  }

  appendChild<Kind extends PageNode>(node: Kind): Kind {
    return this.insertBefore(node, null);
  }

  insertBefore<Kind extends PageNode>(node: Kind, reference: PageNode | null): Kind {
    if (node.firstChild !== null && node.contains(this)) throw new TypeError('a node cannot hold itself');
    node.remove();
    const previous = reference === null ? this.lastChild : reference.previousSibling;
    node.parentNode = this;
    node.previousSibling = previous;
    node.nextSibling = reference;
    if (previous === null) this.firstChild = node;
    else previous.nextSibling = node;
    if (reference === null) this.lastChild = node;
    else reference.previousSibling = node;
    this.#children = null;
    return node;
  }

  replaceChild<Kind extends PageNode>(node: PageNode, old: Kind): Kind {
    if (node === old) return old;
    const reference = old.nextSibling === node ? node.nextSibling : old.nextSibling;
    this.removeChild(old);
    this.insertBefore(node, reference);
    return old;
  }

  removeChild<Kind extends PageNode>(node: Kind): Kind {
    if (node.parentNode !== this) throw new TypeError('the node is not a child of this one');
    node.remove();
    return node;
  }

  remove(): void {
    const parent = this.parentNode;
    if (parent === null) return;
    const { previousSibling: previous, nextSibling: next } = this;
    if (previous === null) parent.firstChild = next;
    else previous.nextSibling = next;
    if (next === null) parent.lastChild = previous;
    else next.previousSibling = previous;
    this.parentNode = null;
    this.previousSibling = null;
    this.nextSibling = null;
    parent.#children = null;
  }
}

/** Text or a comment. */
export class PageText extends PageNode {
  data: string;

  constructor(data: string, nodeType: number = TEXT) {
    super(nodeType, nodeType === TEXT ? '#text' : '#comment');
    this.data = data;
  }

  override get textContent(): string {
    return this.data;
  }

  override get nodeValue(): string {
    return this.data;
  }
}

/** The next node below `root` in the order of the document; null behind the last. */
export function following(node: PageNode, root: PageNode): PageNode | null {
  if (node.firstChild !== null) return node.firstChild;
  for (let at: PageNode | null = node; at !== null && at !== root; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}

function elementFrom(start: PageNode | null, towards: 'nextSibling' | 'previousSibling'): PageNode | null {
  let node = start;
  while (node !== null && node.nodeType !== ELEMENT) node = node[towards];
  return node;
}
