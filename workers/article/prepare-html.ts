import { NewswatchError } from '../../src/errors.ts';
import { markupAt, withoutStyle } from './html-tags.ts';

/** A page cut down to what can hold an article, and what was read aside on the way. */
export interface PreparedHtml {
  readonly html: string;
  /** Contents of `<script type="application/ld+json">` as they stand. */
  readonly jsonLd: readonly string[];
}

/** News pages have some 700 once they are cut down, a long discussion has 10,000. More would not fit a thread's memory. */
const MAX_ELEMENTS = 30_000;
/** Browsers do not nest deeper either. */
const MAX_DEPTH = 512;
/**
 * The depths of all elements together: Readability looks at every element once for each that it stands in, and takes some three seconds
 * for so many. A news page has some 10,000, a discussion of 10,000 elements 30 deep has 300,000.
 */
const MAX_DEPTHS = 1_000_000;
/** A longer start tag is kept without its attributes: an image written into the page, or an attack. */
const MAX_TAG = 10_000;
/** Cut with all they hold, which is no markup; without an end tag they reach to the end of the page. */
const RAW = new Set(['script', 'style', 'iframe', 'noembed', 'noframes']);
/** Cut with all they hold, if they end. */
const CUT = new Set(['noscript', 'svg']);
/** Kept, but what looks like a tag in them is none. */
const TEXT = new Set(['title', 'textarea', 'xmp']);
/** Elements without content, and those whose end tag is often left out. */
const FLAT = new Set(
  `area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody
   tfoot colgroup rt rp html head body`.split(/\s+/),
);

/**
 * Cuts scripts, styles, comments, frames, graphics and style attributes out of the text of a page: more than half of a
 * news page, and what a DOM spends its time on. One pass, linear.
 * @throws NewswatchError `page-too-large` or `page-too-deep`
 */
export function prepareHtml(html: string): PreparedHtml {
  const kept: string[] = [];
  const jsonLd: string[] = [];
  let copied = 0;
  for (const { from, to, by } of editsOf(html, jsonLd)) {
    kept.push(html.slice(copied, from), by);
    copied = to;
  }
  kept.push(html.slice(copied));
  return { html: kept.join(''), jsonLd };
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

function* editsOf(html: string, jsonLd: string[]): Generator<Edit> {
  const size = openSize();
  const endOf = openEndFinder(html);
  for (let at = html.indexOf('<'); at >= 0;) {
    const markup = markupAt(html, at);
    let next = markup?.end ?? at + 1;
    if (markup?.kind === 'comment') {
      yield { from: at, to: next, by: '' };
    } else if (markup?.kind === 'end') {
      size.close(markup.name);
    } else if (markup?.kind === 'start' && (RAW.has(markup.name) || CUT.has(markup.name))) {
      const end = endOf(markup.name, next) ?? (RAW.has(markup.name) ? { from: html.length, to: html.length } : null);
      if (isJsonLd(html.slice(at, next))) jsonLd.push(html.slice(next, end?.from));
      next = end?.to ?? next;
      yield { from: at, to: next, by: '' };
    } else if (markup?.kind === 'start') {
      size.open(markup.name);
      const tag = html.slice(at, next);
      const plain = tag.length > MAX_TAG ? `<${markup.name}>` : withoutStyle(tag);
      if (plain !== tag) yield { from: at, to: next, by: plain };
      if (TEXT.has(markup.name)) next = endOf(markup.name, next)?.from ?? next;
    }
    at = html.indexOf('<', next);
  }
}

const isJsonLd = (tag: string): boolean =>
  /^<script\s/i.test(tag) && /type\s*=\s*["']?application\/ld\+json/i.test(tag);

/** Finds the end tag of an element whose content is not read. A name without one further on is remembered, lest a hostile page make us search again and again. */
function openEndFinder(html: string): (name: string, from: number) => { from: number; to: number } | null {
  const unended = new Set<string>();
  return (name, from) => {
    if (unended.has(name)) return null;
    const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    pattern.lastIndex = from;
    const found = pattern.exec(html);
    if (found !== null) return { from: found.index, to: markupAt(html, found.index)?.end ?? html.length };
    unended.add(name);
    return null;
  };
}

/** Counts elements and their nesting. @throws NewswatchError */
function openSize(): { open: (name: string) => void; close: (name: string) => void } {
  let elements = 0;
  let depths = 0;
  const open: string[] = [];
  return {
    open(name) {
      if (++elements > MAX_ELEMENTS) {
        throw new NewswatchError('page-too-large', `the page has more than ${MAX_ELEMENTS} elements`);
      }
      if (!FLAT.has(name) && open.push(name) > MAX_DEPTH) {
        throw new NewswatchError('page-too-deep', `the page nests elements more than ${MAX_DEPTH} deep`);
      }
      depths += open.length;
      if (depths > MAX_DEPTHS) {
        throw new NewswatchError('page-too-deep', 'the page nests too many elements too deep');
      }
    },
    close(name) {
      // As the parser does: with an element, all end that were opened in it and left open.
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
    },
  };
}
