import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openMemoryGate } from '../../../src/queue/memory-gate.ts';
import { openFetcher } from '../../../workers/web/fetch.ts';
import { fetchSettings, startSite } from './site.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const OPTIONS = { maxBytes: 1_000, limitName: 'fetch.maxPageBytes' };
const EXCHANGES = 20;
/** What a socket leaves behind for a while, such as the one of the last exchange. */
const FEW = 3;

describe('of a connection that is closed nothing stays in memory', () => {
  for (const way of ['directly', 'through a proxy']) {
    test(way, { timeout: 30_000 }, async (t) => {
      const site = await startSite(t, (_request, response) => response.setHeader('connection', 'close').end('ok'));
      const settings = fetchSettings(way === 'directly' ? {} : { proxy: site.url });
      const fetcher = openFetcher(settings, openMemoryGate(settings.perHost));
      t.after(() => fetcher.close());
      const sockets: WeakRef<object>[] = [];
      const note = (message: unknown): void => void sockets.push(new WeakRef((message as { socket: object }).socket));
      subscribe('undici:client:connected', note);
      t.after(() => unsubscribe('undici:client:connected', note));
      for (let at = 0; at < EXCHANGES; at += 1) await fetcher.get(`${site.url}/${at}`, OPTIONS);
      assert.ok(sockets.length >= EXCHANGES);
      const alive = (): number => sockets.filter((socket) => socket.deref() !== undefined).length;
      for (let round = 0; round < 200 && alive() > FEW; round += 1) {
        await turn();
        collect();
      }
      assert.ok(alive() <= FEW, `${alive()} of ${sockets.length} are still there`);
    });
  }
});

test('a connection to a proxy that never answers ends with the fetcher', { timeout: 30_000 }, async (t) => {
  // A TLS handshake that nobody answers.
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const proxy = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const settings = fetchSettings({ proxy, timeout: 3_600_000 });
  const fetcher = openFetcher(settings, openMemoryGate(settings.perHost));
  const waiting = fetcher.get('http://news.example/', OPTIONS).catch((error: Error) => error.name);
  const [handshake] = (await once(silent, 'connection')) as [NodeJS.ReadableStream];
  handshake.on('error', () => {}).resume();
  await fetcher.close();
  await once(handshake, 'close');
  assert.equal(await waiting, 'AbortError');
});
