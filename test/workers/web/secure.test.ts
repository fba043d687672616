import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { cert, key } from './certificate.ts';
import { page, pages, startFetcher, startSite } from './site.ts';

async function startSecureSite(t: TestContext, address = '127.0.0.1'): Promise<number> {
  const server = createServer({ cert, key }, pages({ '/': 'secure', '/down': [302, 'http://127.0.0.2/'] }));
  server.listen(0, address);
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function trustTheCertificate(t: TestContext): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  t.after(() => setDefaultCACertificates(before));
}

test('a certificate that nobody vouches for is refused', async (t) => {
  const port = await startSecureSite(t);
  await assert.rejects(startFetcher(t).get(`https://localhost:${port}/`, page()), {
    code: 'tls',
    retry: 'later',
    message: /no secure connection to localhost:\d+: self-signed certificate/,
  });
});

test('https works, and its names are checked', async (t) => {
  const port = await startSecureSite(t);
  trustTheCertificate(t);
  const fetcher = startFetcher(t);
  const fetched = await fetcher.get(`https://localhost:${port}/`, page());
  assert.equal(new TextDecoder().decode(fetched.body), 'secure');
  const other = await startSite(t, pages({ '/': [302, `https://localhost:${port}/`] }));
  assert.equal((await fetcher.get(other.url, page())).url, `https://localhost:${port}/`);
  const unnamed = await startSecureSite(t, '127.0.0.2');
  await assert.rejects(fetcher.get(`https://127.0.0.2:${unnamed}/`, page()), { code: 'tls', message: /127\.0\.0\.2/ });
});

test('the guard holds for https and for redirects from it', async (t) => {
  const port = await startSecureSite(t);
  trustTheCertificate(t);
  const none = startFetcher(t, { allowPrivateNetworks: false });
  await assert.rejects(none.get(`https://localhost:${port}/`, page()), { code: 'private-address' });
  const one = startFetcher(t, { allowPrivateNetworks: ['localhost'] });
  await assert.rejects(one.get(`https://localhost:${port}/down`, page()), { code: 'private-address' });
});
