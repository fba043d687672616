/**
 * Cuts out of a document what its markup calls furniture: dialogs, menus, comments, forms for them, share bars, reaction
 * and rating widgets, newsletter and cookie boxes, lists of other articles. Done before Readability, which takes such
 * boxes for siblings of a short article, and forgets its own caution where it finds little text.
 */
export function cutFurniture(document: Document): void {
  const prose = new Map<Node, number>();
  const all = measureProse(document.body, prose);
  for (const element of Array.from(document.body.getElementsByTagName('*'))) {
    const held = prose.get(element) ?? 0;
    if ((held <= all * MUCH_OF_A_PAGE || isDiscussion(element, all - held)) && isFurniture(element)) cut(element);
  }
}

/** Readers may write more than the author, whose post then is what stands outside of their comments. */
const isDiscussion = (element: Element, beside: number): boolean =>
  beside >= POST && DISCUSSION.test(`${element.id} ${element.getAttribute('class') ?? ''}`);

const POST = 300;
const DISCUSSION =
  /(?:^|\s)(?:comments|comments-(?:area|list|section|wrapper)|comment-?(?:list|section|wrapper)|disqus_thread)(?=$|\s)/i;

/** Words that stood on both sides of it must not become one. */
function cut(element: Element): void {
  const between =
    /[\p{L}\p{N}]$/u.test(textOf(element.previousSibling)) && /^[\p{L}\p{N}]/u.test(textOf(element.nextSibling));
  if (between) element.parentNode?.insertBefore(element.ownerDocument.createTextNode(' '), element);
  element.remove();
}

const textOf = (node: Node | null): string => (node?.nodeType === TEXT ? (node as Text).data : '');

/** What holds more of the page's prose than this may be the article, whatever it calls itself. */
const MUCH_OF_A_PAGE = 0.2;

const TAGS = new Set(['nav', 'dialog', 'object', 'video', 'audio', 'canvas']);
const ROLES = new Set(['navigation', 'menu', 'menubar', 'dialog', 'alertdialog', 'search', 'toolbar']);
/** They hold the article, with whatever names their templates give them. */
const NEVER = new Set(['article', 'main', 'p', 'h1', 'a', 'span', 'em', 'strong', 'b', 'i']);
/** Text for the ears, or shown when pointed at: no sentence holds it, whatever element it is. */
const UNSEEN =
  /(?:^|\s)(?:screen-reader-text|sr-only|visually-?hidden|assistive-text|(?:tooltip|popover|rollover)-?(?:content|text|inner|body|people-block))(?=$|\s)/i;

/** Words of ids and classes, between blanks, hyphens and underscores. */
const NAMES = new RegExp(
  `(?:^|[\\s_-])(?:${[
    'cookies?|cookie-?\\w+|consent|gdpr|onetrust\\w*|cmp|privacy-(?:notice|banner|policy)',
    'comments|comment-?(?:respond|form|list|area|section|box|wrapper|block|thread)|commentform|comments-\\w+|respond|disqus\\w*|replies',
    'kommentare?n?|kommentar-?\\w+|commentaires?|comentarios?|comentários?|commenti|komentarze|komentar(?:e|i)?|yorum(?:lar)?|reacties|kommentarer|kommenty|kommentarii',
    'share-?(?:bar|box|buttons?|tools?|links?|icons?|this|it|row|post|wrap\\w*)?|sharing|sharedaddy|social-?(?:share|sharing|bar|links?|icons?|buttons?|media|tools?|box)|socials?|addthis\\w*|addtoany\\w*|heateor\\w*|shariff|bdsharebuttonbox|bdshare|ssba\\w*|sfsi\\w*',
    'teilen|partager|compartir|condividi|paylas|udostepnij|delen|podeli|podziel',
    'reactions?|ratings?|likes-widget\\w*|read-time|reading-time|post-views|view-?count(?:er)?',
    'newsletter\\w*|subscribe-?(?:box|form|widget)|subscription-widget\\w*|sign-?up-?(?:box|form)|log-?in-?(?:box|form)|mailchimp\\w*|mc4wp\\w*|mc_embed\\w*',
    'related(?:-?(?:posts?|articles?|stories|news|content|links|items|topics))?|jp-relatedposts|yarpp\\w*|crp_related|rp4wp\\w*|wp_rp\\w*|recommended\\w*|recirc\\w*|outbrain\\w*|taboola\\w*|trending|most-?(?:read|popular)|read-?(?:also|more|next)|also-read|te-puede-interesar|lire-aussi|leggi-anche|baca-juga',
    'author-?(?:box|bio|info|card|description|profile|block)|about-?(?:the-)?author|bio-?box|saboxplugin\\w*|m-a-box\\w*|abh_\\w*|pp-multiple-authors\\w*|molongui\\w*|autorenbox|autor-?(?:box|info|kasten)',
    'signature|postprofile|post-navigation|posts-navigation|nav-?links|nav-?(?:above|below|single)|post-nav|blog-pager|breadcrumbs?|pathway|pagination|pager|pagenav|tags-?links|cat-?links|post-tags|entry-?tags|tag-?(?:list|cloud)|post-?labels|field-name-field-tags|etiquetas|etiketler|schlagworte',
    'entry-?meta|post-?(?:meta|info)|meta-?info|article-?(?:meta|info)|byline|submitted|posted-on|createdate|modifydate|post-feeds|edit-?link|buttonheading',
    'toc|toc_container|ez-toc\\w*|lwptoc\\w*|rank-math-toc\\w*|table-of-contents|inhaltsverzeichnis',
    'screen-reader-text|sr-only|visually-?hidden|assistive-text|print-?only|noscreen',
    'trust-(?:box|badge|bar)|adspot\\w*|ad-?(?:slot|unit|container|wrapper|label)|advert\\w*|sponsored?\\w*|promo-?box|werbung|publicite|publicidad|pubblicita|reklama?',
  ].join('|')})(?=$|[\\s_-])`,
  'i',
);

function isFurniture(element: Element): boolean {
  const name = element.localName;
  if (TAGS.has(name) || ROLES.has(element.getAttribute('role') ?? '')) return true;
  if (name === 'form') return element.querySelector('textarea, input[type="password"], input[type="email"]') !== null;
  const classes = element.getAttribute('class') ?? '';
  if (NEVER.has(name)) return name !== 'article' && name !== 'main' && UNSEEN.test(classes);
  return NAMES.test(`${element.id} ${classes}`);
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
