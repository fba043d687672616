import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/judge/judge.ts';
import { judgeOne, rulesFrom, topicWith } from './support.ts';

const topic = (rules: string, more = ''): string =>
  `id: test\nmatch: { brief: 2, article: 4 }\nnear: { brief: 1, article: 3 }\nleadWords: 4\nbriefWords: 20\n${more}${rules}\n` +
  'concepts:\n  a: [alpha]\n  b: [beta]\n';
const WEIGHTED = 'for:\n  - { name: it, find: a, points: { title: 3, lead: 2, body: 1 }, most: 6 }';
const long = 'One two three four five. '.repeat(8);

test('points go by place: title, lead, body', () => {
  const rules = rulesFrom(topic(WEIGHTED));
  const { contributions, score } = judgeOne(rules, { title: 'Alpha', text: 'Alpha two three four. Five alpha.' });
  assert.deepEqual(
    contributions.map(({ where, points }) => [where, points]),
    [
      ['title', 3],
      ['lead', 2],
      ['body', 1],
    ],
  );
  assert.equal(score, 6);
});

test('counting stops at most, so that length alone does not win', () => {
  const rules = rulesFrom(topic(WEIGHTED));
  const { score, contributions } = judgeOne(rules, { title: '', text: 'Alpha. '.repeat(50) });
  assert.equal(score, 6);
  assert.deepEqual([contributions.at(-1)?.most, contributions.filter(({ most }) => most !== undefined).length], [6, 1]);
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha.' }).contributions[0]?.most, undefined);
});

test('a rule without most counts the first 50 sentences', () => {
  const rules = rulesFrom(topicWith('  a: [alpha]'));
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha. '.repeat(1_000) }).score, 50);
});

test('length decides between brief and article unless the caller says which it is', () => {
  const rules = rulesFrom(topic(WEIGHTED));
  const brief = judgeOne(rules, { title: '', text: 'Alpha.' });
  assert.deepEqual([brief.judgedAs, brief.threshold, brief.match, brief.words], ['brief', 2, true, 1]);
  const article = judgeOne(rules, { title: 'Alpha', text: long });
  assert.deepEqual([article.judgedAs, article.threshold, article.match, article.near], ['article', 4, false, true]);
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha.', kind: 'article' }).judgedAs, 'article');
});

test('only: a rule for briefs or for articles', () => {
  const rules = rulesFrom(topic('for:\n  - { name: it, find: a, points: 2, only: article }'));
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha' }).score, 0);
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha', kind: 'article' }).score, 2);
});

test('exclusions weaken and never forbid; a score is not below 0', () => {
  const rules = rulesFrom(topic(`${WEIGHTED}\nagainst:\n  - { name: not it, find: b, points: 2, most: 3 }`));
  assert.equal(judgeOne(rules, { title: 'Alpha', text: 'Alpha. Beta. Beta. Beta.' }).score, 2);
  const verdict = judgeOne(rules, { title: '', text: 'Beta' });
  assert.equal(verdict.score, 0);
  assert.deepEqual(
    verdict.contributions.map(({ points, rule }) => [points, rule]),
    [[-2, 'not it']],
  );
});

test('share: points by density', () => {
  const rules = rulesFrom(topic('for:\n  - { name: it, find: a, points: 4, share: 50% }'));
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha. Two. Three. Four.' }).score, 2);
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha. Alpha.' }).score, 4);
  const [contribution] = judgeOne(rules, { title: 'One', text: 'Alpha. Two. Three.' }).contributions;
  assert.deepEqual([contribution?.rule, contribution?.density], ['it', { held: 1, of: 4 }]);
});

test('share counts the sentences of the places where the rule looks', () => {
  const dense = (places: string): string =>
    topic(`for:\n  - { name: it, find: a, points: 4, share: 100%, in: ${places} }`);
  const article = { title: 'Alpha', text: 'One two three four. Alpha. Six. Alpha. Eight.' };
  for (const [places, score, held, of] of [
    ['title', 4, 1, 1],
    ['body', 2, 2, 4],
    ['[title, body]', 2.4, 3, 5],
    ['[title, lead, body]', 2, 3, 6],
  ] as const) {
    const verdict = judgeOne(rulesFrom(dense(places)), article);
    assert.deepEqual([verdict.score, verdict.contributions[0]?.density], [score, { held, of }]);
  }
  assert.equal(judgeOne(rulesFrom(dense('title')), { title: '', text: 'Alpha' }).score, 0);
});

test('least: a rule counts only if it holds in so many sentences, and then all of them', () => {
  const rules = rulesFrom(topic('for:\n  - { name: it, find: a, with: b, points: 1, least: 3 }'));
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha beta. Alpha. Beta alpha. Alpha.' }).score, 0);
  assert.equal(judgeOne(rules, { title: '', text: 'Alpha beta, alpha beta. Beta alpha.' }).score, 0);
  assert.equal(judgeOne(rules, { title: 'Alpha beta', text: 'Alpha beta. Alpha. Beta alpha.' }).score, 3);
});

test('needs: where a concept is named nowhere, nothing counts, and the verdict says which', () => {
  const rules = rulesFrom(
    topic(`${WEIGHTED}\nagainst:\n  - { name: not it, find: b, points: 2 }`, 'needs: [c, made]\n') +
      '  c: { words: [gamma], except: [gamma ray] }\n  made: { also: [{ find: a, with: b, within: 2 words }] }\n',
  );
  const judged = (text: string, title = '') => {
    const { score, contributions, missing } = judgeOne(rules, { title, text });
    return [score, contributions.length, missing];
  };
  assert.deepEqual(judged('Alpha and beta.', 'Gamma'), [0, 2, undefined]);
  assert.deepEqual(judged('Alpha and beta. Alpha. Alpha. Gamma.'), [3, 4, undefined]);
  assert.deepEqual(judged('Alpha. Alpha and beta. Gamma ray.'), [0, 0, ['c']]);
  assert.deepEqual(judged('Alpha. Gamma ray.'), [0, 0, ['c', 'made']]);
  assert.deepEqual(judged('Nothing.'), [0, 0, ['c', 'made']]);
});

test('a contribution tells concept, words, place, snippet, rule and what stood beside it', () => {
  const rules = rulesFrom(topic('for:\n  - { name: both, find: a, with: b, points: 1 }'));
  assert.deepEqual(judgeOne(rules, { title: '', text: 'The alpha and\tthe beta left.' }).contributions, [
    {
      concept: 'a',
      term: 'alpha',
      where: 'lead',
      snippet: 'The alpha and the beta left.',
      points: 1,
      rule: 'both',
      together: [{ concept: 'b', term: 'beta' }],
    },
  ]);
});

test('a snippet is one line of at most 160 characters around the term, cut between words', () => {
  const rules = rulesFrom(topicWith('  a: [alpha]'));
  const filler = 'lorem ipsum dolor '.repeat(30);
  for (const text of [
    `${filler}alpha ${filler}`,
    `alpha ${filler}`,
    `${filler}alpha`,
    `${'x'.repeat(500)} alpha ${'y'.repeat(500)}`,
    `before\nin this alpha paragraph\nafter`,
  ]) {
    const snippet = judgeOne(rules, { title: '', text }).contributions[0]?.snippet ?? '';
    assert.ok(snippet.includes('alpha'), snippet);
    assert.ok(snippet.length <= 160, `${snippet.length}: ${snippet}`);
    assert.ok(!/[\n\r\t]/.test(snippet));
    assert.doesNotMatch(snippet, /\b(?:lore|lor|ips|ipsu|dolo)\b/);
    assert.doesNotMatch(snippet, /before|after/);
  }
});

test('a snippet holds what stood beside the term, where that is near enough', () => {
  const rules = rulesFrom(topic('for:\n  - { name: both, find: a, with: b, within: paragraph, points: 1 }'));
  const snippet = (text: string): string => judgeOne(rules, { title: '', text }).contributions[0]?.snippet ?? '';
  const filler = (words: number): string => 'lorem '.repeat(words);
  const near = snippet(`${filler(30)}alpha ${filler(15)}beta ${filler(30)}`);
  assert.ok(near.includes('alpha') && near.includes('beta') && near.length <= 160, near);
  const far = snippet(`${filler(30)}alpha ${filler(40)}beta ${filler(30)}`);
  assert.ok(far.includes('alpha') && !far.includes('beta') && far.length <= 160, far);
});

test('no title, no text, no words: no points, no crash', () => {
  const rules = rulesFrom(topic(WEIGHTED));
  for (const text of ['', ' ', '\n\n', '…', '\u0000\u0001']) {
    assert.deepEqual(
      judge(rules, { title: '', text }).map(({ score, match }) => [score, match]),
      [[0, false]],
    );
  }
});
