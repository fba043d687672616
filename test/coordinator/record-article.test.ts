import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import type { ArticleOutcome, PageProblem } from '../../src/model/jobs.ts';
import { addItem, openDesk, read } from './support.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const BUSY: PageProblem = { code: 'http-429', message: 'HTTP 429', retry: 'soon', retryAt: NOON + HOUR };
const URLS = ['a', 'b', 'c'].map((name) => `https://news.example/${name}`);

test('a host that asks for patience gets it for all of its items, whatever becomes of the one that was asked for', (t) => {
  const outcomes: Record<string, (desk: ReturnType<typeof openDesk>, url: string) => ArticleOutcome> = {
    'nothing to stand in': () => ({ kind: 'unreadable', problem: BUSY }),
    'the feed stands in': (desk, url) =>
      ({ ...read(desk, url, 'US troops left Iraq.', { basis: 'summary' }), problem: BUSY }) as ArticleOutcome,
    'given up': () => ({ kind: 'unreadable', problem: { ...BUSY, retry: 'never' } }),
  };
  for (const [name, outcomeOf] of Object.entries(outcomes)) {
    const desk = { ...openDesk(t), now: () => NOON };
    const [asked, waiting] = [addItem(desk, URLS[0] ?? ''), addItem(desk, URLS[1] ?? '')];
    recordArticle(desk, asked, outcomeOf(desk, asked.url ?? ''));
    const fresh = addItem(desk, URLS[2] ?? '');
    const dueAt = [waiting, fresh].map(({ id }) => desk.record.items.get(id)?.dueAt);
    assert.deepEqual(dueAt, [NOON + HOUR, NOON + HOUR], name);
  }
});
