import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reasonsOf } from '../../src/model/reasons.ts';
import { standing, verdictWords } from '../../src/model/verdict-words.ts';
import { found, verdictOf } from './verdicts.ts';

describe('how a verdict stands', () => {
  test('says what was decided, the sums for and against, the distance, and as what it was judged', () => {
    const both = [found('a', 13.3), found('b', -0.2)];
    assert.equal(
      standing(verdictOf(both)),
      'match, 13.1 points (13.3 for, 0.2 against), 3.1 over the 10 needed, judged as an article (640 words)',
    );
    assert.equal(
      standing(verdictOf([found('a', 8.2)])),
      'near miss, 8.2 points, 1.8 short of the 10 needed, judged as an article (640 words)',
    );
    assert.match(standing(verdictOf([found('a', 10)])), /^match, 10 points, exactly the 10 needed,/);
    assert.match(
      standing(verdictOf([found('a', 2), found('b', -5.5)], { judgedAs: 'brief', words: 1 })),
      /^no match, 0 points \(2 for, 5\.5 against\), 10 short of the 10 needed, judged as a brief \(1 word\)$/,
    );
  });

  test('of a record of an older version, without the number of words', () => {
    const { words: _, ...old } = verdictOf([found('a', 12)]);
    assert.match(standing(old), /judged as an article$/);
  });
});

describe('reasons', () => {
  test('those for it come before those against it, weightiest first, one line a rule', () => {
    const words = verdictWords(
      verdictOf([
        found('small', 1),
        found('no', -4),
        found('big', 6),
        found('big', 5),
        found('yes', 2),
        found('nay', -1),
      ]),
    );
    assert.deepEqual(
      words.slice(1).map((line) => line.split(' (')[0]),
      ['+11  big', '+2  yes', '+1  small', '−4  no', '−1  nay'],
    );
  });

  test('what is too much to tell is summed up, whichever side it is on', () => {
    const words = verdictWords(verdictOf([found('a', 9), found('b', 0.4), found('c', -3), found('d', -0.1)]), 2);
    assert.deepEqual(
      words.slice(1).map((line) => line.split(' (')[0]),
      ['+9  a', '−3  c', '+0.3  2 more rules'],
    );
    assert.deepEqual(verdictWords(verdictOf([])).slice(1), ['no rule found anything']);
  });

  test('say in how many sentences of which place, and where a rule stops counting', () => {
    const where = (...list: ('title' | 'lead' | 'body')[]): string | undefined =>
      reasonsOf({ contributions: list.map((one) => found('a', 1, { where: one })) }).for[0]?.where;
    assert.equal(where('title'), 'title');
    assert.equal(
      where('title', 'lead', 'lead', 'body', 'body', 'body'),
      'title, 2 sentences in the lead, 3 in the body',
    );
    assert.equal(where('lead', 'body', 'body'), 'lead, 2 sentences in the body');
    const [, capped] = verdictWords(verdictOf([found('a', 4), found('a', 2, { most: 6 })]));
    assert.match(capped ?? '', /^\+6 {2}a \(2 sentences in the body; capped at 6\): /);
    const [, dense] = verdictWords(verdictOf([found('a', -2, { density: { held: 11, of: 32 } })]));
    assert.match(dense ?? '', /^−2 {2}a \(11 of 32 sentences\): /);
  });

  test('a sentence is shown once, and other words that were found are named', () => {
    const told = { snippet: 'The troops left Mosul by night', together: [{ concept: 'city', term: 'Mosul' }] };
    const other = { term: 'Marines', snippet: 'Marines came', where: 'lead' } as const;
    const words = verdictWords(
      verdictOf([
        found('a', 5, told),
        found('b', 2, { ...told, snippet: '…troops left Mosul by…' }),
        found('b', 1, other),
      ]),
    );
    assert.deepEqual(words.slice(1), [
      '+5  a (body): “The *troops* left *Mosul* by night”',
      '+3  b (body, lead): "troops" + "Mosul", as above; also "Marines"',
    ]);
  });

  test('of sentences that weigh the same, one that shows all the words is rather shown', () => {
    const together = [{ concept: 'city', term: 'Mosul' }];
    const cut = found('a', 5, { snippet: 'The troops…', together });
    const whole = found('a', 5, { snippet: 'To Mosul went troops.', together });
    assert.match(verdictWords(verdictOf([cut, whole]))[1] ?? '', /“To \*Mosul\* went \*troops\*\.”$/);
    assert.match(verdictWords(verdictOf([cut]))[1] ?? '', /“The \*troops\*…” near "Mosul"$/);
  });

  test('where a needed concept is missing, nothing counts', () => {
    assert.equal(verdictWords(verdictOf([], { missing: ['iraq'] }))[1], 'nothing counts: nothing names iraq');
    assert.equal(
      verdictWords(verdictOf([], { missing: ['iraq', 'us'] }))[1],
      'nothing counts: nothing names iraq or us',
    );
  });

  test('lines are bounded, however long the names and words are', () => {
    const long = 'x'.repeat(5_000);
    const words = verdictWords(
      verdictOf(Array.from({ length: 40 }, (_, i) => found(`${i} ${long}`, 1, { term: long, snippet: long }))),
    );
    assert.equal(words.length, 12);
    assert.ok(words.every((line) => line.length <= 400));
  });
});
