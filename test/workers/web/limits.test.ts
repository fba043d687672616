import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { HostGate } from '../../../src/queue/host-gate.ts';
import { page, pages, startFetcher, startSite, type Site } from './site.ts';

const tooLarge = { code: 'too-large', retry: 'never', message: /larger than fetch\.maxPageBytes allows \(\d+ bytes\)/ };
const text = (body: Uint8Array): string => new TextDecoder().decode(body);

/** Writes as much as is taken, until nobody listens any more. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

/** Resolves once the client has given up the connection of the next request. */
const hangUp = (site: Site): Promise<unknown> =>
  new Promise((resolve) => site.server.once('request', (request) => request.socket.once('close', resolve)));

test('a body is read up to its limit and refused whole beyond', async (t) => {
  const site = await startSite(
    t,
    (_request, response) => void response.write('x'.repeat(600), () => response.end('x'.repeat(400))),
  );
  const fetcher = startFetcher(t);
  assert.equal((await fetcher.get(site.url, page({ maxBytes: 1_000 }))).body.length, 1_000);
  await assert.rejects(fetcher.get(site.url, page({ maxBytes: 999 })), tooLarge);
});

test('a body that says it is too long is not read', async (t) => {
  const site = await startSite(
    t,
    (_request, response) => void response.writeHead(200, { 'content-length': '5000000' }).write('x'),
  );
  const gaveUp = hangUp(site);
  await assert.rejects(startFetcher(t).get(site.url, page({ maxBytes: 1_000 })), tooLarge);
  await gaveUp;
});

test('an endless body is given up, and its connection', async (t) => {
  const site = await startSite(t, (_request, response) => pour(response, Buffer.alloc(16_384, 'x')));
  const gaveUp = hangUp(site);
  await assert.rejects(startFetcher(t).get(site.url, page()), tooLarge);
  await gaveUp;
});

test('what a body unpacks to is limited as well', async (t) => {
  const bombs: Readonly<Record<string, Buffer>> = {
    gzip: gzipSync(Buffer.alloc(20_000_000)),
    deflate: deflateSync(Buffer.alloc(20_000_000)),
    br: brotliCompressSync(Buffer.alloc(20_000_000)),
    'gzip, gzip': gzipSync(gzipSync(Buffer.alloc(20_000_000))),
  };
  const site = await startSite(t, (request, response) => {
    const coding = decodeURIComponent(request.url?.slice(1) ?? '');
    if (coding !== 'none') response.setHeader('content-encoding', coding);
    response.end(bombs[coding] ?? bombs['gzip']);
  });
  const fetcher = startFetcher(t);
  for (const coding of [...Object.keys(bombs), 'none']) {
    await assert.rejects(fetcher.get(`${site.url}/${encodeURIComponent(coding)}`, page()), tooLarge, coding);
  }
});

test('an endless gzip stream is given up while it still comes in', async (t) => {
  const site = await startSite(t, (_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    const gzip = createGzip({ level: 1 });
    gzip.pipe(response);
    const more = (): void =>
      void (response.destroyed || (gzip.write(Buffer.alloc(65_536)) ? setImmediate(more) : gzip.once('drain', more)));
    more();
  });
  const gaveUp = hangUp(site);
  await assert.rejects(startFetcher(t).get(site.url, page()), tooLarge);
  await gaveUp;
});

test('a bomb that falls silent half-way is given up at once', async (t) => {
  const packed = gzipSync(Buffer.alloc(20_000_000));
  const site = await startSite(t, (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).write(packed.subarray(0, packed.length - 100));
  });
  const gaveUp = hangUp(site);
  await assert.rejects(startFetcher(t).get(site.url, page()), tooLarge);
  await gaveUp;
});

test('bodies are unpacked by what they are and what they are called', async (t) => {
  const hello = Buffer.from('<p>Hello</p>');
  const answers: Readonly<Record<string, readonly [coding: string | null, body: Buffer]>> = {
    '/gzip': ['gzip', gzipSync(hello)],
    '/x-gzip': ['X-GZIP', gzipSync(hello)],
    '/deflate': ['deflate', deflateSync(hello)],
    '/deflate-raw': ['deflate', deflateRawSync(hello)],
    '/br': ['br', brotliCompressSync(hello)],
    '/twice': ['gzip, br', brotliCompressSync(gzipSync(hello))],
    '/no-header': [null, gzipSync(hello)],
    '/packed-file': ['gzip', gzipSync(gzipSync(hello))],
    '/not-packed': ['gzip', hello],
    '/unknown': ['utf-8', hello],
    '/identity': ['identity', hello],
    '/members': ['gzip', Buffer.concat([gzipSync('<p>Hel'), gzipSync('lo</p>')])],
  };
  const site = await startSite(t, (request, response) => {
    const [coding, body] = answers[request.url ?? ''] ?? [null, Buffer.alloc(0)];
    if (coding !== null) response.setHeader('content-encoding', coding);
    // In small pieces, so that no decision rests on what the first one holds.
    for (const byte of body) response.write(Buffer.of(byte));
    response.end();
  });
  const fetcher = startFetcher(t);
  for (const path of Object.keys(answers)) {
    assert.equal(text((await fetcher.get(`${site.url}${path}`, page())).body), '<p>Hello</p>', path);
  }
});

test('an empty body, or one of one byte, has nothing to unpack', async (t) => {
  const site = await startSite(t, (request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(request.url === '/one' ? 'x' : '');
  });
  const fetcher = startFetcher(t);
  assert.equal((await fetcher.get(site.url, page())).body.length, 0);
  assert.equal(text((await fetcher.get(`${site.url}/one`, page())).body), 'x');
});

test('a body that is cut off, damaged or packed too often is refused', async (t) => {
  const packed = gzipSync('some text that is long enough to be cut somewhere in the middle');
  const damaged = Buffer.from(packed).fill(0xff, 20, 30);
  const site = await startSite(t, (request, response) => {
    response.setHeader('content-encoding', request.url === '/often' ? 'gzip,gzip,gzip,gzip' : 'gzip');
    response.end(request.url === '/cut' ? packed.subarray(0, -20) : damaged);
  });
  const fetcher = startFetcher(t);
  for (const path of ['/cut', '/damaged', '/often']) {
    await assert.rejects(fetcher.get(`${site.url}${path}`, page()), { code: 'protocol', retry: 'later' }, path);
  }
});

test('headers are limited to 64 KB', async (t) => {
  const site = await startSite(t, (request, response) => {
    response.setHeader('x-long', 'x'.repeat(Number(request.url?.slice(1)))).end('ok');
  });
  const fetcher = startFetcher(t);
  assert.equal((await fetcher.get(`${site.url}/60000`, page())).status, 200);
  await assert.rejects(fetcher.get(`${site.url}/70000`, page()), { code: 'protocol', message: /64 KB of headers/ });
});

test('time is limited before the headers, in them, and in the body', async (t) => {
  const fetcher = startFetcher(t, { timeout: 200 });
  const silence = {
    code: 'timeout',
    retry: 'later',
    message: /127\.0\.0\.1:\d+ did not begin to answer within 100ms \(half of fetch\.timeout\)/,
  };
  const timeout = { ...silence, message: /127\.0\.0\.1:\d+ did not answer .* 200ms \(fetch\.timeout\)/ };
  const silent = await startSite(t, () => {});
  await assert.rejects(fetcher.get(silent.url, page()), silence);
  const inHeaders = await startRaw(t, (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-header: ', 'x'));
  await assert.rejects(fetcher.get(inHeaders, page()), silence);
  const inBody = await startRaw(t, (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'));
  await assert.rejects(fetcher.get(inBody, page()), timeout);
  const inTls = await startRaw(t, () => {});
  await assert.rejects(fetcher.get(inTls.replace('http:', 'https:'), page()), silence);
});

// With a new limit for each, this would end as a loop of redirects.
test('the time limit is for all redirects together', async (t) => {
  const site = await startSite(t, (_request, response) => {
    setTimeout(() => response.writeHead(302, { location: '/' }).end(), 100);
  });
  await assert.rejects(startFetcher(t, { timeout: 350 }).get(site.url, page()), { code: 'timeout' });
});

test('waiting at the gate does not count as time', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const gate: HostGate = { enter: () => new Promise((resolve) => setTimeout(() => resolve(() => {}), 1_200)) };
  const fetched = await startFetcher(t, { timeout: 1_000 }, gate).get(site.url, page());
  assert.equal(fetched.status, 200);
});

test("the caller's signal ends an exchange wherever it is", async (t) => {
  const site = await startSite(t, (request, response) => {
    if (request.url === '/body') response.write('x');
  });
  const fetcher = startFetcher(t);
  const aborted = AbortSignal.abort();
  await assert.rejects(fetcher.get(site.url, page({ signal: aborted })), { name: 'AbortError' });
  assert.equal(site.requests.length, 0);
  for (const path of ['/silent', '/body']) {
    const controller = new AbortController();
    const gaveUp = hangUp(site);
    const asked = fetcher.get(`${site.url}${path}`, page({ signal: controller.signal }));
    await once(site.server, 'request');
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await gaveUp;
  }
  const controller = new AbortController();
  const gate: HostGate = {
    enter: (_host, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  };
  const waiting = startFetcher(t, {}, gate).get(site.url, page({ signal: controller.signal }));
  controller.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('closing aborts what is under way and lets nothing new begin', async (t) => {
  const site = await startSite(t, () => {});
  const tls = await startRaw(t, () => {});
  const fetcher = startFetcher(t);
  const asked = fetcher.get(site.url, page());
  const shaking = fetcher.get(tls.replace('http:', 'https:'), page());
  await once(site.server, 'request');
  await Promise.all([
    fetcher.close(),
    assert.rejects(asked, { name: 'AbortError' }),
    assert.rejects(shaking, { name: 'AbortError' }),
  ]);
  await assert.rejects(fetcher.get(site.url, page()), { name: 'AbortError' });
});

async function startRaw(t: TestContext, answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}

function drip(socket: Socket, start: string, drop: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(drop), 20);
  socket.once('close', () => clearInterval(timer));
}
