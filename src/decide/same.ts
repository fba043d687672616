import { isSameStory } from './story.ts';

/**
 * Whether an article that claims a known address really is the known one. A redirect to a front page or a wrong canonical
 * link must not swallow another article, so the words have to agree, too: the text where we have both, else the titles.
 */
export function isSameArticle(
  known: { readonly title: string; readonly text: string },
  fresh: { readonly title: string; readonly feedTitle: string; readonly text: string },
): boolean {
  return (
    titlesAgree(known.title, fresh.title) ||
    titlesAgree(known.title, fresh.feedTitle) ||
    isSameStory(known.text, fresh.text)
  );
}

/** At least half of the words of the two titles together are in both. */
function titlesAgree(a: string, b: string): boolean {
  const [one, other] = [words(a), words(b)];
  const common = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - common;
  return all > 0 && common / all >= 0.5;
}

const words = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
