import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { install } from '../support/daemon.ts';
import { smallDiskOrSkip } from '../support/tmpfs.ts';
import { assertAllFoundOnce, matching } from '../support/truth.ts';
import { openWorld, type World } from '../support/world.ts';

const feedsOf = (world: World): string[] => world.publishers.map(({ feed }) => feed.url);
const OFTEN = 'poll: { interval: 2s, minInterval: 1s }\n';

interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
}

/** What `/readyz` says, once it says whether it is `ready`. */
async function readiness(address: string, ready: boolean): Promise<Readiness> {
  for (;;) {
    const response = await fetch(`${address}/readyz`);
    const now = (await response.json()) as Readiness;
    assert.equal(response.status, now.ready ? 200 : 503);
    if (now.ready === ready) return now;
    await sleep(200);
  }
}

describe('a full disk', () => {
  for (const where of ['data', 'corpus'] as const) {
    it(`of the ${where} folder, while the daemon runs: it waits, says so, and loses nothing`, async (t) => {
      const disk = smallDiskOrSkip(t, where === 'data' ? 120 : 1);
      if (disk === null) return;
      await using world = await openWorld({ publishers: 1, articlesPer: 1, onTopicShare: 1, seed: 81 });
      const place = await install(t, { feeds: feedsOf(world), config: OFTEN });
      if (where === 'corpus') mkdirSync(join(place.folder, 'data'));
      symlinkSync(disk.folder, where === 'data' ? join(place.folder, 'data') : place.corpus);
      const daemon = await place.start();
      const address = String((await daemon.event('http'))['address']);
      for (const { title } of matching(world)) await daemon.event('alert', (event) => event['title'] === title);

      disk.fillUp();
      const late = world.publish({ publisher: 0, onTopic: true });
      const { problems } = await readiness(address, false);
      assert.ok(problems.some((line) => line.includes('no space is left')));
      assert.equal((await fetch(`${address}/healthz`)).status, 200);
      assert.match((await place.run('status')).stdout, /no space is left in/);
      await daemon.event(where === 'data' ? 'inbox' : 'unwritten');

      disk.free();
      await daemon.event('alert', ({ title }) => title === late.title);
      await readiness(address, true);
      assert.equal((await daemon.end('SIGTERM')).code, 0);
      const alerts = daemon.events.filter(({ event, kind }) => event === 'alert' && kind === 'sent');
      assert.deepEqual(
        alerts.map(({ title }) => String(title)).sort(),
        matching(world)
          .map(({ title }) => title)
          .sort(),
      );
      await assertAllFoundOnce(place, world);
      const left = readdirSync(join(place.folder, 'data'), { recursive: true }).map(String);
      assert.deepEqual(
        left.filter((name) => /\.tmp\/|\.part|jsonl\.tmp/.test(name)),
        [],
      );
    });
  }
});

describe('a record', () => {
  it('that is damaged ends the daemon with one line; restored, by hand or by command, it goes on', async (t) => {
    await using world = await openWorld({ publishers: 1, articlesPer: 3, onTopicShare: 1, seed: 82 });
    const place = await install(t, { feeds: feedsOf(world) });
    assert.equal((await place.run('run', '--once')).code, 0);
    const record = join(place.folder, 'data', 'newswatch.db');
    const copy = join(place.folder, 'copy.db');
    const found = await place.files();
    assert.ok(found.size > 0);
    const asFound = async (): Promise<void> => {
      assert.deepEqual(await place.files(), found);
      assert.equal((await place.run('corpus', 'verify')).code, 0);
    };
    assert.equal((await place.run('backup', copy)).code, 0);
    const again = await place.run('backup', copy);
    assert.equal(again.code, 2, 'what is there is not overwritten');

    const bytes = readFileSync(record);
    bytes.fill(0xa5, bytes.length / 2);
    writeFileSync(record, bytes);
    const { code, stderr } = await place.run('run');
    assert.equal(code, 1);
    const lines = stderr.split('\n').filter((line) => line.startsWith('newswatch: '));
    assert.equal(lines.length, 1, stderr);
    assert.match(lines[0] ?? '', /newswatch\.db is damaged \(.*newswatch restore FILE.*docs\/service\.md#backup/);
    assert.ok(!stderr.includes('    at '), 'no stack');

    const [gone = ''] = readdirSync(place.corpus);
    rmSync(join(place.corpus, gone));
    // As docs/service.md says it is done by hand.
    copyFileSync(copy, record);
    for (const end of ['-wal', '-shm']) rmSync(`${record}${end}`, { force: true });
    assert.equal((await place.run('corpus', 'rebuild')).code, 0);
    await asFound();

    writeFileSync(record, bytes);
    rmSync(join(place.corpus, gone));
    const restored = await place.run('restore', copy, '--json');
    assert.equal(restored.code, 0, restored.stderr);
    assert.deepEqual((JSON.parse(restored.stdout) as { written: string[] }).written, [join(place.corpus, gone)]);
    await asFound();
  });
});
