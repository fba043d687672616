import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { afterAnswer, hostTrouble, pageAnswer, type PageAnswer } from '../../src/decide/host-answers.ts';
import type { ArticleOutcome, PageProblem } from '../../src/model/jobs.ts';
import type { HostAnswers } from '../../src/model/warning.ts';

const HOUR = 3_600_000;
const unreadable = (code: string, retry: PageProblem['retry']): ArticleOutcome => ({
  kind: 'unreadable',
  problem: { code, message: code, retry },
});
const ARTICLE = { url: '', canonicalUrl: null, title: '', text: '', byline: null, lang: null, publishedAt: null };
const read = (basis: 'page' | 'feed', problem: PageProblem | null): ArticleOutcome => ({
  kind: 'read',
  article: { ...ARTICLE, basis },
  verdicts: [],
  revision: '',
  fetchedAt: 0,
  problem,
});

describe('what an outcome tells of the host', () => {
  const CASES: readonly (readonly [string, ArticleOutcome, number, PageAnswer | null])[] = [
    ['a page that was read', read('page', null), 0, 'read'],
    ['a page that was read late', read('page', null), 6, 'read'],
    ['an item without an address', read('feed', null), 0, null],
    ['403', unreadable('http-403', 'later'), 0, 'refused'],
    ['401', unreadable('http-401', 'later'), 0, 'refused'],
    ['451', unreadable('http-451', 'never'), 0, 'refused'],
    ['403 where the feed stands in', read('feed', { code: 'http-403', message: '', retry: 'later' }), 0, 'refused'],
    ['403 again, an hour later', unreadable('http-403', 'later'), 5, null],
    ['403 after a time-out', unreadable('http-403', 'later'), 2, 'refused'],
    ['429 that may pass', unreadable('http-429', 'soon'), 1, null],
    ['429 after all quick tries', unreadable('http-429', 'soon'), 4, 'refused'],
    ['503 that may pass', unreadable('http-503', 'soon'), 3, null],
    ['503 after all quick tries', read('feed', { code: 'http-503', message: '', retry: 'soon' }), 4, 'refused'],
    ['a page that took too long to read', unreadable('thread-timeout', 'later'), 0, null],
    ['a wall', unreadable('bot-check', 'later'), 0, 'stub'],
    ['a stub where the feed stands in', read('feed', { code: 'stub', message: '', retry: 'later' }), 0, 'stub'],
    ['a redirect to a log-in', unreadable('wall', 'later'), 0, 'stub'],
    ['robots.txt', unreadable('robots', 'later'), 0, null],
    ['a crash of ours', unreadable('crash', 'later'), 0, null],
    ['a time-out', unreadable('timeout', 'soon'), 4, null],
    ['a PDF', unreadable('not-html', 'never'), 0, null],
    ['404', { kind: 'gone', problem: { code: 'http-404', message: '', retry: 'never' } }, 0, null],
  ];
  for (const [name, outcome, tries, answer] of CASES) {
    test(`${name}: ${answer ?? 'nothing'}`, () => assert.equal(pageAnswer(outcome, tries), answer));
  }
});

const NEW: HostAnswers = { host: 'x.example', readAt: null, refused: 0, stubs: 0, since: null };
/** One answer every `gap` milliseconds, from 1 on. */
const after = (answers: readonly PageAnswer[], gap = 1): HostAnswers =>
  answers.reduce((state, answer, index) => afterAnswer(state, answer, 1 + index * gap), NEW);
const times = (n: number, answer: PageAnswer): PageAnswer[] => Array.from({ length: n }, () => answer);

describe('a host is in trouble', () => {
  test('once five pages in a row could not be read, and no longer once one could', () => {
    const four = after(['read', ...times(4, 'refused')]);
    assert.equal(hostTrouble(four, 5), null);
    const five = afterAnswer(four, 'refused', 6);
    assert.deepEqual(five, { host: 'x.example', readAt: 1, refused: 5, stubs: 0, since: 2 });
    assert.equal(hostTrouble(five, 6), 'host-refuses');
    assert.equal(hostTrouble(afterAnswer(five, 'read', 7), 7), null);
  });

  test('after three, where they took six hours', () => {
    const three = after(times(3, 'stub'), 3 * HOUR);
    assert.equal(hostTrouble(three, 6 * HOUR), null);
    assert.equal(hostTrouble(three, 1 + 6 * HOUR), 'host-stubs');
    assert.equal(hostTrouble(after(times(2, 'stub'), 9 * HOUR), 9 * HOUR), null);
  });

  test('of the kind that most of its pages have', () => {
    assert.equal(hostTrouble(after([...times(3, 'stub'), ...times(2, 'refused')]), 5), 'host-stubs');
    assert.equal(hostTrouble(after([...times(3, 'stub'), ...times(3, 'refused')]), 6), 'host-refuses');
  });

  test('not where one of some pages is refused', () => {
    const mixed = Array.from({ length: 400 }, (_, index): PageAnswer => (index % 5 === 0 ? 'read' : 'refused'));
    assert.ok(mixed.every((_, index) => hostTrouble(after(mixed.slice(0, index + 1)), index) === null));
  });
});
