import { existsSync, readFileSync } from 'node:fs';
import { generatedTexts } from './stories/texts.ts';

export interface Text {
  readonly title: string;
  readonly text: string;
}

/** ../shared/data/topic; see its README. */
const FILE = new URL('../../../shared/data/topic/dev.jsonl', import.meta.url);
const STORIES = 400;

/** Articles, and a word on what they are: labelled news where they are here, else stories written for the tests. */
export function loadTexts(): { readonly texts: readonly Text[]; readonly what: string } {
  if (!existsSync(FILE)) {
    const stories = generatedTexts(STORIES, 1);
    const texts = stories.map(({ title, paragraphs }) => ({ title, text: paragraphs.join('\n\n') }));
    return { texts, what: `generated stories (${FILE.pathname} is not here)` };
  }
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  const texts = lines.map((line) => JSON.parse(line) as Text).map(({ title, text }) => ({ title, text }));
  return { texts, what: 'articles and briefs about Iraq (../shared/data/topic)' };
}
