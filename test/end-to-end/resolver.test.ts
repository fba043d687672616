import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { install } from '../support/daemon.ts';
import { openWorld } from '../support/world.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/newswatch.js');
const ASKED_AT = '127.0.0.83';

/** A name server that hears every question and answers none. */
async function openSilentResolver(t: TestContext): Promise<{ asked: Promise<unknown> }> {
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  socket.bind(53, ASKED_AT);
  await once(socket, 'listening');
  return { asked: once(socket, 'message') };
}

/** For this test and what it starts there is another /etc/resolv.conf. */
const canMount = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

test('names that no server answers for hold up neither the others nor the end', async (t) => {
  if (!canMount()) return t.skip('needs root and mount namespaces (Linux)');
  const resolver = await openSilentResolver(t);
  await using world = await openWorld({ publishers: 1, articlesPer: 1, onTopicShare: 1, seed: 81 });
  const silent = Array.from({ length: 12 }, (_, n) => `http://host${n}.silent.example/feed`);
  const place = await install(t, { feeds: [...silent, ...world.publishers.map(({ feed }) => feed.url)] });
  const resolvConf = join(place.folder, 'resolv.conf');
  await writeFile(resolvConf, `nameserver ${ASKED_AT}\noptions timeout:30\n`);
  const mounted = `mount --bind "$1" /etc/resolv.conf && shift && exec "$@"`;
  const command = [process.execPath, PROGRAM, 'run', '--config', join(place.folder, 'newswatch.yaml')];
  const daemon = spawn('unshare', ['-m', 'sh', '-c', mounted, 'sh', resolvConf, ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => daemon.kill('SIGKILL'));
  await resolver.asked;
  for await (const line of createInterface({ input: daemon.stderr })) if (line.includes('"event":"match"')) break;
  const asked = performance.now();
  daemon.kill('SIGTERM');
  const [code] = (await once(daemon, 'exit')) as [number | null];
  assert.equal(code, 0);
  assert.ok(performance.now() - asked < 8_000, `took ${Math.round(performance.now() - asked)} ms to end`);
});
