import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { evaluate, type EvalOptions } from '../../src/cli/eval.ts';
import { ConfigError, NewswatchError, UsageError } from '../../src/errors.ts';
import { judgingPlace, printed } from './judging-place.ts';
import { install, mark } from './marked-record.ts';

const { folder, write, topic, lines } = judgingPlace();
const ALPHA = topic('alpha');
const BETA = topic('beta');

const report = (options: EvalOptions, file = LABELLED): Promise<string> =>
  printed((io) => evaluate(file, { topics: [ALPHA], ...options }, io));

interface Report {
  readonly documents: number;
  readonly figures: Record<string, object>;
  readonly intervals: Record<string, { readonly [name: string]: readonly number[] | null }>;
  readonly confusion: { readonly kinds: readonly object[]; readonly sources: readonly object[] };
  readonly errors: readonly { readonly id: string; readonly label: number }[];
  readonly comparison?: {
    readonly figures: Record<string, object>;
    readonly changes: Record<string, object>;
    readonly gained: readonly Difference[];
    readonly lost: readonly Difference[];
  };
  readonly sweep?: Readonly<Record<'article' | 'brief', Swept | undefined>> & { readonly topic: string };
}

interface Difference {
  readonly id: string;
  readonly verdicts: Record<'now' | 'other', { readonly score: number }>;
  readonly explanation: Record<'now' | 'other', readonly string[]>;
}

interface Swept {
  readonly inForce: number;
  readonly best: number;
  readonly steps: readonly object[];
}

const json = async (options: EvalOptions, file?: string): Promise<Report> =>
  JSON.parse(await report({ ...options, json: true }, file)) as Report;

const LABELLED = lines('labelled.jsonl', [
  { id: 'right', title: 'Alpha', text: '', label: 1 },
  { id: 'missed', title: 'One', text: 'Alpha.', label: 1, borderline: true },
  { id: 'false', title: 'Alpha\u001b[2J', text: 'A long one.', label: 0, kind: 'article' },
  { id: 'rejected', title: 'One', text: '', label: false },
]);

test('where nothing is borderline, the clear-cut documents are not told again', async () => {
  const file = lines('clear.jsonl', [
    { title: 'Alpha', text: '', label: 1 },
    { title: 'One', text: '', label: 0 },
  ]);
  const output = await report({ compare: [BETA] }, file);
  assert.match(output, /^all, briefs /m);
  assert.doesNotMatch(output, /^clear-cut/m);
});

test('figures with counts and intervals, and every error with its explanation', async () => {
  const output = await report({});
  const interval = String.raw` (\d\.\d\d–\d\.\d\d| {8}–)`;
  assert.match(output, new RegExp(`^all +0\\.500${interval} +0\\.500${interval} +0\\.500${interval} +1 +1 +1$`, 'm'));
  assert.match(output, /^clear-cut +0\.500 0\.00–1\.00 +1\.000 {9}– +0\.667 0\.00–1\.00 +1 +1 +0$/m);
  assert.match(output, /^missed \(borderline\) missed: One\n {2}alpha: near miss, 1 points/m);
  assert.match(output, /^false alarm false: Alpha \[2J\n {2}alpha: match.*\n {4}\+2 +it\b.*“.*Alpha/m);
  assert.doesNotMatch(output, /^rejected|^right:/m);
  assert.ok(!output.includes('\u001b'));
});

test('--json: one document', async () => {
  const { documents, figures, intervals, errors, comparison, sweep } = await json({});
  assert.equal(documents, 4);
  assert.deepEqual(figures['all'], {
    documents: 4,
    right: 1,
    falseAlarms: 1,
    missed: 1,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
  });
  assert.deepEqual(intervals['clear-cut'], { precision: [0, 1], recall: null, f1: [0, 1] });
  assert.deepEqual(Object.keys(intervals), Object.keys(figures));
  assert.deepEqual(
    errors.map(({ id, label }) => [id, label]),
    [
      ['missed', 1],
      ['false', 0],
    ],
  );
  assert.deepEqual([comparison, sweep], [undefined, undefined]);
});

test('errors: as many as are asked for', async () => {
  const told = async (options: EvalOptions): Promise<number> =>
    (await report(options)).match(/^(missed|false alarm) /gm)?.length ?? 0;
  assert.deepEqual(
    await Promise.all([told({ errors: '1' }), told({ errors: '9' }), told({ errors: false }), told({ errors: '0' })]),
    [1, 2, 0, 0],
  );
  assert.match(await report({ errors: '1' }), /^1 more; --errors all explains every one$/m);
  assert.match(await report({ errors: false }), /^2 errors; --errors all/m);
  assert.equal((await json({ errors: '1' })).errors.length, 1);
  assert.equal((await json({ errors: false })).errors.length, 0);
  // What was asked for is not to be looked for behind a hundred errors.
  assert.deepEqual(await Promise.all([told({ sweep: true }), told({ compare: [BETA] })]), [0, 0]);
  assert.deepEqual(
    await Promise.all([told({ sweep: true, errors: 'all' }), told({ sweep: true, errors: '1' })]),
    [2, 1],
  );
  assert.equal((await json({ sweep: true })).errors.length, 2);
  await assert.rejects(report({ errors: 'few' }), /--errors few is no number/);
});

test('confusion by kind, and by source where the lines name one', async () => {
  assert.deepEqual((await json({})).confusion, {
    kinds: [
      { name: 'brief', documents: 3, right: 1, falseAlarms: 0, missed: 1, leftOut: 1 },
      { name: 'article', documents: 1, right: 0, falseAlarms: 1, missed: 0, leftOut: 0 },
    ],
    sources: [],
  });
  const many = lines('sources.jsonl', [
    ...Array.from({ length: 40 }, (_, index) => ({ title: 'Alpha', text: '', label: 1, source: `small-${index}` })),
    ...Array.from({ length: 3 }, () => ({ title: 'None', text: '', label: 0, source: '\u001b[31mLarge\u202e' })),
    { title: 'Alpha', text: '', label: 0, source: '\u001b[31mLarge\u202e' },
    { title: 'None', text: '', label: 1, source: '__proto__' },
    { title: 'None', text: '', label: 1, source: '__proto__' },
    { title: 'Alpha', text: '', label: 1, source: 'x'.repeat(5_000) },
    { title: 'Alpha', text: '', label: 1, source: 7 },
  ]);
  const output = await report({}, many);
  assert.match(output, /^briefs +48 +42 +1 +2 +3$/m);
  assert.match(output, /^\[31mLarge +4 +0 +1 +0 +3$/m);
  assert.match(output, /^__proto__ +2 +0 +0 +2 +0$/m);
  assert.match(output, /^32 other sources +32 +32 +0 +0 +0$/m);
  assert.ok(output.split('\n').every((line) => line.length <= 100));
  const { sources } = (await json({}, many)).confusion;
  assert.equal(sources.length, 44);
  assert.deepEqual(sources.at(-1), { name: null, documents: 1, right: 1, falseAlarms: 0, missed: 0, leftOut: 0 });
});

const VARIED = lines('varied.jsonl', [
  { id: 'both', title: 'Alpha and beta', text: '', label: 1 },
  { id: 'won', title: 'One', text: 'Alpha. Beta. Beta.', label: 1 },
  { id: 'silenced', title: 'Alpha', text: '', label: 0, borderline: true },
  { id: 'given up', title: 'Alpha', text: 'Gamma.', label: 1 },
  { id: 'lost', title: 'Alpha', text: '', label: 1 },
  { id: 'new alarm', title: 'Beta', text: '', label: 0 },
  { id: 'neither', title: 'None', text: '', label: 1 },
]);

const OTHER = topic('other', 'beta');

test('--compare: what the other rules gain and lose, with both verdicts and where they part', async () => {
  const { comparison } = await json({ compare: [OTHER] }, VARIED);
  assert.ok(comparison);
  const ids = (list: readonly Difference[]): string[] => list.map(({ id }) => id);
  assert.deepEqual(
    [ids(comparison.gained), ids(comparison.lost)],
    [
      ['won', 'silenced'],
      ['given up', 'lost', 'new alarm'],
    ],
  );
  const [{ verdicts, explanation }] = comparison.lost as [Difference, Difference];
  assert.deepEqual([verdicts.now.score, verdicts.other.score], [2, 0]);
  assert.match(explanation.now.join('\n'), /^alpha: match, 2 points.*\n\+2 +it\b.*Alpha/);
  assert.match(explanation.other.join('\n'), /^other: no match, 0 points/);
  assert.deepEqual(comparison.figures['all'], {
    documents: 7,
    right: 2,
    falseAlarms: 1,
    missed: 3,
    precision: 2 / 3,
    recall: 2 / 5,
    f1: 4 / 8,
  });
  const { f1, better, worse, p } = comparison.changes['all'] as Changed;
  assert.deepEqual([better, worse, p.toFixed(9)], [2, 3, '1.000000000']);
  assert.ok(Math.abs(f1.by - (4 / 8 - 6 / 9)) < 1e-12 && (f1.interval?.[0] ?? 0) < f1.by);
  const clear = comparison.changes['clear-cut'] as Changed;
  assert.deepEqual([clear.better, clear.worse, clear.p.toFixed(9)], [1, 3, '0.625000000']);
});

test('--compare: groups hold the same documents on both sides, also where other rules take them for another kind', async () => {
  const longer = topic('longer', 'alpha', 'match: 2\nnear: 1\nbriefWords: 0');
  const { figures, comparison } = await json({ compare: [longer] });
  assert.deepEqual(comparison?.figures, figures);
});

test('--compare: of the reasons only those that are not the same on both sides', async () => {
  const rules = (points: number): string => `id: two
match: 4
near: 1
for:
  - { name: alike, find: a, points: { title: 2 } }
  - { name: apart, find: b, points: { title: ${points} } }
  - { name: neither, find: c, points: 1 }
concepts: { a: [alpha], b: [beta], c: [chi] }
`;
  const [now, other] = [write('now.yaml', rules(1)), write('then.yaml', rules(2))];
  const { comparison } = await json({ topics: [now], compare: [other] }, VARIED);
  const [won] = comparison?.gained ?? [];
  assert.equal(won?.id, 'both');
  assert.deepEqual(
    Object.values(won.explanation).map(([, ...reasons]) => reasons.map((reason) => reason.slice(0, 9))),
    [['+1  apart'], ['+2  apart']],
  );
});

test('--compare: in words', async () => {
  const output = await report({ compare: [OTHER] }, VARIED);
  assert.match(output, /^now → with .*other\.yaml$/m);
  assert.match(output, /^all +0\.750 → 0\.667 +0\.600 → 0\.400 +0\.667 → 0\.500 +−0\.167 +−0\.\d{3} to \+0\.\d{3}$/m);
  assert.match(output, /^all: 2 documents better, 3 worse: p = 1, may well be chance$/m);
  assert.match(output, /^clear-cut: 1 document better, 3 worse: p = 0\.63, may well be chance$/m);
  assert.match(
    output,
    /^gained: 2 documents\n\nno longer missed won: One\n {2}now +alpha: near.*\n +\+1 +it\b.*\n {2}other +other: match.*\n +\+2 +it\b/m,
  );
  assert.match(output, /^no longer a false alarm \(borderline\) silenced: Alpha\n/m);
  assert.match(output, /^newly missed given up: Alpha\n/m);
  assert.match(output, /^new false alarm new alarm: Beta\n/m);

  const same = await report({ compare: [ALPHA] }, VARIED);
  assert.match(same, /^all: every document judged alike$/m);
  assert.match(same, /^gained: nothing\n\nlost: nothing$/m);
});

interface Changed {
  readonly f1: { readonly by: number; readonly interval: readonly number[] | null };
  readonly better: number;
  readonly worse: number;
  readonly p: number;
}

test('--topic: judged by it alone; a comparison with another file takes its topic, or the same of several', async () => {
  const topics = [ALPHA, BETA];
  const right = async (options: EvalOptions): Promise<unknown> => {
    const { figures, comparison } = await json({ topics, ...options }, VARIED);
    return [figures, comparison?.figures].map((one) => (one?.['all'] as { right: number } | undefined)?.right);
  };
  assert.deepEqual(await right({}), [4, undefined]);
  assert.deepEqual(await right({ topic: 'beta' }), [2, undefined]);
  assert.deepEqual(await right({ topic: 'alpha', compare: [BETA] }), [3, 2]);
  assert.deepEqual(await right({ topic: 'alpha', compare: [BETA, ALPHA] }), [3, 3]);
  assert.deepEqual(await right({ compare: [BETA] }), [4, 2]);
  await assert.rejects(right({ topic: 'gamma' }), /there is no topic gamma/);
  await assert.rejects(right({ topic: 'alpha', compare: [BETA, OTHER] }), (error) => {
    return error instanceof UsageError && /no topic alpha \(name one of beta, other\)/.test(error.line);
  });
});

const SCORED = lines('scored.jsonl', [
  ...[3, 4, 5, 6].map((count) => ({ kind: 'article', title: '', text: 'Alpha. '.repeat(count), label: 1 })),
  ...[1, 2, 4].map((count) => ({ kind: 'article', title: '', text: 'Alpha. '.repeat(count), label: 0 })),
  { kind: 'brief', title: 'Alpha', text: '', label: 1 },
  { kind: 'brief', title: 'None', text: '', label: 0 },
]);

test('--sweep: each kind by itself, with the threshold in force and the best one', async () => {
  const sweep = (
    await json({ sweep: true, topics: [topic('own', 'alpha', 'match: { brief: 2, article: 5 }\nnear: 1')] }, SCORED)
  ).sweep;
  assert.equal(sweep?.topic, 'own');
  assert.deepEqual([sweep.brief?.inForce, sweep.brief?.best, sweep.brief?.steps.length], [2, 2, 1]);
  assert.deepEqual([sweep.article?.inForce, sweep.article?.best], [5, 2.5]);
  assert.deepEqual(sweep.article?.steps[2], {
    threshold: 3,
    above: 2,
    documents: 7,
    right: 4,
    falseAlarms: 1,
    missed: 0,
    precision: 0.8,
    recall: 1,
    f1: 8 / 9,
  });
  const output = await report({ sweep: true, topics: [join(folder, 'own.yaml')] }, SCORED);
  assert.match(output, /^own: thresholds for articles \(7 articles, 4 on topic\)$/m);
  assert.match(output, /^in force +5 +1\.000 +0\.500 +0\.667 +2 +0 +2$/m);
  assert.match(output, /^best +2\.5 +0\.800 +1\.000 +0\.889 +4 +1 +0$/m);
  assert.match(output, /^ +6 +1\.000 +0\.250 +0\.400 +1 +0 +3$/m);
  assert.match(output, /^2\.5 instead of 5: 2 documents better, 1 worse: p = 1, may well be chance$/m);
  assert.match(output, /^own: thresholds for briefs \(2 briefs, 1 on topic\)[^]*no other threshold has a higher F1/m);
  assert.doesNotMatch(await report({ sweep: true }, LABELLED), /NaN|undefined|Infinity/);
});

test('--sweep is of one topic', async () => {
  const topics = [ALPHA, BETA];
  await assert.rejects(report({ topics, sweep: true }), (error) => {
    return error instanceof UsageError && /one topic at a time \(choose with --topic: alpha, beta\)/.test(error.line);
  });
  assert.match(await report({ topics, topic: 'beta', sweep: true }), /^beta: thresholds for articles/m);
});

test('--svg: a picture of its own, with words for those who cannot see it', async () => {
  const svg = join(folder, 'sweep.svg');
  const hostile = 'match: 5\nnear: 1\ntitle: "A <script>alert(1)</script> & \\"B\\"\\e[2J"';
  const output = await report({ svg, topics: [topic('drawn', 'alpha', hostile)] }, SCORED);
  assert.match(output, /^drawn: thresholds for articles/m);
  assert.ok(output.endsWith(`wrote ${svg}\n`));
  const { document } = new JSDOM(readFileSync(svg, 'utf8'), { contentType: 'image/svg+xml' }).window;
  const root = document.documentElement;
  assert.equal(root.localName, 'svg');
  assert.equal(document.querySelector('script'), null);
  assert.equal(
    document.querySelector('title')?.textContent,
    'A <script>alert(1)</script> & "B" [2J: what other thresholds would come to',
  );
  assert.match(
    document.querySelector('desc')?.textContent ?? '',
    /articles: in force 5 with precision 1\.000, recall 0\.500, F1 0\.667; best 2\.5 with F1 0\.889; briefs: in force 5/,
  );
  assert.equal(root.getAttribute('aria-labelledby'), 'title desc');
  assert.equal(document.querySelectorAll('.kind').length, 2);
  assert.doesNotMatch(readFileSync(svg, 'utf8'), /NaN|undefined|Infinity|https?:(?!\/\/www\.w3\.org\/2000\/svg")/);

  await assert.rejects(report({ svg: LABELLED }), /must end in \.svg/);
  await assert.rejects(report({ svg: join(folder, 'none', 'sweep.svg') }), (error) => {
    return error instanceof NewswatchError && /sweep\.svg cannot be written: .*\(name a file/.test(error.line);
  });
});

test('--marks --topic: the marks on this topic, known from the record or by what comes nearest', (t) => {
  const beta = readFileSync(BETA, 'utf8');
  const { change, json, run } = install(t, { 'alpha.yaml': readFileSync(ALPHA, 'utf8'), 'beta.yaml': beta });
  change((record) => {
    mark(record, 'a', 'right', 'Alpha', '');
    mark(record, 'b', 'wrong', 'Beta', '');
  });
  assert.equal(json('eval', '--marks')['documents'], 2);
  assert.equal(json('eval', '--marks', '--topic', 'beta')['documents'], 1);
  assert.deepEqual(
    (json('eval', '--marks', '--topic', 'beta')['errors'] as { id: string }[]).map(({ id }) => id),
    ['b'],
  );
  // The options as they are typed.
  const { status, stdout } = run('eval', '--marks', '--topic', 'alpha', '--sweep', '--compare', BETA, '--no-errors');
  assert.equal(status, 0);
  assert.match(stdout, /^newly missed a: Alpha$/m);
  change((record) => mark(record, 'b', 'wrong', 'Alpha', 'b'));
  const none = run('eval', '--marks', '--topic', 'beta');
  assert.deepEqual([none.status, none.stdout], [1, '']);
  assert.match(none.stderr, /nothing has been marked yet under beta/);
});

test('bad rules are told before anything is read', async () => {
  const bad = write('bad.yaml', 'id: bad\n');
  const absent = join(folder, 'absent.jsonl');
  await assert.rejects(report({ topics: [bad] }, absent), ConfigError);
  await assert.rejects(report({ compare: [bad] }, absent), ConfigError);
});

test('a file that cannot be used is told in one line', async () => {
  const rows: [string, RegExp][] = [
    [join(folder, 'absent.jsonl'), /absent\.jsonl does not exist$/],
    [folder, /cannot be read/],
    [write('empty.jsonl', '\n'), /empty\.jsonl has no line/],
    [write('nolabel.jsonl', '{"id":1,"title":"","text":""}'), /nolabel\.jsonl:1: must have a label/],
    [write('nojson.jsonl', '\n{'), /nojson\.jsonl:2: is no JSON/],
  ];
  for (const [file, expected] of rows) {
    await assert.rejects(
      report({}, file),
      (error) => error instanceof UsageError && expected.test(error.line) && !error.line.includes('\n'),
    );
  }
});
