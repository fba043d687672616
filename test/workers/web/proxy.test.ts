import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { cert, key } from './certificate.ts';
import { page, pages, startFetcher, startSite, type Site } from './site.ts';

/** A real forward proxy: absolute addresses for http, CONNECT for https. Remembers what it was asked for. */
async function startProxy(
  t: TestContext,
): Promise<{ site: Site; asked: string[]; heads: IncomingMessage['headers'][] }> {
  const asked: string[] = [];
  const heads: IncomingMessage['headers'][] = [];
  const site = await startSite(t, (incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    heads.push(incoming.headers);
    const onward = request(incoming.url ?? '', { headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end()).end();
  });
  site.server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    t.after(() => socket.destroy());
  });
  return { site, asked, heads };
}

test('with fetch.proxy everything goes by way of it', async (t) => {
  const { site: proxy, asked, heads } = await startProxy(t);
  const target = await startSite(t, pages({ '/': [302, '/end'], '/end': 'there' }));
  const fetcher = startFetcher(t, { proxy: `http://user:word@${proxy.host}` });
  const fetched = await fetcher.get(target.url, page());
  assert.equal(new TextDecoder().decode(fetched.body), 'there');
  assert.equal(fetched.url, `${target.url}/end`);
  assert.deepEqual(asked, [`GET ${target.url}/`, `GET ${target.url}/end`]);
  assert.equal(heads[0]?.['proxy-authorization'], `Basic ${btoa('user:word')}`);
});

test('https goes through a tunnel of the proxy', async (t) => {
  const { site: proxy, asked } = await startProxy(t);
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  const target = createSecureServer({ cert, key }, pages({ '/': 'secure' })).listen(0, '127.0.0.1');
  await once(target, 'listening');
  t.after(() => {
    setDefaultCACertificates(before);
    target.closeAllConnections();
    target.close();
  });
  const { port } = target.address() as AddressInfo;
  const fetcher = startFetcher(t, { proxy: proxy.url });
  const fetched = await fetcher.get(`https://localhost:${port}/`, page());
  assert.equal(new TextDecoder().decode(fetched.body), 'secure');
  assert.deepEqual(asked, [`CONNECT localhost:${port}`]);
});

test('the proxy is not asked for what the guard refuses', async (t) => {
  const { site: proxy, asked } = await startProxy(t);
  const target = await startSite(t, pages({ '/': 'secret', '/page': 'ok' }), '127.0.0.2');
  const fetcher = startFetcher(t, { proxy: proxy.url, allowPrivateNetworks: ['127.0.0.2'] });
  await assert.rejects(fetcher.get(`http://localhost:${target.port}/`, page()), {
    code: 'private-address',
    message: /^localhost \(/,
  });
  await assert.rejects(fetcher.get(`http://127.0.0.1:${target.port}/`, page()), { code: 'private-address' });
  await assert.rejects(fetcher.get('http://no-such-host.invalid/', page()), { code: 'dns' });
  assert.deepEqual(asked, []);
  assert.equal((await fetcher.get(`${target.url}/page`, page())).status, 200);
});

test('a name in fetch.allowPrivateNetworks is left to the proxy to resolve', async (t) => {
  const { site: proxy, asked } = await startProxy(t);
  const fetcher = startFetcher(t, { proxy: proxy.url, allowPrivateNetworks: ['only-there.invalid'] });
  assert.equal((await fetcher.get('http://only-there.invalid/', page())).status, 502);
  assert.deepEqual(asked, ['GET http://only-there.invalid/']);
});

test('a proxy that is not there, or refuses, is named', async (t) => {
  const refusing = await startSite(t, (_request, response) => response.writeHead(407).end());
  refusing.server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  const message = /by way of fetch\.proxy/;
  const fetcher = startFetcher(t, { proxy: refusing.url });
  await assert.rejects(fetcher.get('http://127.0.0.1:1/', page()), { name: 'NewswatchError', message });
  await assert.rejects(fetcher.get('https://127.0.0.1:1/', page()), { code: 'connect', message });
  const absent = startFetcher(t, { proxy: 'http://127.0.0.1:1' });
  await assert.rejects(absent.get('http://127.0.0.1:2/', page()), { code: 'connect', message });
  await assert.rejects(absent.get('https://127.0.0.1:2/', page()), { code: 'connect', message });
});
