import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { scorePage, summarize, type PageScore } from '../../../bench/support/page-score.ts';
import { cleanLine } from '../../../src/model/layout.ts';
import type { Extracted } from '../../../workers/article/extract.ts';
import { findProblem } from '../../../workers/article/quality.ts';
import { openThreadPool } from '../../../workers/threads/pool.ts';

const FOLDER = new URL('../../../../shared/data/pages/', import.meta.url);

interface Truth {
  readonly id: string;
  readonly url: string;
  readonly articleBody: string;
}

test('real pages: each yields a text in corpus layout, nearly the one its author wrote', async (t) => {
  if (!existsSync(FOLDER)) return t.skip('../shared/data/pages is not here');
  const lines = readFileSync(new URL('truth.jsonl', FOLDER), 'utf8').trim().split('\n');
  const pool = openThreadPool(2);
  t.after(() => pool.close());
  const readOne = async ({ id, url, articleBody }: Truth): Promise<PageScore> => {
    const html = gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, FOLDER)));
    const page = await pool.run<Extracted>('extractPage', { html, url }, { timeout: 10_000 });
    for (const line of [page.title, ...page.text.split('\n\n')]) {
      assert.equal(cleanLine(line), line, `${url}: layout`);
      assert.notEqual(line, '', `${url}: no empty title or paragraph`);
    }
    const problem = findProblem(page)?.code ?? null;
    assert.ok(problem === null || problem === 'paywall', `${url}: ${problem} (one of the pages is a paid one)`);
    return scorePage(page.text, articleBody);
  };
  const scores = await Promise.all(lines.map((line) => readOne(JSON.parse(line) as Truth)));
  const { F1 } = summarize(scores);
  // What was reached; a fall of a hundredth is a mistake, not noise.
  assert.ok(F1 >= 0.98, `F1 is ${F1.toFixed(4)}`);
});
