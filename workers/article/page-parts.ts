import { linesOf } from './lines.ts';
import { squeeze } from './site-names.ts';

/** Names of what stands around an article: `id="comments"`, `class="related-posts"`. */
const COMMENTS = /(?:^|[\s_-])(?:comments?|commentlist|respond|replies|disqus)(?:$|[\s_-])/i;
const BESIDE =
  /(?:^|[\s_-])(?:related|recommended|recommendations|sidebar|widget|trending|popular|teasers?|promo|newsletter|footer|most-?read)(?:$|[\s_-])/i;
const BESIDE_ELEMENTS = new Set(['ASIDE', 'NAV', 'FOOTER', 'FORM']);

type Place = 'article' | 'beside' | 'comments';

/** Those in the article, then those in what stands beside it; none in comments. */
export function articleFirst(elements: readonly Element[]): Element[] {
  const placed = elements.map((element) => ({ element, place: placeOf(element) }));
  const at = (place: Place): Element[] => placed.filter((one) => one.place === place).map(({ element }) => element);
  return [...at('article'), ...at('beside')];
}

/** What holds the page's heading is the article, whatever its name. */
function placeOf(element: Element): Place {
  for (let part: Element | null = element; part !== null && part.nodeName !== 'BODY'; part = part.parentElement) {
    const names = `${part.getAttribute('class') ?? ''} ${part.getAttribute('id') ?? ''}`;
    const place = COMMENTS.test(names)
      ? 'comments'
      : BESIDE_ELEMENTS.has(part.nodeName) || BESIDE.test(names)
        ? 'beside'
        : null;
    if (place !== null) return part.querySelector('h1') === null ? place : 'article';
  }
  return 'article';
}

/** Lines looked at before and after the headline. */
const BEFORE = 4;
const AFTER = 16;
const MAX_CHARACTERS = 60_000;

/** The lines around the headline, where by-line and date stand; none where the page does not show it. */
export function linesAround(body: Node, title: string): readonly string[] {
  const headline = squeeze(title);
  if (headline === '') return [];
  const lines = linesOf(body, MAX_CHARACTERS);
  const at = lines.findIndex((line) => line.length <= title.length + 20 && squeeze(line) === headline);
  return at < 0 ? [] : [...lines.slice(at + 1, at + 1 + AFTER), ...lines.slice(Math.max(0, at - BEFORE), at)];
}
