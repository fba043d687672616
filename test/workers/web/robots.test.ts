import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test, type TestContext } from 'node:test';
import type { FetchSettings } from '../../../src/settings/settings.ts';
import { openRobots, type Robots } from '../../../workers/web/robots.ts';
import { fetchSettings, pages, startFetcher, startSite, type Site } from './site.ts';

const never = new AbortController().signal;
const HOUR_MS = 3_600_000;

interface Asked {
  readonly site: Site;
  readonly robots: Robots;
  allowed(path: string): Promise<string>;
  now: number;
}

async function startRobots(
  t: TestContext,
  answer: RequestListener,
  changes: Partial<FetchSettings> = {},
): Promise<Asked> {
  const site = await startSite(t, answer);
  const asked: Asked = {
    site,
    robots: openRobots(startFetcher(t, changes), fetchSettings(changes), () => asked.now),
    allowed: (path) => asked.robots.allowed(`${site.url}${path}`, never),
    now: 0,
  };
  return asked;
}

const status =
  (code: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(code).end();

test('a group for everybody holds for us', async (t) => {
  const robots = await startRobots(
    t,
    pages({ '/robots.txt': 'User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n' }),
  );
  assert.equal(await robots.allowed('/news'), 'yes');
  assert.equal(await robots.allowed('/private/a'), 'no');
  assert.equal(await robots.allowed('/private/open'), 'yes');
  assert.equal(await robots.allowed('/a/b.pdf'), 'no');
  assert.equal(await robots.allowed('/a/b.pdf?page=1'), 'yes');
  assert.deepEqual(
    robots.site.requests.map(({ url, headers }) => [url, headers['user-agent']]),
    [['/robots.txt', 'newswatch/0 (+https://example.org)']],
  );
});

test('a group for our name goes before it, wherever it stands and however it is written', async (t) => {
  const file = 'User-agent: *\nDisallow: /\n\nuser-agent: other\nUSER-AGENT: NewsWatch/1.0 # ours\nDisallow: /no\n';
  const robots = await startRobots(t, pages({ '/robots.txt': file }));
  assert.equal(await robots.allowed('/news'), 'yes');
  assert.equal(await robots.allowed('/no'), 'no');
});

test('groups for others do not concern us', async (t) => {
  const file = 'User-agent: newswatcher\nUser-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n';
  const robots = await startRobots(t, pages({ '/robots.txt': file }));
  assert.equal(await robots.allowed('/news'), 'yes');
});

test('our name is the first product of the user agent', async (t) => {
  const site = pages({ '/robots.txt': 'User-agent: desk-bot\nDisallow: /\n' });
  const robots = await startRobots(t, site, { userAgent: 'Desk-Bot/2 (+https://example.org)' });
  assert.equal(await robots.allowed('/news'), 'no');
});

test('what is no robots.txt forbids nothing', async (t) => {
  const html = '<!doctype html><html><body>User-agent: newswatch<br>Disallow: /</body></html>';
  const robots = await startRobots(t, pages({ '/robots.txt': html }));
  assert.equal(await robots.allowed('/news'), 'yes');
  const broken = await startRobots(
    t,
    (_request, response) => void response.end(Buffer.from([0xff, 0, 0x0a, 0xfe, 58])),
  );
  assert.equal(await broken.allowed('/news'), 'yes');
  const marked = await startRobots(t, pages({ '/robots.txt': '\ufeffUser-agent: *\r\nDisallow: /\r\n' }));
  assert.equal(await marked.allowed('/news'), 'no');
});

test('no file means no rules; a host in trouble means not now', async (t) => {
  for (const code of [400, 401, 403, 404, 410, 451]) {
    assert.equal(await (await startRobots(t, status(code))).allowed('/news'), 'yes', `${code}`);
  }
  for (const code of [429, 500, 502, 503]) {
    assert.equal(await (await startRobots(t, status(code))).allowed('/news'), 'unknown', `${code}`);
  }
});

test('a host that does not answer in time, or in HTTP, means not now', async (t) => {
  const silent = await startRobots(t, () => {}, { timeout: 100 });
  assert.equal(await silent.allowed('/news'), 'unknown');
  const broken = await startRobots(t, (request) => void request.socket.end('nonsense\r\n\r\n'));
  assert.equal(await broken.allowed('/news'), 'unknown');
  const endless = await startRobots(t, (_request, response) => {
    const more = (): void =>
      void (response.write('#'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
    more();
  });
  assert.equal(await endless.allowed('/news'), 'yes');
});

test('of a file without end, the first half megabyte counts', async (t) => {
  const endless = await startRobots(t, (_request, response) => {
    const more = (): void =>
      void (response.write('#'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
    response.write('User-agent: *\nDisallow: /a\n');
    more();
  });
  assert.equal(await endless.allowed('/a'), 'no');
  const long = await startRobots(t, pages({ '/robots.txt': `User-agent: *\nDisallow: /a\n${'#'.repeat(3_000_000)}` }));
  assert.equal(await long.allowed('/a'), 'no');
});

test('another host that robots.txt redirects to is asked when its turn comes', async (t) => {
  const elsewhere = await startSite(t, pages({ '/rules': 'User-agent: *\nDisallow: /\n' }));
  const site = await startSite(t, pages({ '/robots.txt': [302, `${elsewhere.url}/rules`] }));
  const entered: string[] = [];
  const gate = {
    enter: (host: string): Promise<() => void> => {
      entered.push(host);
      return Promise.resolve(() => {});
    },
  };
  const robots = openRobots(startFetcher(t, {}, gate), fetchSettings());
  assert.equal(await robots.allowed(`${site.url}/news`, never), 'no');
  assert.deepEqual(entered, [elsewhere.host]);
});

test('a host in trouble is left alone for as long as it asks', async (t) => {
  const busy = await startRobots(
    t,
    (_request, response) => void response.writeHead(503, { 'retry-after': '7200' }).end(),
  );
  await busy.allowed('/1');
  busy.now = 1.9 * HOUR_MS;
  await busy.allowed('/2');
  assert.equal(busy.site.requests.length, 1);
  busy.now = 2.1 * HOUR_MS;
  await busy.allowed('/3');
  assert.equal(busy.site.requests.length, 2);
});

test('redirects are followed; a loop counts as no file', async (t) => {
  const elsewhere = await startSite(t, pages({ '/rules': 'User-agent: *\nDisallow: /\n' }));
  const moved = await startRobots(t, pages({ '/robots.txt': [301, `${elsewhere.url}/rules`] }));
  assert.equal(await moved.allowed('/news'), 'no');
  const loop = await startRobots(t, pages({ '/robots.txt': [302, '/robots.txt'] }));
  assert.equal(await loop.allowed('/news'), 'yes');
});

test("the guard holds, and leaves it to the page's own request to say so", async (t) => {
  const robots = await startRobots(t, status(500), { allowPrivateNetworks: false });
  assert.equal(await robots.allowed('/news'), 'yes');
  assert.equal(robots.site.requests.length, 0);
});

test('an address that cannot be asked is left to whoever asks it', async (t) => {
  const { robots, site } = await startRobots(t, status(500));
  for (const url of ['file:///etc/passwd', 'nonsense', `${site.url}/${'a'.repeat(9_000)}`]) {
    assert.equal(await robots.allowed(url, never), 'yes');
  }
  assert.equal(site.requests.length, 0);
});

test('with fetch.robots false nobody is asked', async (t) => {
  const robots = await startRobots(t, pages({ '/robots.txt': 'User-agent: *\nDisallow: /\n' }), { robots: false });
  assert.equal(await robots.allowed('/news'), 'yes');
  assert.equal(robots.site.requests.length, 0);
});

test('an answer holds for a day, trouble for minutes', async (t) => {
  const robots = await startRobots(t, pages({ '/robots.txt': 'User-agent: *\nDisallow: /\n' }));
  await robots.allowed('/1');
  robots.now = 23 * HOUR_MS;
  await robots.allowed('/2');
  assert.equal(robots.site.requests.length, 1);
  robots.now = 25 * HOUR_MS;
  await robots.allowed('/3');
  assert.equal(robots.site.requests.length, 2);
  const trouble = await startRobots(t, status(503));
  await trouble.allowed('/1');
  await trouble.allowed('/2');
  assert.equal(trouble.site.requests.length, 1);
  trouble.now = HOUR_MS / 10;
  await trouble.allowed('/3');
  assert.equal(trouble.site.requests.length, 2);
});

test('those who ask at once share one request, and one who leaves takes nothing from the others', async (t) => {
  let answer = (): void => {};
  const arrived = Promise.withResolvers<void>();
  const robots = await startRobots(t, (_request, response) => {
    answer = () => response.end('User-agent: *\nDisallow: /no\n');
    arrived.resolve();
  });
  const controller = new AbortController();
  const leaving = robots.robots.allowed(`${robots.site.url}/no`, controller.signal);
  const staying = ['/no', '/yes', '/no'].map((path) => robots.allowed(path));
  await arrived.promise;
  controller.abort();
  await assert.rejects(leaving, { name: 'AbortError' });
  answer();
  assert.deepEqual(await Promise.all(staying), ['no', 'yes', 'no']);
  assert.equal(robots.site.requests.length, 1);
});

test('no more than a thousand hosts are remembered, the ones asked last', async () => {
  const asked: string[] = [];
  const get = (address: string): Promise<never> => {
    asked.push(address);
    return Promise.reject(new Error('down'));
  };
  const robots = openRobots({ get }, fetchSettings(), () => 0);
  const ask = (n: number): Promise<string> => robots.allowed(`http://host-${n}.example/`, never);
  for (let n = 0; n < 1_000; n++) await ask(n);
  await ask(0);
  await ask(1_000);
  assert.equal(asked.length, 1_001);
  await ask(0);
  assert.equal(asked.length, 1_001);
  await ask(1);
  assert.equal(asked.length, 1_002);
});
