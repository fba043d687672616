import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Desk } from '../../src/coordinator/parts.ts';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { manifestLine } from '../../src/coordinator/record-match.ts';
import { renewStoryIndex } from '../../src/coordinator/story-index.ts';
import type { ItemState } from '../../src/record/items.ts';
import type { MatchRow } from '../../src/record/matches.ts';
import { openReports } from '../../src/record/reports.ts';
import { openRandom } from '../support/random.ts';
import { writeStory } from '../support/story.ts';
import { addItem, openDesk, read } from './support.ts';

const CONFIG = `alerts:
  - { type: log, name: desk }
  - { type: log, name: archive, duplicates: true }
`;

const random = openRandom(1);
const [story, other] = [writeStory(random, true), writeStory(random, false)].map(({ paragraphs }) => paragraphs);

/** The story as another paper prints it: its second half cut, a line of its own put in front and behind. */
const copy = (n: number): string =>
  [`Our own correspondent number ${n} reports.`, ...(story ?? []).slice(0, 5), `Copyright paper ${n}.`].join('\n\n');

/** A page with that text, under a headline and at an address of its own. */
function publish(desk: Desk, site: string, text: string): MatchRow {
  const url = `https://${site}.example/story`;
  recordArticle(desk, addItem(desk, url), read(desk, url, text, { title: `As ${site} puts it` }));
  return matchAt(desk, url);
}

const matchAt = ({ record }: Desk, url: string): MatchRow =>
  record.matches.ofItem(record.items.knownAs([url.replace('https://', '')]) ?? 0) as MatchRow;

const alertsOf = ({ record }: Desk): string[] =>
  record.db
    .all('SELECT channel, match FROM alerts ORDER BY id')
    .map((row) => `${String(row['channel'])} ${String(row['match'])}`);

describe('one story on many sites', () => {
  test('is one alert a channel; every copy has its file, and all name the first', (t) => {
    const desk = openDesk(t, { config: CONFIG });
    const first = publish(desk, 'one', (story ?? []).join('\n\n'));
    const [second, third] = [publish(desk, 'two', copy(2)), publish(desk, 'three', copy(3))];
    const apart = publish(desk, 'four', (other ?? []).join('\n\n'));
    assert.deepEqual(
      [first, second, third, apart].map(({ duplicateOf }) => duplicateOf),
      [null, first.id, first.id, null],
    );
    assert.deepEqual(alertsOf(desk), [
      `desk ${first.id}`,
      `archive ${first.id}`,
      `archive ${second.id}`,
      `archive ${third.id}`,
      `desk ${apart.id}`,
      `archive ${apart.id}`,
    ]);
    assert.equal(readdirSync(desk.corpus.folder).length, 4);
    assert.deepEqual(
      [first, second, third, apart].map((match) => manifestLine(desk, match).duplicateOf),
      [null, first.corpusFile, first.corpusFile, null],
    );
    const { matches } = openReports(desk.record.db).matches({});
    assert.deepEqual(
      matches.map(({ duplicateOf }) => duplicateOf),
      [null, first.uid, first.uid, null],
    );
  });

  test('a copy that resembles only another copy still names the first', (t) => {
    const desk = openDesk(t);
    const words = (story ?? []).join(' ').split(' ');
    const part = (from: number, to: number): string => words.slice(words.length * from, words.length * to).join(' ');
    const first = publish(desk, 'one', part(0, 0.5));
    const second = publish(desk, 'two', part(0.25, 0.75));
    const third = publish(desk, 'three', part(0.5, 1));
    assert.deepEqual([second.duplicateOf, third.duplicateOf], [first.id, first.id]);
  });
});

describe('a text that comes late', () => {
  const late = (desk: Desk, url: string, text: string): void => {
    const item = desk.record.items.get(matchAt(desk, url).item) as ItemState;
    recordArticle(desk, item, read(desk, url, text));
  };
  const summary = (desk: Desk, url: string): void =>
    recordArticle(desk, addItem(desk, url), read(desk, url, 'In short.', { basis: 'summary' }));

  test('joins the story that it tells, and its line in the manifest says so', (t) => {
    const desk = openDesk(t, { config: CONFIG });
    const url = 'https://walled.example/story';
    summary(desk, url);
    const first = publish(desk, 'one', (story ?? []).join('\n\n'));
    late(desk, url, copy(2));
    const match = matchAt(desk, url);
    assert.equal(match.duplicateOf, first.id);
    assert.equal(manifestLine(desk, match).duplicateOf, first.corpusFile);
  });

  test('is what later copies are found by', (t) => {
    const desk = openDesk(t);
    const url = 'https://walled.example/story';
    summary(desk, url);
    late(desk, url, (story ?? []).join('\n\n'));
    const first = matchAt(desk, url);
    assert.equal(first.duplicateOf, null);
    assert.equal(publish(desk, 'two', copy(2)).duplicateOf, first.id);
  });
});

test('a record without an index of this form gets one before anything is judged', async (t) => {
  const desk = openDesk(t);
  const first = publish(desk, 'one', (story ?? []).join('\n\n'));
  desk.record.db.run('DELETE FROM story_keys');
  await renewStoryIndex(desk.record, desk.log);
  assert.equal(publish(desk, 'two', copy(2)).duplicateOf, first.id);
});
