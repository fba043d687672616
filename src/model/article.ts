/** What a verdict rests on: the page itself, the full text the feed carried, or only its headline and summary. */
export type Basis = 'page' | 'feed' | 'summary';

/** The text behind an item. `text` is the body in corpus layout (see corpus/format.ts), without the title. */
export interface Article {
  /** The address the text was got from, after redirects. */
  readonly url: string;
  /** What the page itself calls its address (rel=canonical, og:url); null where it is silent. */
  readonly canonicalUrl: string | null;
  readonly title: string;
  readonly text: string;
  readonly byline: string | null;
  /** BCP 47 tag. */
  readonly lang: string | null;
  readonly publishedAt: number | null;
  readonly basis: Basis;
}
