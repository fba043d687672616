import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { parseDuration } from '../src/settings/units.ts';
import type { FeedFormat } from '../test/support/feed-document.ts';
import type { Furniture } from '../test/support/page-layouts.ts';

/** An article of the demo's world. All of them, and their publishers, are invented. */
export interface DemoArticle {
  readonly slug: string;
  readonly title: string;
  readonly byline: string;
  readonly paragraphs: readonly string[];
  /** Whether a careful reader would say that it is about US forces in Iraq. */
  readonly onTopic: boolean;
  /** True where another publisher had the same text first. */
  readonly copy: boolean;
  /** Milliseconds before the start; null where it comes later. */
  readonly age: number | null;
  /** Milliseconds after the daemon is ready; null where it is there from the start. */
  readonly appears: number | null;
}

export interface DemoPublisher {
  readonly name: string;
  readonly format: FeedFormat;
  readonly furniture: Furniture;
  readonly articles: readonly DemoArticle[];
}

/** `articles/*.yaml`: one publisher a file. `copyOf` names the slug of an article in another file. */
interface PublisherFile extends Omit<DemoPublisher, 'articles'> {
  readonly articles: readonly ArticleEntry[];
}

interface ArticleEntry {
  readonly slug: string;
  readonly copyOf?: string;
  readonly title?: string;
  readonly byline?: string;
  readonly text?: string;
  readonly onTopic?: boolean;
  readonly age?: string;
  readonly appears?: string;
}

const FOLDER = new URL('articles/', import.meta.url);

export function readPublishers(): DemoPublisher[] {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8')) as PublisherFile);
  const originals = new Map(
    files.flatMap(({ articles }) => articles.filter(({ text }) => text !== undefined).map((one) => [one.slug, one])),
  );
  return files.map((file) => ({
    ...file,
    articles: file.articles.map((entry) => {
      const source = entry.copyOf === undefined ? entry : originals.get(entry.copyOf);
      if (source?.text === undefined) throw new Error(`${file.name}: ${entry.slug} has no text`);
      return {
        slug: entry.slug,
        title: source.title ?? '',
        byline: source.byline ?? '',
        paragraphs: source.text.trim().split(/\n+/),
        onTopic: source.onTopic ?? false,
        copy: entry.copyOf !== undefined,
        age: entry.age === undefined ? null : parseDuration(entry.age),
        appears: entry.appears === undefined ? null : parseDuration(entry.appears),
      };
    }),
  }));
}
