import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../../src/model/topic.ts';
import { ask, post } from '../ask.ts';
import { HOSTILE, UNFIT } from '../hostile.ts';
import { open, textOf } from '../page.ts';
import { NOON, openStation } from '../station.ts';

/** Of ten points that are needed. */
const VERDICT: Verdict = {
  topic: 'us-forces-iraq',
  match: true,
  near: false,
  score: 10.5,
  threshold: 10,
  judgedAs: 'article',
  words: 640,
  contributions: [
    {
      concept: 'troops',
      term: 'troops',
      where: 'body',
      snippet: 'The troops left at dawn',
      points: 11,
      rule: 'Forces',
      most: 11,
      together: [{ concept: 'iraq', term: 'Erbil' }],
    },
    { concept: 'sport', term: 'game', where: 'lead', snippet: 'A game at night', points: -0.5, rule: 'Sport' },
  ],
};

test('a match shows its points by rule, for it and against it, with what was found', async (t) => {
  const station = openStation(t);
  const id = station.addMatch();
  const item = station.record.items.byUid(id)?.id ?? 0;
  station.record.items.end(item, { state: 'matched', at: NOON, verdicts: [VERDICT] });
  const page = await open(`${await station.serve()}/match/${id}`);
  assert.equal(
    textOf(page.querySelector('.standing')),
    'match, 10.5 points (11 for, 0.5 against), 0.5 over the 10 needed, judged as an article (640 words)',
  );
  assert.deepEqual([...page.querySelectorAll('h3')].map(textOf), ['For +11', 'Against −0.5']);
  assert.deepEqual([...page.querySelectorAll('.points li')].map(textOf), [
    '+11 Forces body, capped at 11 The troops left at dawn near “Erbil”',
    '−0.5 Sport lead A game at night',
  ]);
  assert.deepEqual([...page.querySelectorAll('.points mark')].map(textOf), ['troops', 'game']);
});

test('near misses are listed, and each says why it fell short', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  assert.match(textOf(await open(`${address}/near`)), /Nothing came close yet/);
  const id = station.addMatch();
  const [item = { id: 0 }] = station.record.db.all('SELECT id FROM items');
  station.record.db.run('DELETE FROM matches');
  station.record.items.end(Number(item['id']), {
    state: 'rejected',
    at: NOON,
    verdicts: [{ ...VERDICT, match: false, near: true, score: 8 }],
    kept: { title: 'T', text: 'The troops left.' },
  });
  const list = await open(`${address}/near`);
  assert.match(textOf(list.querySelector('.facts')), /judged just now/);
  const here = `/near?topic=${VERDICT.topic}`;
  assert.equal(list.querySelector('.topic a')?.getAttribute('href'), here);
  assert.equal((await open(`${address}${here}`)).querySelectorAll('.matches > li').length, 1);
  assert.match(textOf(await open(`${address}/near?topic=other`)), /Near misses of other.*Nothing came close yet/);
  const page = await open(`${address}/match/${id}`);
  assert.ok(list.querySelector(`a[href="/match/${id}"]`));
  assert.deepEqual([...page.querySelectorAll('h2')].map(textOf), ['Why it fell short', 'Text']);
  assert.match(textOf(page.querySelector('.standing')), /^near miss, 8 points .*, 2 short of the 10 needed/);
  assert.equal(textOf(page.querySelector('section.text p')), 'The troops left.');
  const { status } = await post(`${address}/match/${id}/mark`, { mark: 'right' });
  assert.equal(status, 303);
});

test('nothing in a verdict can break out of the page', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  for (const text of HOSTILE) {
    const id = station.addMatch();
    const spoken = { concept: text, term: text, where: 'body', snippet: `… ${text} …`, points: 2, rule: text } as const;
    const contributions = [spoken, { ...spoken, points: -1, rule: `no ${text}`, together: [spoken] }];
    const item = station.record.items.byUid(id)?.id ?? 0;
    station.record.items.end(item, {
      state: 'matched',
      at: NOON,
      verdicts: [{ ...VERDICT, contributions }],
    });
    const { body } = await ask(`${address}/match/${id}`);
    assert.doesNotMatch(body, UNFIT);
    const page = await open(`${address}/match/${id}`);
    assert.equal(page.querySelectorAll('.points li').length, 2, text);
    assert.equal(page.querySelector('script, img, style, iframe, object, evil, i, b'), null, text);
    assert.ok(
      [...page.querySelectorAll('.points *')].every(
        ({ attributes }) => !/ on|style=/.test(` ${[...attributes].map(({ name }) => name).join(' ')}`),
      ),
    );
  }
});
