/** Elements that begin and end a line on the page. */
const BREAKING = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BR BUTTON CITE DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI
   MAIN NAV OL P PRE SECTION TABLE TD TH TIME TR UL`.split(/\s+/),
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'SELECT', 'TEXTAREA', 'NOSCRIPT']);
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * The text below a node, one line for what a reader would see on one: "Jo Marsh" and "Monday" stay apart where a `<br>`, a
 * block, or a `<time>` parts them. Blanks are left as they are, and lines of nothing but blanks are left out.
 */
export function linesOf(root: Node, maxCharacters = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let left = maxCharacters;
  const visit = (node: Node): void => {
    for (let child = node.firstChild; child !== null && left > 0; child = child.nextSibling) {
      if (child.nodeType === TEXT_NODE) {
        const text = (child.nodeValue ?? '').replace(/\s+/g, ' ');
        left -= text.length;
        parts.push(text);
      } else if (child.nodeType === ELEMENT_NODE && !SILENT.has(child.nodeName)) {
        const breaks = BREAKING.has(child.nodeName);
        if (breaks) parts.push('\n');
        visit(child);
        if (breaks) parts.push('\n');
      }
    }
  };
  visit(root);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
