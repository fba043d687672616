import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { install, type Installation } from '../support/daemon.ts';
import { openSite } from '../support/sites.ts';
import { openWorld } from '../support/world.ts';

const TOPICS = resolve(import.meta.dirname, '../../config/topics');
const SLOW = 'poll: { interval: 1h }\n';

async function edit(place: Installation, file: string, change: (text: string) => string): Promise<void> {
  const path = join(place.folder, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

interface Status {
  readonly topics: string[];
  readonly problems: string[];
  readonly feeds: { url: string; polledAt: string | null }[];
}
const statusOf = async (place: Installation, ...options: string[]): Promise<Status> =>
  JSON.parse((await place.run('status', '--json', ...options)).stdout) as Status;

it('SIGHUP puts feeds, topics and alerts into force, and loses nothing of what is known', async (t) => {
  await using world = await openWorld({ publishers: 2, articlesPer: 2, onTopicShare: 1, seed: 61 });
  await using desk = await openSite();
  desk.page('/hook', { status: 204 });
  const [first, second] = world.publishers.map(({ feed }) => feed.url) as [string, string];
  const place = await install(t, { feeds: [first], config: SLOW });
  const daemon = await place.start();
  for (const { url } of world.articles.filter((one) => one.url.startsWith(new URL(first).origin)))
    await daemon.event('match', (event) => event['url'] === url);

  await edit(place, 'feeds.yaml', (text) => `${text}- url: ${second}\n`);
  await edit(place, 'newswatch.yaml', (text) =>
    text
      .replace(']\nfeeds:', `, ${TOPICS}/sudan-war.yaml]\nfeeds:`)
      .replace('perHost:', 'timeout: 19s, perHost:')
      .concat(`alerts: [{ type: webhook, url: "${desk.url('/hook')}" }]\n`),
  );
  daemon.child.kill('SIGHUP');
  const reloaded = await daemon.event('reload', (event) => 'changed' in event);
  assert.deepEqual(reloaded['changed'], ['topics', 'feeds', 'alerts']);
  const later = await daemon.event('reload', (event) => 'atRestart' in event);
  assert.deepEqual(later['atRestart'], ['fetch.timeout'], 'what needs a restart is named');
  const mine = world.articles.filter((one) => one.url.startsWith(new URL(second).origin));
  for (const { title } of mine) await daemon.event('alert', (event) => event['title'] === title);
  assert.equal(desk.requests.length, mine.length, 'a new channel starts with the matches from then on');
  const status = await statusOf(place);
  assert.deepEqual(status.topics, ['us-forces-iraq', 'sudan-war']);
  assert.deepEqual(status.problems, []);
  const polls = world.publishers[0]?.site.requests.filter(({ path }) => path === new URL(first).pathname);
  assert.equal(polls?.length, 1, 'a feed that stays keeps its time');
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  assert.equal((await place.files()).size, world.articles.length);
});

it('a configuration with mistakes leaves the one in force running, and says so until it is mended', async (t) => {
  await using world = await openWorld({ publishers: 1, articlesPer: 1, onTopicShare: 1, seed: 62 });
  const place = await install(t, { feeds: world.publishers.map(({ feed }) => feed.url), config: SLOW });
  const daemon = await place.start();
  await daemon.event('match');
  const good = await readFile(join(place.folder, 'newswatch.yaml'), 'utf8');
  for (const [bad, told] of [
    [`${good}freshnes: 7d\n`, /newswatch\.yaml:\d+: freshnes: /],
    [good.replace('us-forces-iraq.yaml', 'missing.yaml'), /missing\.yaml/],
    ['a: [', /newswatch\.yaml/],
  ] as const) {
    await writeFile(join(place.folder, 'newswatch.yaml'), bad);
    daemon.child.kill('SIGHUP');
    await daemon.event('reload-refused', (event) => told.test(String(event['mistake'])));
    const asked = await place.run('reload');
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, told);
    const { problems } = await statusOf(place, '--data', join(place.folder, 'data'));
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /is not in force/);
  }
  await writeFile(join(place.folder, 'newswatch.yaml'), `${good}freshnes: 7d\n`);
  assert.equal((await statusOf(place)).problems.length, 1, 'the mistake does not hide the data folder');
  await writeFile(join(place.folder, 'newswatch.yaml'), good);
  world.publish({ publisher: 0, onTopic: true });
  const { stdout, code } = await place.run('reload');
  assert.deepEqual([code, stdout], [0, 'nothing has changed\n']);
  assert.deepEqual((await statusOf(place)).problems, []);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  assert.match((await place.run('reload')).stderr, /no newswatch runs on/);
});

it('a reload is answered by the daemon: its environment counts, and status tells of what it refused', async (t) => {
  process.env['DESK_NAME'] = 'desk';
  const place = await install(t, { feeds: [], config: `${SLOW}alerts: [{ type: log, name: "\${DESK_NAME}" }]\n` });
  const daemon = await place.start();
  delete process.env['DESK_NAME'];
  const { stdout, stderr } = await place.run('reload');
  assert.deepEqual([stdout, stderr], ['nothing has changed\n', '']);
  await edit(place, 'newswatch.yaml', (text) => `${text}freshnes: 7d\nkep: {}\n`);
  const refused = await place.run('reload');
  assert.equal(refused.code, 2);
  assert.match(
    refused.stderr,
    /^newswatch: \S+newswatch\.yaml:\d+: freshnes: .+\nnewswatch: \S+newswatch\.yaml:\d+: kep: .+\n$/,
  );
  assert.match((await statusOf(place)).problems.join('\n'), /is not in force: .*freshnes/);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
});

it('with reloadOnSave, what is saved is in force without a signal', async (t) => {
  await using world = await openWorld({ publishers: 2, articlesPer: 1, onTopicShare: 1, seed: 63 });
  const [first, second] = world.publishers.map(({ feed }) => feed.url) as [string, string];
  const place = await install(t, { feeds: [first], config: `reloadOnSave: true\n${SLOW}` });
  const daemon = await place.start();
  await daemon.event('poll', (event) => event['feedUrl'] === first);
  await edit(place, 'feeds.yaml', (text) => `${text}- url: ${second}\n`);
  await daemon.event('poll', (event) => event['feedUrl'] === second);
  await edit(place, 'feeds.yaml', () => '- nonsense: 1\n');
  await daemon.event('reload-refused');
  await edit(place, 'feeds.yaml', () => `- url: ${second}\n`);
  await daemon.event('reload', (event) => event['feeds'] === 1);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
});
