import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A page of the public article-extraction benchmark, and the article that a careful reader saw on it. */
export interface Page {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly html: string;
  readonly truth: string;
}

/** ../shared/data/pages; see its README. */
const FOLDER = new URL('../../../shared/data/pages/', import.meta.url);

/** Null, and a word on it on stdout, where they are not here. */
export function loadPages(): Page[] | null {
  if (!existsSync(FOLDER)) {
    process.stdout.write(`skipped: ${FOLDER.pathname} is not here\n`);
    return null;
  }
  const lines = readFileSync(new URL('truth.jsonl', FOLDER), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, url, articleBody } = JSON.parse(line) as { id: string; url: string; articleBody: string };
    const bytes = gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, FOLDER)));
    return { url, bytes, html: bytes.toString('utf8'), truth: articleBody };
  });
}
