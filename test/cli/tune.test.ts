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
    most:   12   # not more
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

const RULE = 'words learnt from your marks, for it';

/** “alphas” makes wrong texts match, and what right ones lack is told by “reactor”. */
function markTerms(record: NewsRecord): void {
  for (let index = 0; index < 20; index++) {
    mark(record, `right-${index}`, 'right', `Item r${index}`, `${alphas(8)} Reactor. The reactor.`);
    mark(record, `wrong-${index}`, 'wrong', `Item w${index}`, `${alphas(4)} ${'Alphas. '.repeat(6)}`);
  }
}

test('tune --json: a proposal with its effect, and nothing is touched', (t) => {
  const { folder, change, json } = install(t, { 'alphas.yaml': TOPIC });
  change(markMany);
  const report = json('tune');
  assert.deepEqual(report['marks'], { right: 12, wrong: 12 });
  const why = 'threshold for briefs: 12 fewer missed';
  assert.deepEqual(report['changes'], [{ kind: 'number', path: 'match.brief', from: 9, to: 3.5, why, folds: 5 }]);
  const perfect = { documents: 24, right: 12, falseAlarms: 0, missed: 0, precision: 1, recall: 1, f1: 1 };
  assert.deepEqual([report['proposed'], report['crossValidated']], [perfect, perfect]);
  assert.deepEqual(report['now'], { ...perfect, right: 0, missed: 12, precision: null, recall: 0, f1: 0 });
  assert.deepEqual(report['suggestions'], [
    { term: 'good', right: 12, wrong: 0, advice: 'for', concept: null },
    { term: 'reactor', right: 12, wrong: 0, advice: 'for', concept: null },
    { term: 'bad', right: 0, wrong: 12, advice: 'against', concept: null },
    { term: 'madrid', right: 0, wrong: 12, advice: 'against', concept: null },
  ]);
  assert.deepEqual(
    (report['groups'] as { group: string; accepted: boolean; better: number }[]).map((one) => [
      one.group,
      one.accepted,
      one.better,
    ]),
    [
      ['numbers', true, 12],
      ['terms out', false, 0],
      ['terms in', false, 0],
    ],
  );
  const file = join(folder, 'alphas.yaml');
  assert.deepEqual([report['topic'], report['file'], report['repeats'], report['written']], ['alphas', file, 0, null]);
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
  assert.match(
    stdout,
    /^ {2}match\.brief +9 → 3\.5 +threshold for briefs: 12 fewer missed \(found in 5 of 5 folds\)$/m,
  );
  assert.match(stdout, /^cross-validated +1\.000 +1\.000 +1\.000 +12 +0 +0$/m);
  assert.ok(stdout.includes(`wrote ${file}`));
  assert.match(stdout, /newswatch replay --apply/);
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

test('tune --write puts terms into the file, each where it belongs; comments and the rest stay', (t) => {
  const { folder, change, json, run } = install(t, { 'alphas.yaml': TOPIC });
  const file = join(folder, 'alphas.yaml');
  change(markTerms);
  const report = json('tune', '--only', 'terms');
  assert.deepEqual(
    (report['changes'] as { path: string; from: unknown; to: unknown }[]).map(({ path, from, to }) => [path, from, to]),
    [
      ['concepts.learnt-for', null, 'reactor'],
      ['concepts.alpha.1', 'alphas', null],
      ['for', null, { name: RULE, find: 'learnt-for', points: { title: 2.4, lead: 1.2, body: 0.6 }, most: 4.8 }],
    ],
  );
  assert.equal(report['written'], null);
  const { status, stdout } = run('tune', '--only', 'terms', '--write');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^ {2}concepts\.alpha +− alphas {2}in 0 right, 20 wrong: \d+ fewer false alarms \(found in 5 of/m,
  );
  assert.match(
    stdout,
    /^ {2}terms out +accepted {2}F1 \d\.\d{3} on marks held back, \d\.\d{3} on its own; \d+ judged better, 0 worse/m,
  );
  const written = TOPIC.replace('[alpha,\n      alphas]', '[alpha]').replace(
    '# not more\n',
    `# not more\n  - name: ${JSON.stringify(RULE)}\n    find: learnt-for\n    points: { title: 2.4, lead: 1.2, body: 0.6 }\n    most: 4.8\n`,
  );
  assert.equal(readFileSync(file, 'utf8'), `${written}  learnt-for: [reactor]\n`);
  assert.deepEqual(json('tune')['changes'], []);
});

test('tune --write refuses a file whose lists are shared by an anchor, in one line', (t) => {
  const shared = TOPIC.replace(/\[alpha,\s+alphas\]/, '&both [alpha, alphas]') + '  other: *both\n';
  const { folder, change, run } = install(t, { 'alphas.yaml': shared });
  change(markTerms);
  const { status, stdout, stderr } = run('tune', '--write', '--json');
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^newswatch: \S+alphas\.yaml was not changed: it is written in a way .*by hand\)\n$/);
  assert.equal(readFileSync(join(folder, 'alphas.yaml'), 'utf8'), shared);
});

test('tune: copies of a story count once; --only knows numbers and terms', (t) => {
  const { change, json, run } = install(t, { 'alphas.yaml': TOPIC });
  const story = Array.from({ length: 60 }, (_unused, index) => `word${index}`).join(' ');
  change((record) => {
    for (const uid of ['a', 'b', 'c'])
      mark(record, uid, 'right', 'Title', `Alpha. ${story} ${uid}.`, { topic: 'alphas' });
  });
  const report = json('tune');
  assert.deepEqual([report['marks'], report['repeats']], [{ right: 1, wrong: 0 }, 2]);
  assert.match(run('tune').stdout, /^alphas: 1 text marked right, 0 wrong \(2 more marks on the same stories\)$/m);
  const { status, stderr } = run('tune', '--only', 'words');
  assert.deepEqual(
    [status, stderr],
    [2, 'newswatch: "words" is nothing to tune (use --only numbers or --only terms)\n'],
  );
});

test('several topics: the one with most marks, or the one that is named; marks belong to the topic that showed them', (t) => {
  const beta = TOPIC.replace('id: alphas', 'id: betas').replace(/\[alpha,\s+alphas\]/, '[beta]');
  const { change, json, run } = install(t, { 'betas.yaml': beta, 'alphas.yaml': TOPIC });
  change((record) => {
    markMany(record);
    mark(record, 'beta', 'right', 'Beta', 'Beta. Beta.');
    mark(record, 'b0b0b0b0b0b0b0b0', 'wrong', 'By the record', alphas(9), { topic: 'betas' });
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
    mark(record, 'summary', 'right', 'Summary', long, { basis: 'summary' });
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
