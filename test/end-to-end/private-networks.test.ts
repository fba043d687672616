import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { install, type Installation } from '../support/daemon.ts';
import type { FeedItem } from '../support/feed-document.ts';
import { openSite, type Site } from '../support/sites.ts';

/** What must not be reached. Counts connections: one that is closed at once would be a port scan all the same. */
async function listen(t: TestContext, host: string, port = 0): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  server.listen({ host, port, ipv6Only: true });
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const problemsOf = async (place: Installation): Promise<Map<string, string>> => {
  const { feeds } = JSON.parse((await place.run('status', '--json')).stdout) as {
    feeds: { url: string; problem: string | null }[];
  };
  return new Map(feeds.map(({ url, problem }) => [url, problem ?? '']));
};

async function allow(place: Installation, networks: string): Promise<void> {
  const file = join(place.folder, 'newswatch.yaml');
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('allowPrivateNetworks: true', `allowPrivateNetworks: ${networks}`));
}

const resolving = (names: Readonly<Record<string, readonly (readonly string[])[]>>): { [name: string]: string } => ({
  NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${new URL('../support/false-names.ts', import.meta.url).href}`,
  FALSE_NAMES: JSON.stringify(names),
});

/** One of each block that is no public address, as a name server may answer it. */
const PRIVATE = `
  0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1
  192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1
  ::ffff:127.0.0.1 ::ffff:7f00:1 ::7f00:1 64:ff9b::7f00:1 2002:7f00:1:: fe80::1 fc00::1 fd00::1 fec0::1
  ff02::1 2001:db8::1 100::1 2001::1
`
  .trim()
  .split(/\s+/);

const SPELLINGS = `
  127.0.0.1 localhost LOCALHOST 127.0.0.1. 2130706433 0x7f000001 0177.0.0.1 127.1 0
  0.0.0.0 [::1] [::] [::ffff:127.0.0.1] [0:0:0:0:0:ffff:7f00:1] ①②⑦.⓪.⓪.① user:word@127.0.0.1 news.example@127.0.0.1 %31%32%37.0.0.1
  [64:ff9b::127.0.0.1]
`
  .trim()
  .split(/\s+/);

describe('the guard of private networks', { concurrency: true }, () => {
  it('lets nothing reach one by default, however it is written and whatever a name resolves to', async (t) => {
    const four = await listen(t, '0.0.0.0');
    const six = await listen(t, '::', four.port);
    const names = Object.fromEntries(PRIVATE.map((ip, index) => [`name${index}.example`, [[ip]]]));
    const mixed = { 'mixed.example': [['127.0.0.1', '::1', '10.0.0.1']] };
    const hosts = [...SPELLINGS, ...Object.keys(names), ...Object.keys(mixed)];
    const place = await install(t, { feeds: [], env: resolving({ ...names, ...mixed }) });
    await writeFile(
      join(place.folder, 'feeds.yaml'),
      hosts.map((host, index) => `- url: ${JSON.stringify(`http://${host}:${four.port}/${index}`)}\n`).join(''),
    );
    await allow(place, 'false');
    await place.run('run', '--once');
    const problems = await problemsOf(place);
    assert.equal(problems.size, hosts.length);
    for (const [url, problem] of problems) assert.match(problem, /is not on the public internet/, url);
    assert.deepEqual([four.connections(), six.connections()], [0, 0]);
  });

  it('lets no redirect, link, robots.txt or second answer of a name server lead into one', async (t) => {
    await using site = await openSite();
    const { port } = new URL(site.origin);
    const secret = await listen(t, '127.0.0.2', Number(port));
    const secret6 = await listen(t, '::1', Number(port));
    const place = await install(t, {
      feeds: describeSite(site, port),
      env: resolving({
        // The feed is had, its articles are asked for on a connection of their own.
        'rebinding.example': [['127.0.0.1'], ['127.0.0.2']],
        'both.example': [['127.0.0.2', '127.0.0.1']],
        'robots.example': [['127.0.0.1']],
        'inside.example': [['127.0.0.2']],
        'inside6.example': [['::1']],
      }),
    });
    await allow(place, '["127.0.0.1/32"]');
    await place.run('run', '--once');
    const problems = await problemsOf(place);
    for (const [url, problem] of problems) {
      if (url.includes('/redirect/')) assert.match(problem, /not on the public internet|no usable web address/, url);
      else assert.equal(problem, '', url);
    }
    assert.equal(problems.size, KINDS.length + 3);
    for (const path of ['/page/302', '/canonical', '/refresh', '/both']) {
      assert.ok(
        site.requests.some((one) => one.path === path),
        `${path} was asked for`,
      );
    }
    assert.deepEqual([secret.connections(), secret6.connections()], [0, 0]);
    for (const { headers } of site.requests) {
      assert.equal(headers.authorization, undefined);
      assert.equal(headers.referer, undefined);
    }
  });

  it('holds for what is asked on the command line, too', async (t) => {
    await using site = await openSite();
    const { port } = new URL(site.origin);
    const secret = await listen(t, '127.0.0.2', Number(port));
    const place = await install(t, { feeds: [], env: resolving({ 'inside.example': [['127.0.0.2']] }) });
    await allow(place, '["127.0.0.1/32"]');
    site.page('/moved', { location: `http://127.0.0.2:${port}/` });
    site.page(
      '/front',
      `<link rel="alternate" type="application/rss+xml" href="http://127.0.0.2:${port}/feed"><a href="http://inside.example:${port}/rss.xml">RSS</a>`,
    );
    assert.match((await place.run('feeds', 'add', site.url('/front'))).stderr, /no feed was found/);
    const checked = await place.run('check', site.url('/moved'));
    assert.match(checked.stdout + checked.stderr, /not on the public internet/);
    assert.equal(secret.connections(), 0);
  });
});

const KINDS = [301, 302, 303, 307, 308];

/** Sets the routes of the site, and returns the feeds to be watched. */
function describeSite(site: Site, port: string): string[] {
  const inside = [
    `http://127.0.0.2:${port}/`,
    `//user:word@127.0.0.2:${port}/`,
    `http://inside.example:${port}/`,
    `http://inside6.example:${port}/`,
    'file:///etc/passwd',
  ];
  const redirects = KINDS.map((status, index) => {
    const path = `/redirect/${status}`;
    site.page(path, { status, location: inside[index] ?? '' });
    return site.url(path);
  });
  const items: FeedItem[] = [];
  const link = (url: string): void =>
    void items.push({ title: `An item for ${url}`, link: url, publishedAt: Date.now() });
  for (const status of KINDS) {
    site.page(`/page/${status}`, { status, location: `http://127.0.0.2:${port}/secret` });
    link(site.url(`/page/${status}`));
  }
  site.page(
    '/canonical',
    `<link rel="canonical" href="http://127.0.0.2:${port}/"><link rel="amphtml" href="http://127.0.0.2:${port}/"><p>x`,
  );
  site.page('/refresh', `<meta http-equiv="refresh" content="0;url=http://127.0.0.2:${port}/"><p>x`);
  for (const path of ['/canonical', '/refresh']) link(site.url(path));
  for (const url of inside.slice(0, 4)) link(new URL(url, site.origin).href);
  link(`http://user:word@127.0.0.1:${port}/canonical?login`);
  link(`http://both.example:${port}/both`);
  site.page('/both', '<p>x');
  const rebinding = [
    { title: 'Of the second answer', link: `http://rebinding.example:${port}/article`, publishedAt: Date.now() },
  ];
  const robots = [
    { title: 'Behind a robots.txt', link: `http://robots.example:${port}/article`, publishedAt: Date.now() },
  ];
  site.page('/robots.txt', ({ headers }) =>
    headers.host?.startsWith('robots.example') === true
      ? { location: `http://127.0.0.2:${port}/robots.txt` }
      : { status: 404 },
  );
  site.feed('/rebinding', { format: 'rss', items: rebinding, reply: { headers: { connection: 'close' } } });
  site.feed('/robots', { format: 'rss', items: robots });
  site.feed('/feed', { format: 'rss', items });
  return [...redirects, `http://rebinding.example:${port}/rebinding`, site.url('/robots'), site.url('/feed')];
}
