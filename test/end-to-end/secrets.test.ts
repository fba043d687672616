import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { articlePage } from '../support/article-page.ts';
import { install, type Installation } from '../support/daemon.ts';
import { openRandom } from '../support/random.ts';
import { openRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';
import { openSite, type Site } from '../support/sites.ts';
import { startSmtp } from '../support/smtp.ts';
import { writeStory } from '../support/story.ts';

/** One of each kind that a configuration may hold. */
const SECRETS = {
  basic: 'Sesame-basic-4711',
  bearer: 'Sesame-bearer-4711',
  header: 'Sesame-header-4711',
  address: 'Sesame-address-4711',
  refused: 'Sesame-refused-4711',
  tls: 'Sesame-tls-4711',
  redis: 'Sesame-redis-4711',
  smtp: 'Sesame-smtp-4711',
  webhook: 'Sesame-webhook-4711',
  hookLogin: 'Sesame-hooklogin-4711',
  hookPath: 'Sesame-hookpath-4711',
  ntfy: 'Sesame-ntfy-4711',
  token: 'Sesame-token-4711',
  proxy: 'Sesame-proxy-4711',
} as const;

/** Users are called as their secrets, so that both can be looked for in the forms that a log-in takes. */
const FORMS = Object.entries(SECRETS).flatMap(([name, secret]) => {
  const login = Buffer.from(`${name}:${secret}`).toString('base64');
  const plain = Buffer.from(`\0${name}\0${secret}`).toString('base64');
  return [secret, login, plain, Buffer.from(secret).toString('base64')].map((form) => ({ name, form }));
});

function assertNone(where: string, content: string | Buffer): void {
  const found = FORMS.filter(({ form }) => content.includes(form)).map(({ name }) => name);
  assert.deepEqual([...new Set(found)], [], where);
}

/** Says no to everybody, and repeats in its answer all that it was told. */
function echo(site: Site, path: string, status: number): string {
  site.page(path, ({ headers, body }) => ({
    status,
    contentType: 'text/plain',
    body: `${JSON.stringify(headers)} ${body}`.slice(0, 20_000),
    headers: { 'www-authenticate': `Basic realm="${String(headers['authorization'])}"` },
  }));
  return site.url(path);
}

const withLogin = (url: string, name: keyof typeof SECRETS): string =>
  url.replace('://', `://${name}:${SECRETS[name]}@`);

async function configure(place: Installation, site: Site, smtp: number): Promise<void> {
  const at = (path: string): string => echo(site, path, 401);
  await writeFile(
    join(place.folder, 'feeds.yaml'),
    `
- url: ${site.url('/good')}
- { url: "${at('/basic')}", auth: { type: basic, username: basic, password: ${SECRETS.basic} } }
- { url: "${at('/bearer')}", auth: { type: bearer, token: "\${BEARER}" } }
- { url: "${at('/header')}", headers: { X-Api-Key: ${SECRETS.header} } }
- { url: "${withLogin(at('/address'), 'address')}" }
- { url: "${withLogin('http://127.0.0.1:1/refused', 'refused')}" }
- { url: "${withLogin(at('/tls').replace('http:', 'https:'), 'tls')}" }
`,
  );
  const file = join(place.folder, 'newswatch.yaml');
  const config = (await readFile(file, 'utf8')).replace('http: { port: 0 }', 'http: { port: 0, token: "${TOKEN}" }');
  const hook = echo(site, '/hook', 500);
  await writeFile(
    file,
    `${config}
alerts:
  - { name: signed, type: webhook, url: "${withLogin(hook, 'hookLogin')}", secret: ${SECRETS.webhook} }
  - { name: path, type: webhook, url: "${echo(site, `/services/${SECRETS.hookPath}`, 404)}" }
  - { name: nobody, type: webhook, url: "http://127.0.0.1:1/services/${SECRETS.hookPath}" }
  - { name: push, type: ntfy, url: "${echo(site, '/', 403)}topic", token: ${SECRETS.ntfy} }
  - { name: mail, type: email, url: "smtp://smtp:${SECRETS.smtp}@127.0.0.1:${smtp}", from: n@example.org, to: desk@example.org }
`,
  );
  await writeFile(
    join(place.folder, 'proxy.yaml'),
    config.replace(
      'perHost:',
      `proxy: "http://proxy:${SECRETS.proxy}@127.0.0.1:${new URL(site.origin).port}", perHost:`,
    ),
  );
}

test(
  'no secret is told by a log, an answer, a file or a queue, also where what it opens has failed',
  { timeout: 600_000 },
  async (t) => {
    const program = programOrSkip(t, 'redis-server');
    if (program === null) return;
    await using site = await openSite();
    await using post = await startSmtp({ logins: { nobody: 'else' } });
    await using redis = await openRedis(program);
    const story = writeStory(openRandom(4), true);
    site.feed('/good', {
      format: 'rss',
      items: [{ title: story.title, link: site.url('/story'), publishedAt: Date.now() }],
    });
    site.page('/story', articlePage(story));
    const client = new Redis(redis.url);
    await client.call('ACL', 'SETUSER', 'redis', 'on', `>${SECRETS.redis}`, '~*', '&*', '+@all');
    const [, dir = ''] = (await client.call('CONFIG', 'GET', 'dir')) as string[];
    client.disconnect();
    const env: Record<string, string> = {
      LOG_LEVEL: 'trace',
      TOKEN: SECRETS.token,
      BEARER: SECRETS.bearer,
      REDIS_URL: withLogin(redis.url, 'redis'),
    };
    const place = await install(t, { feeds: [], env });
    await configure(place, site, post.port);

    const log = await daemonSays(place, redis.kill, async (address) => {
      for (const [where, text] of await whatIsShown(place, address)) assertNone(where, text);
      for (const file of await filesBelow(dir)) assertNone(`Redis: ${file}`, await readFile(file));
    });
    assertNone('log', log);
    assert.match(log, /redis-away/);
    delete env['REDIS_URL'];
    await embeddedTells(place);
  },
);

/** Runs the daemon until every feed was asked and every alert was tried. Returns its log. */
async function daemonSays(
  place: Installation,
  killRedis: () => Promise<void>,
  use: (address: string) => Promise<void>,
): Promise<string> {
  const daemon = place.launch('run');
  const chunks: string[] = [];
  daemon.child.stderr?.on('data', (chunk) => chunks.push(String(chunk)));
  const { address } = await daemon.event('http');
  for (const feed of ['good', 'basic', 'bearer', 'header', 'address', 'refused', 'tls'])
    await daemon.event('poll', (event) => String(event['feedUrl']).includes(feed));
  for (const channel of ['signed', 'path', 'nobody', 'push', 'mail'])
    await daemon.event('alert', (event) => event['channel'] === channel);
  assertNone('process arguments', await readFile(`/proc/${daemon.child.pid}/cmdline`).catch(() => ''));
  await use(String(address));
  await killRedis();
  await daemon.event('redis-away');
  await daemon.end('SIGTERM');
  return chunks.join('');
}

async function whatIsShown(place: Installation, address: string): Promise<[string, string][]> {
  const shown: [string, string][] = [];
  const commands = [
    ['status'],
    ['status', '--json'],
    ['feeds', 'list', '--json'],
    ['feeds', 'export'],
    ['matches', '--json'],
    ['alerts', 'test'],
    ['feeds', 'check'],
    ['why', 'Iraq'],
    ['backup', join(place.folder, 'backup.db')],
  ];
  for (const args of commands) {
    const { stdout, stderr } = await place.run(...args);
    shown.push([args.join(' '), stdout + stderr]);
  }
  const headers = { authorization: `Bearer ${SECRETS.token}` };
  const { matches } = (await (await fetch(`${address}/api/matches`, { headers })).json()) as {
    matches: { id: string }[];
  };
  assert.equal(matches.length, 1);
  const paths = [
    '/',
    '/feeds',
    '/near',
    '/api/matches',
    '/api/feeds',
    '/api/status',
    '/metrics',
    '/feed.atom',
    '/readyz',
  ];
  for (const path of [...paths, `/match/${matches[0]?.id}`, '/?token=x', '/login']) {
    const answer = await fetch(address + path, { headers });
    shown.push([path, JSON.stringify([...answer.headers]) + (await answer.text())]);
  }
  const wrong = await fetch(`${address}/api/status`, { headers: { authorization: 'Bearer wrong' } });
  shown.push(['a wrong token', JSON.stringify([...wrong.headers]) + (await wrong.text())]);
  return shown;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The embedded engine keeps its queue in the data folder; and here all goes through a proxy that wants a log-in. */
async function embeddedTells(place: Installation): Promise<void> {
  await copyFile(join(place.folder, 'proxy.yaml'), join(place.folder, 'newswatch.yaml'));
  const { code, stdout, stderr } = await place.run('run', '--once');
  assert.equal(code, 1, stderr);
  assert.match(stderr, /"event":"poll"/);
  assertNone('run --once', stdout + stderr);
  const files = await filesBelow(place.folder);
  assert.ok(files.some((file) => file.includes('/queue/')) && files.some((file) => file.endsWith('newswatch.db')));
  for (const file of files.filter((one) => !one.endsWith('.yaml'))) assertNone(file, await readFile(file));
}
