import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { NewsRecord } from '../../src/record/record.ts';
import { install, mark } from './marked-record.ts';

/** Comments, a flow map over two lines and a list of its own layout: what a rewriting of the file would spoil. */
const TOPIC = `# What we look for: alphas.
id: alphas
match: { brief: 9, # of ten sentences
  article: 12 }
near: 1
for:
  - name: alphas # a point each
    find: alpha
    points: 1
    most:   10   # not more
concepts:
  alpha:
    [alpha,
      alphas] # both
`;

const alphas = (count: number): string => 'Alpha. '.repeat(count).trimEnd();

function markMany(record: NewsRecord): void {
  for (let index = 0; index < 12; index++) {
    mark(record, `right-${index}`, 'right', `Good ${index}`, `${alphas(5 + (index % 3))} Reactor.`);
    mark(record, `wrong-${index}`, 'wrong', `Bad ${index}`, `${alphas(1 + (index % 2))} Madrid.`);
  }
}

test('tune --json: a proposal with its effect, and nothing is touched', (t) => {
  const { folder, change, json } = install(t, { 'alphas.yaml': TOPIC });
  change(markMany);
  const report = json('tune');
  assert.deepEqual(report['marks'], { right: 12, wrong: 12 });
  assert.deepEqual(report['changes'], [
    { path: 'match.brief', from: 9, to: 3.5, why: 'threshold for briefs: 12 fewer missed' },
  ]);
  const perfect = { documents: 24, right: 12, falseAlarms: 0, missed: 0, precision: 1, recall: 1, f1: 1 };
  assert.deepEqual([report['proposed'], report['crossValidated']], [perfect, perfect]);
  assert.deepEqual(report['now'], { ...perfect, right: 0, missed: 12, precision: null, recall: 0, f1: 0 });
  assert.deepEqual(report['suggestions'], [
    { term: 'good', right: 12, wrong: 0, advice: 'for', concept: null },
    { term: 'reactor', right: 12, wrong: 0, advice: 'for', concept: null },
    { term: 'bad', right: 0, wrong: 12, advice: 'against', concept: null },
    { term: 'madrid', right: 0, wrong: 12, advice: 'against', concept: null },
  ]);
  assert.deepEqual([report['topic'], report['written']], ['alphas', null]);
  assert.equal(readFileSync(join(folder, 'alphas.yaml'), 'utf8'), TOPIC);
});

test('tune --write changes the numbers and not a byte beside them; eval --marks shows the effect', (t) => {
  const { folder, change, json, run } = install(t, { 'alphas.yaml': TOPIC });
  const file = join(folder, 'alphas.yaml');
  change(markMany);
  const f1 = (): unknown => (json('eval', '--marks')['figures'] as { all: { f1: number } }).all.f1;
  assert.equal(f1(), 0);
  const { status, stdout } = run('tune', '--write');
  assert.equal(status, 0);
  assert.match(stdout, /^alphas: 12 texts marked right, 12 wrong$/m);
  assert.match(stdout, /^ {2}match\.brief +9 → 3\.5 +threshold for briefs: 12 fewer missed$/m);
  assert.match(stdout, /^cross-validated +1\.000 +1\.000 +1\.000 +12 +0 +0$/m);
  assert.ok(stdout.includes(`wrote ${file}`));
  assert.equal(readFileSync(file, 'utf8'), TOPIC.replace('brief: 9,', 'brief: 3.5,'));
  assert.deepEqual(readdirSync(folder).toSorted(), ['alphas.yaml', 'data', 'feeds.yaml', 'newswatch.yaml']);
  assert.equal(f1(), 1);

  const again = json('tune', '--write');
  assert.deepEqual([again['proposed'], again['changes'], again['written']], [null, [], null]);
  assert.match(String(again['note']), /as you did/);
});

test('tune without enough marks says what is missing and ends well, even before there is a record', (t) => {
  const { folder, change, json, run } = install(t, { 'alphas.yaml': TOPIC });
  const none = json('tune', '--write');
  assert.deepEqual(none['marks'], { right: 0, wrong: 0 });
  assert.match(String(none['note']), /10 more in all/);
  change((record) => {
    for (let index = 0; index < 20; index++) mark(record, `${index}`, 'right', `Item ${index}`, alphas(3));
  });
  const { status, stdout } = run('tune', '--write');
  assert.equal(status, 0);
  assert.match(stdout, /too few marks to learn from: 3 more wrong needed/);
  assert.match(stdout, /nothing was written/);
  assert.equal(readFileSync(join(folder, 'alphas.yaml'), 'utf8'), TOPIC);
});

test('tune --write refuses numbers that two rules share by an anchor, in one line', (t) => {
  const shared = TOPIC.replace('brief: 9', 'brief: &nine 9').replace('article: 12', 'article: *nine');
  const { folder, change, run } = install(t, { 'alphas.yaml': shared });
  change(markMany);
  const { status, stdout, stderr } = run('tune', '--write', '--json');
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^newswatch: \S+alphas\.yaml was not changed: .*anchor.*by hand\)\n$/);
  assert.equal(readFileSync(join(folder, 'alphas.yaml'), 'utf8'), shared);
});

test('several topics: the one with most marks, or the one that is named; marks belong to the topic that showed them', (t) => {
  const beta = TOPIC.replace('id: alphas', 'id: betas').replace(/\[alpha,\s+alphas\]/, '[beta]');
  const { change, json, run } = install(t, { 'betas.yaml': beta, 'alphas.yaml': TOPIC });
  change((record) => {
    markMany(record);
    mark(record, 'beta', 'right', 'Beta', 'Beta. Beta.');
    addItem(record, 'b0b0b0b0b0b0b0b0', 'betas');
    mark(record, 'b0b0b0b0b0b0b0b0', 'wrong', 'By the record', alphas(9));
  });
  const most = json('tune');
  assert.deepEqual([most['topic'], most['marks']], ['alphas', { right: 12, wrong: 12 }]);
  const named = json('tune', '--topic', 'betas');
  assert.deepEqual([named['topic'], named['marks']], ['betas', { right: 1, wrong: 1 }]);
  const { status, stderr } = run('tune', '--topic', 'gammas');
  assert.deepEqual([status, stderr], [2, 'newswatch: there is no topic gammas (name one of betas, alphas)\n']);
});

test('eval --marks: right is a label; what was judged as a summary still is; every error is explained', (t) => {
  const { change, json, run } = install(t, { 'alphas.yaml': TOPIC });
  const long = `${alphas(9)} ${'word '.repeat(200)}`;
  change((record) => {
    mark(record, 'false-alarm', 'wrong', 'Bad', alphas(9));
    mark(record, 'missed', 'right', 'Good', long);
    addItem(record, 'abcdefabcdefabcd', null);
    mark(record, 'abcdefabcdefabcd', 'right', 'Summary', long);
  });
  const { figures, errors } = json('eval', '--marks') as { figures: Record<string, object>; errors: { id: string }[] };
  assert.deepEqual(figures['all'], {
    documents: 3,
    right: 1,
    falseAlarms: 1,
    missed: 1,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
  });
  assert.deepEqual(errors.map(({ id }) => id).toSorted(), ['false-alarm', 'missed']);
  assert.match(
    run('eval', '--marks').stdout,
    /^false alarm false-alarm: Bad\n {2}alphas: match, 9 points, exactly the 9 needed/m,
  );
});

test('eval: a file or --marks, one of them; no marks are an error of one line', (t) => {
  const { run } = install(t, { 'alphas.yaml': TOPIC });
  for (const [args, code, expected] of [
    [[], 2, /eval needs a file/],
    [['labelled.jsonl', '--marks'], 2, /not both/],
    [['--marks'], 1, /nothing has been marked yet \(newswatch mark/],
  ] as const) {
    const { status, stderr } = run('eval', ...args);
    assert.equal(status, code, stderr);
    assert.match(stderr, expected);
    assert.ok(stderr.split('\n').length <= 2);
  }
});

/** An item that the record knows: a match under a topic, or one that was judged by its summary. */
function addItem(record: NewsRecord, uid: string, topic: string | null): void {
  record.feeds.ensure('feed', 'https://news.example/feed', 0);
  const item = record.items.insert({
    uid,
    feedId: 'feed',
    url: null,
    title: 'Item',
    publishedAt: null,
    seenAt: 0,
    state: 'waiting',
    quiet: false,
    host: '',
    feedText: null,
    duplicateOf: null,
  });
  record.items.end(item, {
    state: topic === null ? 'rejected' : 'matched',
    at: 0,
    basis: topic === null ? 'summary' : 'page',
  });
  if (topic === null) return;
  record.matches.insert({
    item,
    topic,
    topics: [{ id: topic, score: 9 }],
    score: 9,
    matched: [],
    title: 'Item',
    text: 'Text.',
    byline: null,
    lang: null,
    url: 'https://news.example/item',
    canonicalUrl: null,
    feedUrl: 'https://news.example/feed',
    feedTitle: 'News',
    publishedAt: null,
    fetchedAt: 0,
    matchedAt: 0,
    basis: 'page',
    excerpt: '',
    duplicateOf: null,
    signature: null,
    bands: [],
  });
}
