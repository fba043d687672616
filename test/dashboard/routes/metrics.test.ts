import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { NOON, openStation } from '../station.ts';

/** The samples of a Prometheus text, by name and labels as written; every line must be one, or a comment of the format. */
function samplesIn(text: string): Map<string, number> {
  assert.ok(text.endsWith('\n'));
  const samples = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    if (/^# (HELP|TYPE) newswatch_\w+ .+$/.test(line)) continue;
    const [, name = '', value] = /^(newswatch_\w+(?:\{(?:\w+="(?:[^"\\\n]|\\["\\n])*",?)*\})?) (\S+)$/.exec(line) ?? [];
    assert.match(value ?? '', /^(?:-?\d[\d.e+-]*|[+-]?Inf|NaN)$/i, line);
    assert.ok(!samples.has(name), `twice: ${name}`);
    samples.set(name, Number(value));
  }
  return samples;
}

test('tells of feeds, items, matches, alerts, queues and this process', async (t) => {
  const station = openStation(t);
  station.addMatch();
  station.addMatch();
  station.record.matches.setFile(1, { number: 0, name: '000_0123456789abcdef.txt', sha256: 'ab' });
  Object.assign(station.tally.feeds, { polled: 7, unchanged: 3, failed: 2 });
  station.tally.matches = 2;
  const address = await station.serve();
  const { status, headers, body } = await ask(`${address}/metrics`);
  assert.equal(status, 200);
  assert.match(headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
  const samples = samplesIn(body);
  const expected = {
    'newswatch_feeds{health="healthy"}': 1,
    'newswatch_feeds{health="failing"}': 1,
    'newswatch_feeds{health="disabled"}': 1,
    'newswatch_feeds{health="gone"}': 0,
    'newswatch_items{state="matched"}': 2,
    'newswatch_items{state="given-up"}': 0,
    newswatch_items_waiting: 0,
    newswatch_matches: 2,
    newswatch_corpus_files: 1,
    newswatch_last_match_timestamp_seconds: NOON / 1_000,
    'newswatch_alerts{state="pending"}': 0,
    'newswatch_queue_jobs{queue="poll",state="delayed"}': 3,
    'newswatch_polls_total{result="polled"}': 7,
    'newswatch_polls_total{result="failed"}': 2,
    'newswatch_articles_total{result="fetched"}': 0,
    newswatch_matches_total: 2,
    'newswatch_feed_failing_since_timestamp_seconds{feed="https://failing.example/rss",problem="HTTP 503 from https://failing.example/rss"}':
      NOON / 1_000 - 86_400,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(samples.get(name), value, name);
  assert.ok((samples.get('newswatch_process_resident_memory_bytes') ?? 0) > 1e6);
  assert.ok(!body.includes('hunter2'));
});

test('a later reading is of later values, and what is over is gone', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  samplesIn((await ask(`${address}/metrics`)).body);
  station.addMatch();
  station.tally.matches += 1;
  const failing = station.record.db.get('SELECT id FROM feeds WHERE failures > 0')?.['id'];
  station.record.feeds.update(String(failing), { failures: 0, failingSince: null, problem: null });
  const { body } = await ask(`${address}/metrics`);
  const samples = samplesIn(body);
  assert.deepEqual([samples.get('newswatch_matches'), samples.get('newswatch_matches_total')], [1, 1]);
  assert.equal(samples.get('newswatch_feeds{health="healthy"}'), 2);
  assert.doesNotMatch(body, /^newswatch_feed_failing_since_timestamp_seconds\{/m);
});

test('no reason for a failure can break the format', async (t) => {
  const station = openStation(t);
  const failing = station.record.db.get('SELECT id FROM feeds WHERE failures > 0')?.['id'];
  station.record.feeds.update(String(failing), { problem: 'a "quoted" \\ line\nnewswatch_matches 99\r\n\u0000' });
  const { body } = await ask(`${await station.serve()}/metrics`);
  assert.equal(samplesIn(body).get('newswatch_matches'), 0);
});

test('warnings that hold are counted by kind, each with its time', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  const warned = async () => samplesIn((await ask(`${address}/metrics`)).body);
  assert.equal((await warned()).get('newswatch_warnings{kind="feed-silent"}'), 0);
  station.warn();
  const samples = await warned();
  assert.equal(samples.get('newswatch_warnings{kind="feed-silent"}'), 1);
  assert.equal(samples.get('newswatch_warnings{kind="host-refuses"}'), 1);
  assert.equal(samples.get('newswatch_warnings{kind="feed-gap"}'), 0);
  const since = (kind: string, subject: string): number | undefined =>
    samples.get(`newswatch_warning_since_timestamp_seconds{kind="${kind}",subject="${subject}"}`);
  assert.equal(since('feed-silent', 'https://news.example/feed.xml'), NOON / 1_000 - 3 * 86_400);
  assert.equal(since('host-refuses', 'refusing.example'), NOON / 1_000);
  station.record.warnings.over('host-refuses', 'refusing.example', NOON);
  const after = await warned();
  assert.equal(after.get('newswatch_warnings{kind="host-refuses"}'), 0);
  assert.ok(![...after.keys()].some((name) => name.includes('refusing.example')));
});
