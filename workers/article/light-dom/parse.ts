import { html as standard, parse, parseFragment, serialize, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import { NewswatchError } from '../../../src/errors.ts';
import { isElement, PageDocument, PageElement, type AttributeToken, type Markup } from './elements.ts';
import { COMMENT, FRAGMENT, PageNode, PageText, TEXT } from './nodes.ts';
import { matches, select } from './select.ts';

/**
 * What a document may hold: twice what prepare-html.ts lets through, since the standard's parser adds elements that are
 * not written. Each `<p>` opens anew all of the formatting that was left open before it, so that a page of 100 kB can
 * grow to ten million elements.
 */
const MAX_ELEMENTS = 60_000;
const MAX_DEPTH = 1_024;

/** Parses a page as a browser without scripting does. @throws NewswatchError `page-too-large` or `page-too-deep` */
export function parseLight(html: string): PageDocument {
  const options = () => ({ treeAdapter: openAdapter(document), scriptingEnabled: false });
  const markup: Markup = {
    select,
    matches,
    serialize: (element) => serialize(element, options()),
    parseInto(element, inner) {
      const parsed = parseFragment(element, inner, options());
      for (const node of parsed.childNodes) element.appendChild(node);
    },
  };
  const document = new PageDocument(markup);
  parse(html, options());
  return document;
}

type Adapter = TreeAdapter<
  TreeAdapterTypeMap<
    PageNode,
    PageNode,
    PageNode,
    PageDocument,
    PageNode,
    PageElement,
    PageText,
    PageText,
    PageElement,
    never
  >
>;

function openAdapter(document: PageDocument): Adapter {
  // Of the document; a fragment is parsed without quirks, as jsdom does.
  let mode = standard.DOCUMENT_MODE.NO_QUIRKS;
  return {
    createDocument: () => document,
    createDocumentFragment: () => new PageNode(FRAGMENT, '#document-fragment'),
    createCommentNode: (data) => new PageText(data, COMMENT),
    createTextNode: (data) => new PageText(data),
    setDocumentType: () => undefined,
    setDocumentMode: (_document, found) => void (mode = found),
    getDocumentMode: () => mode,
    setTemplateContent: (template, content) => void (template.content = content),
    getTemplateContent: (template) => template.content ?? template,
    appendChild: (parent, node) => void parent.appendChild(node),
    insertBefore: (parent, node, reference) => void parent.insertBefore(node, reference),
    detachNode: (node) => node.remove(),
    insertText: (parent, data) => addText(parent, data, null),
    insertTextBefore: addText,
    ...size(document),
    ...readers,
  };
}

/** Makes elements, counts them, and counts how many are open in each other. */
function size(document: PageDocument): Pick<Adapter, 'createElement' | 'onItemPush' | 'onItemPop'> {
  let elements = 0;
  let depth = 0;
  return {
    createElement(name, namespace, attributes) {
      if (++elements > MAX_ELEMENTS) {
        throw new NewswatchError('page-too-large', `the page grows to more than ${MAX_ELEMENTS} elements`);
      }
      return new PageElement(document, name, namespace, attributes);
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) {
        throw new NewswatchError('page-too-deep', `the page nests elements more than ${MAX_DEPTH} deep`);
      }
    },
    onItemPop: () => void depth--,
  };
}

const isText = (node: PageNode): node is PageText => node.nodeType === TEXT;

function addText(parent: PageNode, data: string, reference: PageNode | null): void {
  const previous = reference === null ? parent.lastChild : reference.previousSibling;
  if (previous !== null && isText(previous)) previous.data += data;
  else parent.insertBefore(new PageText(data), reference);
}

const readers = {
  getFirstChild: (node: PageNode) => node.firstChild,
  getChildNodes: (node: PageNode) => [...node.childNodes],
  getParentNode: (node: PageNode) => node.parentNode,
  getAttrList: (element: PageElement) => [...element.tokens],
  // Asked of documents, too.
  getTagName: (node: PageNode) => (isElement(node) ? node.localName : node.nodeName),
  getNamespaceURI: (element: PageElement) => element.namespaceURI,
  adoptAttributes(element: PageElement, tokens: readonly AttributeToken[]) {
    element.tokens = [...element.tokens, ...tokens.filter(({ name }) => !element.hasAttribute(name))];
  },
  getTextNodeContent: (text: PageText) => text.data,
  getCommentNodeContent: (comment: PageText) => comment.data,
  getDocumentTypeNodeName: () => '',
  getDocumentTypeNodePublicId: () => '',
  getDocumentTypeNodeSystemId: () => '',
  isElementNode: isElement,
  isTextNode: isText,
  isCommentNode: (node: PageNode): node is PageText => node.nodeType === COMMENT,
  isDocumentTypeNode: (node: PageNode): node is never => node === null,
  setNodeSourceCodeLocation: () => undefined,
  getNodeSourceCodeLocation: () => null,
  updateNodeSourceCodeLocation: () => undefined,
};
