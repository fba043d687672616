import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fetchSettings, pages, startSite } from './site.ts';

/** Fetches a page, begins another exchange that never gets anywhere, closes when told to, and should end of itself. */
const PROGRAM = `
  const [fetchFile, gateFile, settings, page, silent] = JSON.parse(process.argv[1]);
  const { openFetcher } = await import(fetchFile);
  const { openMemoryGate } = await import(gateFile);
  const fetcher = openFetcher(settings, openMemoryGate(settings.perHost));
  const options = { maxBytes: 1000, limitName: 'x' };
  const { status } = await fetcher.get(page, options);
  const waiting = fetcher.get(silent, options).catch((error) => error.name);
  await new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdin.destroy();
  await fetcher.close();
  console.log(status, await waiting);
`;

test('a process ends once the fetcher is closed, whatever was under way', { timeout: 30_000 }, async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const task = JSON.stringify([
    new URL('../../../workers/web/fetch.ts', import.meta.url).href,
    new URL('../../../src/queue/memory-gate.ts', import.meta.url).href,
    fetchSettings({ perHost: { concurrency: 1, delay: 3_600_000 }, timeout: 3_600_000 }),
    site.url,
    `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
  ]);
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, task], {
    stdio: ['pipe', 'pipe', 'inherit'],
    signal: t.signal,
  });
  const output = text(child.stdout);
  const [handshake] = (await once(silent, 'connection')) as [NodeJS.ReadableStream];
  handshake.on('error', () => {}).resume();
  child.stdin.write('close\n');
  const [code] = (await once(child, 'exit')) as [number | null];
  assert.equal(code, 0);
  assert.equal(await output, '200 AbortError\n');
});
