import { foreignAddress } from '../decide/identity.ts';
import { isSameArticle } from '../decide/same.ts';
import type { Article } from '../model/article.ts';
import type { ItemState } from '../record/items.ts';
import type { NewsRecord } from '../record/record.ts';
import { addressesIn } from './item-way.ts';

/** The item that is this article already, under another address. */
export function knownOriginal(record: NewsRecord, item: ItemState, article: Article): number | undefined {
  const foreign =
    article.basis === 'page' ? foreignAddress({ final: article.url, canonical: article.canonicalUrl }) : null;
  const keys = [...addressesIn(item, { article }), ...(foreign === null ? [] : [foreign])];
  for (const key of keys) {
    const id = record.items.knownAs([key]);
    if (id === undefined || id === item.id) continue;
    const known = record.items.get(id);
    const match = record.matches.ofItem(id);
    if (known === undefined || known.state === 'waiting') continue;
    const words = { title: match?.title ?? known.title, text: match?.text ?? '' };
    if (isSameArticle(words, { title: article.title, feedTitle: item.title, text: article.text })) return id;
  }
  return undefined;
}
