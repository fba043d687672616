import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { test } from 'node:test';
import type { HostGate } from '../../../src/queue/host-gate.ts';
import { page, pages, startFetcher, startSite } from './site.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

test('a page comes with its status, address, headers and body', async (t) => {
  const site = await startSite(t, (_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.end('<p>Hello</p>');
  });
  const fetched = await startFetcher(t).get(`${site.url}/page?a=1&b=%20`, page());
  assert.equal(fetched.status, 200);
  assert.equal(fetched.url, `${site.url}/page?a=1&b=%20`);
  assert.equal(fetched.movedTo, null);
  assert.equal(fetched.contentType, 'text/html; charset=utf-8');
  assert.equal(fetched.headers['set-cookie'], 'a=1, b=2');
  assert.equal(text(fetched.body), '<p>Hello</p>');
  assert.equal(site.requests[0]?.url, '/page?a=1&b=%20');
});

test('any status is an answer, without the body of an error page', async (t) => {
  const site = await startSite(t, (request, response) => {
    response.writeHead(Number(request.url?.slice(1)), { 'retry-after': '120' });
    response.end(request.url === '/304' ? '' : 'sorry');
  });
  const fetcher = startFetcher(t);
  for (const status of [304, 404, 410, 429, 500, 503]) {
    const fetched = await fetcher.get(`${site.url}/${status}`, page());
    assert.equal(fetched.status, status);
    assert.equal(fetched.headers['retry-after'], '120');
    assert.equal(fetched.body.length, 0);
  }
});

test('an error page that never ends does not hide its status', async (t) => {
  const site = await startSite(t, (_request, response) => {
    response.writeHead(404);
    const more = (): void =>
      void (response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once('drain', more));
    more();
  });
  const fetched = await startFetcher(t).get(site.url, page({ maxBytes: 1_000 }));
  assert.equal(fetched.status, 404);
});

test('who we are, what we take and what we know already is said in the request', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const fetcher = startFetcher(t);
  await fetcher.get(site.url, page({ accept: 'application/rss+xml', etag: '"é-1"', lastModified: 'yesterday' }));
  await fetcher.get(site.url, page({ userAgent: 'Other/1', etag: 'broken\nx: y', lastModified: null }));
  const [first, second] = site.requests.map(({ headers }) => headers);
  assert.equal(first?.['user-agent'], 'newswatch/0 (+https://example.org)');
  assert.equal(first?.['accept'], 'application/rss+xml');
  assert.equal(first?.['accept-encoding'], 'gzip, deflate, br');
  assert.equal(first?.['if-none-match'], '"é-1"');
  assert.equal(first?.['if-modified-since'], 'yesterday');
  assert.equal(second?.['user-agent'], 'Other/1');
  assert.equal(second?.['accept'], '*/*');
  assert.equal(second?.['if-none-match'], undefined);
  assert.equal(second?.['if-modified-since'], undefined);
});

test("a feed's own headers are sent, in place of ours where they have the same name", async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const headers = { Authorization: 'Bearer secret', Accept: 'text/x-special' };
  await startFetcher(t).get(site.url, page({ headers }));
  assert.equal(site.requests[0]?.headers.authorization, 'Bearer secret');
  assert.equal(site.requests[0]?.headers.accept, 'text/x-special');
});

test('credentials in an address are neither sent nor handed on', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const fetched = await startFetcher(t).get(`http://user:password@${site.host}/`, page());
  assert.equal(site.requests[0]?.headers.authorization, undefined);
  assert.equal(fetched.url, `${site.url}/`);
});

test('a connection is used again', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  const connections = new Set<number | undefined>();
  site.server.on('connection', (socket) => connections.add(socket.remotePort));
  const fetcher = startFetcher(t);
  for (let i = 0; i < 5; i++) await fetcher.get(site.url, page());
  await fetcher.get(`${site.url}/missing`, page());
  await fetcher.get(site.url, page());
  assert.equal(site.requests.length, 7);
  // Two, because undici lets the event loop go round once before it writes to a connection again.
  assert.ok(connections.size <= 2, `${connections.size} connections`);
});

test('a kept connection that the host closes just then is no failure', async (t) => {
  let asked = 0;
  const site = await startSite(t, (request, response) => {
    asked++;
    if (asked === 2) request.socket.destroy();
    else response.end('ok');
  });
  const fetcher = startFetcher(t);
  await fetcher.get(site.url, page());
  assert.equal(text((await fetcher.get(site.url, page())).body), 'ok');
});

test('only http and https addresses are asked', async (t) => {
  const fetcher = startFetcher(t);
  for (const address of ['file:///etc/passwd', 'ftp://example.org/', 'nonsense', '', 'http://', 'javascript:1']) {
    await assert.rejects(fetcher.get(address, page()), { code: 'bad-url', retry: 'never' });
  }
  await assert.rejects(fetcher.get(`http://127.0.0.1/${'a'.repeat(9_000)}`, page()), { code: 'bad-url' });
});

test('only the ports that are allowed are asked', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  await startFetcher(t, { ports: [80, site.port] }).get(site.url, page());
  await assert.rejects(startFetcher(t, { ports: [80, 443] }).get(site.url, page()), {
    code: 'port',
    retry: 'never',
    message: /port \d+.*fetch\.ports/,
  });
});

test('a name that does not exist, a closed port and a plain server on https are told apart', async (t) => {
  const site = await startSite(t, pages({}));
  const fetcher = startFetcher(t);
  await assert.rejects(fetcher.get('http://no-such-host.invalid/', page()), {
    code: 'dns',
    retry: 'later',
    message: /no-such-host\.invalid/,
  });
  await assert.rejects(fetcher.get(`https://${site.host}/`, page()), {
    code: 'tls',
    message: `no secure connection to ${site.host}: wrong version number`,
  });
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as { port: number };
  closed.close();
  await once(closed, 'close');
  await assert.rejects(fetcher.get(`http://127.0.0.1:${port}/`, page()), { code: 'connect', retry: 'later' });
});

test('an answer that is no HTTP, or breaks off, is an error', async (t) => {
  const fetcher = startFetcher(t);
  const raw = async (answer: string): Promise<string> => {
    const server = createServer((socket) => void socket.once('data', () => socket.end(answer))).listen(0, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  };
  await assert.rejects(fetcher.get(await raw('SSH-2.0-OpenSSH_9.6\r\n'), page()), { code: 'protocol' });
  await assert.rejects(fetcher.get(await raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'), page()), {
    name: 'NewswatchError',
    retry: 'later',
  });
  await assert.rejects(fetcher.get(await raw(''), page()), { code: 'connect' });
});

test('a header of the user that cannot be sent is named', async (t) => {
  const site = await startSite(t, pages({ '/': 'ok' }));
  await assert.rejects(startFetcher(t).get(site.url, page({ headers: { 'x-key': 'a\nb' } })), {
    code: 'protocol',
    message: /x-key/,
  });
});

test('the gate is held around the whole exchange, once a host', async (t) => {
  const events: string[] = [];
  const gate: HostGate = {
    enter: (host) => {
      events.push(`enter ${host}`);
      return Promise.resolve(() => events.push(`leave ${host}`));
    },
  };
  const other = await startSite(t, (_request, response) => {
    events.push('answered by the other');
    response.end('there');
  });
  const site = await startSite(t, pages({ '/a': [302, '/b'], '/b': [302, '/c'], '/c': [302, `${other.url}/`] }));
  const fetcher = startFetcher(t, {}, gate);
  await fetcher.get(`${site.url}/a`, page());
  assert.deepEqual(events, [
    `enter ${site.host}`,
    `leave ${site.host}`,
    `enter ${other.host}`,
    'answered by the other',
    `leave ${other.host}`,
  ]);
  events.length = 0;
  await fetcher.get(`${other.url}/robots.txt`, page({ skipGate: true }));
  assert.deepEqual(events, ['answered by the other']);
  events.length = 0;
  await assert.rejects(fetcher.get('http://no-such-host.invalid/', page()));
  assert.deepEqual(events, ['enter no-such-host.invalid', 'leave no-such-host.invalid']);
});

test('as many exchanges as fetch.concurrency allows are in flight, and no more', async (t) => {
  const held: ServerResponse[] = [];
  let most = 0;
  const site = await startSite(t, (_request, response) => {
    held.push(response);
    most = Math.max(most, held.length);
    // Answered three at a time, when others have had time to come.
    if (held.length >= 3) setTimeout(() => held.splice(0).forEach((one) => one.end('ok')), 10);
  });
  const fetcher = startFetcher(t, { concurrency: 3, perHost: { concurrency: 64, delay: 0 } });
  await Promise.all(Array.from({ length: 21 }, () => fetcher.get(site.url, page())));
  assert.equal(site.requests.length, 21);
  assert.equal(most, 3);
});
