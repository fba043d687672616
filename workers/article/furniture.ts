/**
 * Cuts out of a document what its markup calls furniture: dialogs, menus, comments, forms for them, share bars, reaction
 * and rating widgets, newsletter and cookie boxes, lists of other articles. Done before Readability, which takes such
 * boxes for siblings of a short article, and forgets its own caution where it finds little text.
 */
export function cutFurniture(document: Document): void {
  const prose = new Map<Node, number>();
  const limit = measureProse(document.body, prose) * MUCH_OF_A_PAGE;
  for (const element of Array.from(document.body.getElementsByTagName('*'))) {
    if ((prose.get(element) ?? 0) <= limit && isFurniture(element)) element.remove();
  }
}

/** What holds more of the page's prose than this may be the article, whatever it calls itself. */
const MUCH_OF_A_PAGE = 0.2;

const TAGS = new Set(['nav', 'dialog', 'object', 'video', 'audio', 'canvas']);
const ROLES = new Set(['navigation', 'menu', 'menubar', 'dialog', 'alertdialog', 'search', 'toolbar']);
/** They hold the article, with whatever names their templates give them. */
const NEVER = new Set(['article', 'main', 'p', 'h1', 'a', 'span', 'em', 'strong', 'b', 'i']);

/** Words of ids and classes, between blanks, hyphens and underscores. */
const NAMES = new RegExp(
  `(?:^|[\\s_-])(?:${[
    'cookies?|cookie-?\\w+|consent|gdpr|onetrust\\w*|cmp|privacy-(?:notice|banner|policy)',
    'comments|comment-?(?:respond|form|list|area|section)|commentform|comments-\\w+|respond|disqus\\w*|replies',
    'share-?(?:bar|box|buttons?|tools?|links?|icons?|this|wrap\\w*)?|sharing|sharedaddy|social-?(?:share|sharing|bar|links?|icons?|buttons?|media|tools?)|addthis\\w*|addtoany\\w*',
    'reactions?|ratings?|likes-widget\\w*|read-time|reading-time',
    'newsletter\\w*|subscribe-?(?:box|form|widget)|sign-?up-?(?:box|form)|log-?in-?(?:box|form)|mailchimp\\w*',
    'related(?:-?(?:posts?|articles?|stories|news|content|links|items|topics))?|jp-relatedposts|recommended\\w*|recirc\\w*|outbrain\\w*|taboola\\w*|trending|most-?(?:read|popular)',
    'author-?(?:box|bio|info|card)|about-author|bio-?box|post-navigation|breadcrumbs?|pagination|pager|tags-?links|post-tags',
    'trust-(?:box|badge|bar)|adspot\\w*|ad-?(?:slot|unit|container|wrapper|label)|advert\\w*|sponsored?\\w*|promo-?box',
  ].join('|')})(?=$|[\\s_-])`,
  'i',
);

function isFurniture(element: Element): boolean {
  const name = element.localName;
  if (TAGS.has(name) || ROLES.has(element.getAttribute('role') ?? '')) return true;
  if (name === 'form') return element.querySelector('textarea, input[type="password"], input[type="email"]') !== null;
  if (NEVER.has(name)) return false;
  return NAMES.test(`${element.id} ${element.getAttribute('class') ?? ''}`);
}

/** Labels and menus have shorter pieces of text. */
const PROSE = 40;
const ELEMENT = 1;
const TEXT = 3;

/** Characters in the longer pieces of text below an element that are no links; noted for every element on the way. */
function measureProse(parent: Element, prose: Map<Node, number>): number {
  let sum = 0;
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === TEXT) sum += lengthOf(node as Text);
    else if (node.nodeType === ELEMENT && (node as Element).localName !== 'a')
      sum += measureProse(node as Element, prose);
  }
  prose.set(parent, sum);
  return sum;
}

function lengthOf(text: Text): number {
  const { length } = text.data.trim();
  return length < PROSE ? 0 : length;
}
