import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, pages, startFetcher, startSite } from './site.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

test('redirects of every kind are followed, relative ones too', async (t) => {
  const site = await startSite(
    t,
    pages({
      '/a/1': [301, '2?x=1'],
      '/a/2?x=1': [302, '../b/3'],
      '/b/3': [303, '?four'],
      '/b/3?four': [307, '/5'],
      '/5': [308, '#top'],
    }),
  );
  const end = await startSite(t, pages({ '/end': 'arrived' }));
  const start = await startSite(t, pages({ '/': [302, `//${end.host}/end`] }));
  assert.equal(text((await startFetcher(t).get(start.url, page())).body), 'arrived');
  await assert.rejects(startFetcher(t).get(`${site.url}/a/1`, page()), { code: 'redirects' });
  assert.deepEqual(
    site.requests.slice(0, 5).map(({ url }) => url),
    ['/a/1', '/a/2?x=1', '/b/3', '/b/3?four', '/5'],
  );
});

test('the final address is told, with the fragment of the one asked for', async (t) => {
  const site = await startSite(t, pages({ '/old': [302, '/new'], '/own': [302, '/new#here'], '/new': 'ok' }));
  const fetcher = startFetcher(t);
  assert.equal((await fetcher.get(`${site.url}/old#part`, page())).url, `${site.url}/new#part`);
  assert.equal((await fetcher.get(`${site.url}/own#part`, page())).url, `${site.url}/new#here`);
});

test('a move is permanent as far as no temporary redirect came before', async (t) => {
  const site = await startSite(
    t,
    pages({
      '/moved': [301, '/moved-again'],
      '/moved-again': [308, '/login'],
      '/login': [302, '/moved-late'],
      '/moved-late': [301, '/end'],
      '/end': 'ok',
      '/moved-to-nothing': [301, '/gone'],
    }),
  );
  const fetcher = startFetcher(t);
  const movedTo = async (path: string): Promise<string | null> =>
    (await fetcher.get(`${site.url}${path}`, page())).movedTo;
  assert.equal(await movedTo('/moved'), `${site.url}/login`);
  assert.equal(await movedTo('/login'), null);
  assert.equal(await movedTo('/moved-late'), `${site.url}/end`);
  assert.equal(await movedTo('/end'), null);
  assert.equal(await movedTo('/moved-to-nothing'), `${site.url}/gone`);
});

test('a loop ends, and ten redirects are none', async (t) => {
  const site = await startSite(t, (request, response) => {
    const count = Number(request.url?.slice(1));
    if (count === 10) response.end('arrived');
    else response.writeHead(302, { location: Number.isNaN(count) ? '/loop' : `/${count + 1}` }).end();
  });
  const fetcher = startFetcher(t);
  assert.equal(text((await fetcher.get(`${site.url}/0`, page())).body), 'arrived');
  site.requests.length = 0;
  await assert.rejects(fetcher.get(`${site.url}/loop`, page()), {
    code: 'redirects',
    retry: 'later',
    message: new RegExp(`${site.host} redirects more than 10 times`),
  });
  assert.equal(site.requests.length, 11);
});

test('a redirect that leads to no web address is an error that shows it', async (t) => {
  const site = await startSite(
    t,
    pages({ '/file': [302, 'file:///etc/passwd'], '/js': [302, 'javascript:alert(1)'], '/bad': [302, 'http://[::'] }),
  );
  const fetcher = startFetcher(t);
  await assert.rejects(fetcher.get(`${site.url}/file`, page()), {
    code: 'bad-redirect',
    message: /"file:\/\/\/etc\/passwd"/,
  });
  await assert.rejects(fetcher.get(`${site.url}/js`, page()), { code: 'bad-redirect' });
  await assert.rejects(fetcher.get(`${site.url}/bad`, page()), { code: 'bad-redirect' });
});

test('a redirect that says no address is an error', async (t) => {
  const site = await startSite(t, (_request, response) => void response.writeHead(301).end());
  await assert.rejects(startFetcher(t).get(site.url, page()), {
    code: 'bad-redirect',
    message: /without saying where/,
  });
});

test('an address in UTF-8 is understood as such', async (t) => {
  const site = await startSite(t, (request, response) => {
    if (request.url === '/')
      response.socket?.end('HTTP/1.1 302 Found\r\nLocation: /بغداد\r\nContent-Length: 0\r\n\r\n');
    else response.end('ok');
  });
  const fetched = await startFetcher(t).get(site.url, page());
  assert.equal(decodeURI(fetched.url), `${site.url}/بغداد`);
});

test('what is meant for one origin is not sent to another, nor after coming back', async (t) => {
  const answers: Record<string, string | readonly [number, string]> = { '/here': 'ok' };
  const site = await startSite(t, pages(answers));
  const other = await startSite(t, pages({ '/there': [302, `${site.url}/here`] }));
  answers['/'] = [302, '/again'];
  answers['/again'] = [302, `http://user:password@${other.host}/there`];
  const headers = { Authorization: 'Bearer secret', 'X-Api-Key': 'secret', Cookie: 'session=secret' };
  const fetched = await startFetcher(t).get(
    site.url,
    page({ headers, userAgent: 'Special/1', accept: 'text/html', etag: '"1"' }),
  );
  assert.equal(fetched.status, 200);
  const [first, second, last] = site.requests.map((request) => request.headers);
  for (const sent of [first, second]) {
    assert.equal(sent?.authorization, 'Bearer secret');
    assert.equal(sent?.['x-api-key'], 'secret');
    assert.equal(sent?.cookie, 'session=secret');
  }
  for (const sent of [other.requests[0]?.headers, last]) {
    assert.ok(sent);
    assert.equal(sent.authorization, undefined);
    assert.equal(sent['x-api-key'], undefined);
    assert.equal(sent.cookie, undefined);
    assert.equal(sent['user-agent'], 'Special/1');
    assert.equal(sent.accept, 'text/html');
    assert.equal(sent['if-none-match'], '"1"');
  }
});

test('a redirect to a port that is not allowed is refused', async (t) => {
  const other = await startSite(t, pages({ '/': 'ok' }));
  const site = await startSite(t, pages({ '/': [302, other.url] }));
  await assert.rejects(startFetcher(t, { ports: [site.port] }).get(site.url, page()), { code: 'port' });
  assert.equal(other.requests.length, 0);
});
