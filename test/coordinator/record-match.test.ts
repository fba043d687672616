import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { restoreFiles } from '../../src/coordinator/resume.ts';
import type { Desk } from '../../src/coordinator/parts.ts';
import type { Basis } from '../../src/model/article.ts';
import type { ArticleOutcome } from '../../src/model/jobs.ts';
import { hostOf } from '../../src/model/url.ts';
import { itemUid, type ItemState } from '../../src/record/items.ts';
import { verdict } from '../record/support.ts';
import { FEED_URL, openDesk } from './support.ts';

const TITLE = 'U.S. troops leave the base';
const TEXT = 'The soldiers left Erbil on Friday.\n\nNobody was hurt, a spokesman said.';

/** An item of the desk's feed that waits to be read. */
function addItem({ feeds, record }: Desk, url: string): ItemState {
  const feedId = feeds.all()[0]?.id ?? '';
  record.feeds.ensure(feedId, FEED_URL, 0);
  const uid = itemUid(feedId, url);
  const feedText = { title: TITLE, summary: '', content: '', author: null, publishedAt: null };
  const host = hostOf(url) ?? '';
  record.items.insert({
    uid,
    feedId,
    url,
    host,
    feedText,
    title: TITLE,
    publishedAt: null,
    seenAt: 0,
    state: 'waiting',
    quiet: false,
    duplicateOf: null,
  });
  return record.items.byUid(uid) as ItemState;
}

function read({ rules }: Desk, url: string, text: string, basis: Basis = 'page'): ArticleOutcome {
  const article = { url, canonicalUrl: null, title: TITLE, text, byline: null, lang: 'en', publishedAt: null, basis };
  return {
    kind: 'read',
    article,
    verdicts: [verdict({ match: true, near: false, score: 9 })],
    revision: rules.set.revision,
    fetchedAt: 0,
    problem: basis === 'page' ? null : { code: 'stub', message: 'a stub', retry: 'later' },
  };
}

test('a page that comes late with the text of a file gets no second file', (t) => {
  const desk = openDesk(t);
  const walled = addItem(desk, 'https://walled.example/story');
  recordArticle(desk, walled, read(desk, 'https://walled.example/story', 'In short.', 'summary'));
  const open = addItem(desk, 'https://open.example/story');
  recordArticle(desk, open, read(desk, 'https://open.example/story', TEXT));
  const [file, ...others] = readdirSync(desk.corpus.folder);
  assert.deepEqual(others, []);

  const again = desk.record.items.get(walled.id) as ItemState;
  recordArticle(desk, again, read(desk, 'https://walled.example/story', TEXT));
  assert.deepEqual(readdirSync(desk.corpus.folder), [file]);
  assert.equal(desk.record.matches.ofItem(walled.id)?.corpusFile, file);
  assert.equal(desk.record.matches.ofItem(walled.id)?.basis, 'page');
  assert.deepEqual(desk.manifest.read(), [file]);
});

test('a file that cannot be written costs the match nothing, and is written when it can be', (t) => {
  const desk = openDesk(t);
  const url = 'https://open.example/story';
  const item = addItem(desk, url);
  // Where files are written first lies a file: not even root gets past it.
  const aside = join(dirname(desk.corpus.folder), '.corpus.tmp');
  rmSync(aside, { recursive: true });
  writeFileSync(aside, '');
  recordArticle(desk, item, read(desk, url, TEXT));
  const match = desk.record.matches.ofItem(item.id);
  assert.match(match?.corpusFile ?? '', /^000_/);
  assert.equal(desk.record.alerts.pending().count, 1);
  assert.equal(desk.unwritten.files, true);

  restoreFiles(desk);
  assert.equal(desk.unwritten.files, true, 'still not possible');
  rmSync(aside);
  restoreFiles(desk);
  assert.equal(desk.unwritten.files, false);
  assert.deepEqual([...desk.corpus.names()], [match?.corpusFile]);
  assert.deepEqual(desk.manifest.read(), [match?.corpusFile]);
});
