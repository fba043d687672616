import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, pages, startFetcher, startSite } from './site.ts';

test('no notation of a private address is asked by default', async (t) => {
  const site = await startSite(t, pages({ '/': 'secret' }));
  const fetcher = startFetcher(t, { allowPrivateNetworks: false });
  const hosts = [
    '127.0.0.1',
    'localhost',
    'LOCALHOST',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '①②⑦.⓪.⓪.①',
    '169.254.169.254',
    '10.0.0.1',
    '[fe80::1]',
    '[fd00::1]',
  ];
  for (const host of hosts) {
    await assert.rejects(
      fetcher.get(`http://${host}:${site.port}/`, page()),
      { code: 'private-address', retry: 'never', message: /fetch\.allowPrivateNetworks/ },
      host,
    );
  }
  assert.equal(site.requests.length, 0);
});

test('the error names the host and the address behind it', async (t) => {
  const fetcher = startFetcher(t, { allowPrivateNetworks: false });
  await assert.rejects(fetcher.get('http://localhost/', page()), { message: /^localhost \((127\.0\.0\.1|::1)\)/ });
  await assert.rejects(fetcher.get('https://192.168.1.1/', page()), {
    message: /^192\.168\.1\.1 is not on the public/,
  });
});

test('no redirect gets around the guard', async (t) => {
  const secret = await startSite(t, pages({ '/': 'secret' }), '127.0.0.2');
  const site = await startSite(
    t,
    pages({
      '/ip': [302, secret.url],
      '/name': [302, `http://localhost:${secret.port}/`],
      '/v6': [302, 'http://[::1]/'],
    }),
  );
  const fetcher = startFetcher(t, { allowPrivateNetworks: ['127.0.0.1/32'] });
  await assert.rejects(fetcher.get(`${site.url}/ip`, page()), { code: 'private-address', message: /^127\.0\.0\.2/ });
  await assert.rejects(fetcher.get(`${site.url}/v6`, page()), { code: 'private-address', message: /^::1/ });
  assert.equal(secret.requests.length, 0);
});

test('a redirect from an allowed name to another host is refused', async (t) => {
  const secret = await startSite(t, pages({ '/': 'secret' }));
  const site = await startSite(t, pages({ '/': [302, secret.url], '/page': 'ok' }));
  const fetcher = startFetcher(t, { allowPrivateNetworks: ['localhost'] });
  assert.equal((await fetcher.get(`http://localhost:${site.port}/page`, page())).status, 200);
  await assert.rejects(fetcher.get(`http://localhost:${site.port}/`, page()), { code: 'private-address' });
  await assert.rejects(fetcher.get(`${site.url}/page`, page()), { code: 'private-address' });
  assert.equal(secret.requests.length, 0);
});

test('a name is refused for what it resolves to, whatever else is allowed', async (t) => {
  const site = await startSite(t, pages({ '/': 'secret' }));
  const elsewhere = startFetcher(t, { allowPrivateNetworks: ['10.0.0.0/8', 'example.org'] });
  await assert.rejects(elsewhere.get(`http://localhost:${site.port}/`, page()), { code: 'private-address' });
  assert.equal(site.requests.length, 0);
  const range = startFetcher(t, { allowPrivateNetworks: ['127.0.0.0/8'] });
  assert.equal((await range.get(`http://localhost:${site.port}/`, page())).status, 200);
});
