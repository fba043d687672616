import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { JSDOM } from 'jsdom';
import type { Io } from '../../src/cli/io.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { report } from '../../src/cli/report.ts';
import { ask } from '../dashboard/ask.ts';
import { complaints, openBrowser } from '../dashboard/browser.ts';
import { ATTACKS } from '../support/attacks.ts';
import { install, type Installation } from '../support/daemon.ts';
import { assertFit, assertTame } from '../support/fit.ts';
import { attackFrom, openRudeServer } from '../support/hostile-web.ts';
import { openSite, type Site } from '../support/sites.ts';
import { headersOf, partOf, startSmtp, type MailServer } from '../support/smtp.ts';

const SECRET = 'the-secret-of-the-webhook';

/** A daemon that has read everything that a hostile web had for it, and has told every channel. */
interface Attacked {
  readonly place: Installation;
  readonly site: Site;
  readonly mails: MailServer['mails'];
  readonly address: string;
  /** Standard error, as it was written. */
  readonly log: string;
  readonly ids: readonly string[];
}

async function attacked(t: TestContext, site: Site, post: MailServer, rude: readonly string[]): Promise<Attacked> {
  const feeds = [...attackFrom(site), ...rude];
  site.page('/hook', 'ok');
  site.page('/', 'ok');
  site.page('/rude', { status: 410, contentType: 'text/plain', body: ATTACKS.join('\n') });
  const place = await install(t, {
    feeds,
    env: { WEBHOOK_SECRET: SECRET, LOG_LEVEL: 'debug' },
    config: `alerts:
  - { type: log }
  - { name: hook, type: webhook, url: "${site.url('/hook')}", secret: "\${WEBHOOK_SECRET}" }
  - { name: rude, type: webhook, url: "${site.url('/rude')}" }
  - { name: push, type: ntfy, url: "${site.url('/topic')}" }
  - { name: mail, type: email, url: "smtp://127.0.0.1:${post.port}", from: n@example.org, to: [desk@example.org] }
`,
  });
  const file = join(place.folder, 'newswatch.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('delay: 0s', 'delay: 0s, concurrency: 16'));
  const { code, stderr } = await place.run('run', '--once');
  assert.equal(code, 0, stderr);
  const daemon = await place.start();
  const address = String((await daemon.event('http'))['address']);
  const { matches } = JSON.parse((await ask(`${address}/api/matches?limit=500`)).body) as { matches: { id: string }[] };
  return {
    place,
    site,
    mails: post.mails,
    address,
    log: stderr,
    ids: matches.map(({ id }) => id),
  };
}

/** A command as its user sees it, in this process. */
async function command(
  place: Installation,
  args: readonly string[],
  stdin = '',
): Promise<{ out: string; code: number }> {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100, getColorDepth: () => 8 });
  const io = { stdin: Readable.from([stdin]), stdout: stream, stderr: stream } as unknown as Io;
  const said = text(stream);
  const code = await buildProgram(io, [...args, '--config', join(place.folder, 'newswatch.yaml')]).catch(
    (error: unknown) => report(io, error),
  );
  stream.end();
  return { out: await said, code };
}

/** What a terminal gets: our own colours, and text. */
async function said(place: Installation, args: readonly string[], stdin?: string): Promise<string> {
  const { out } = await command(place, args, stdin);
  // oxlint-disable-next-line no-control-regex -- our own colours
  const text = out.replace(/\u001b\[\d+m/g, '');
  assertFit(`newswatch ${args.slice(0, 2).join(' ').slice(0, 80)}`, text);
  assert.ok(!text.includes(SECRET));
  return text;
}

// Half a minute on two idle cores; others may be at work on them.
test('hostile texts break out nowhere', { timeout: 600_000 }, async (t) => {
  await using site = await openSite();
  await using post = await startSmtp();
  await using rude = await openRudeServer();
  Object.assign(process.env, { WEBHOOK_SECRET: SECRET });
  const world = await attacked(t, site, post, rude.feeds);
  await t.test('in the log', () => inTheLog(world));
  await t.test('in files', () => inFiles(world));
  await t.test('in mail', () => inMail(world));
  await t.test('in what is posted', () => inPosts(world));
  await t.test('on a terminal', () => onTerminal(world));
  await t.test('in what programs read', () => inExports(world));
  await t.test('over HTTP', () => overHttp(world));
  await t.test('in a browser', (inner) => inBrowser(inner, world));
  await t.test('into the configuration', () => intoConfiguration(world));
});

function inTheLog({ log }: Attacked): void {
  const lines = log.split('\n').slice(0, -1);
  for (const line of lines) assertFit('log', line);
  const events = lines.map((line) => JSON.parse(line) as { event?: string });
  assert.ok(!events.some(({ event }) => event === 'forged'));
}

async function inFiles({ place, ids }: Attacked): Promise<void> {
  // Where the machine is so busy that a page takes too long, its feed's words may be all that was read.
  assert.ok(ids.length > ATTACKS.length / 2, `${ids.length} matches`);
  const files = await place.files();
  assert.ok(files.size > 0);
  for (const [name, content] of files) {
    assert.match(name, /^\d{3}_[0-9a-f]{16}\.txt$/);
    assertFit(name, content);
  }
  const manifest = await readFile(join(place.folder, 'data/corpus.jsonl'), 'utf8');
  assertFit('corpus.jsonl', manifest);
  assert.equal((await place.manifest()).length, files.size);
  const others = (await readdir(place.folder)).concat(await readdir(join(place.folder, 'data')));
  assert.deepEqual(
    others.filter(
      (name) => !/^(?:data|\.corpus\.tmp|corpus(?:\.jsonl)?|queue|newswatch\.\w+(?:-\w+)?|feeds\.yaml)$/.test(name),
    ),
    [],
  );
}

const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-mailer',
];

function inMail({ mails }: Attacked): void {
  assert.ok(mails.length > 0);
  for (const { from, to, raw } of mails) {
    assert.deepEqual([from, to], ['n@example.org', ['desk@example.org']]);
    const headers = headersOf(raw);
    assert.deepEqual([...headers.keys()].sort(), HEADERS);
    for (const [name, values] of headers) {
      assert.equal(values.length, 1, name);
      assertFit(name, values.join());
    }
    assert.deepEqual([headers.get('from'), headers.get('to')], [['n@example.org'], ['desk@example.org']]);
    assertFit('mail as text', partOf(raw, 'text/plain'));
    assertFit('mail as HTML', partOf(raw, 'text/html'));
    assertTame('mail', partOf(raw, 'text/html'));
  }
}

function inPosts({ site }: Attacked): void {
  const hook = site.requests.filter(({ path }) => path === '/hook');
  const push = site.requests.filter(({ path, method }) => path === '/' && method === 'POST');
  assert.ok(hook.length > 0 && push.length > 0);
  for (const { headers, body } of [...hook, ...push]) {
    assert.ok(!('forged' in headers) && !('bcc' in headers));
    JSON.parse(body, (key, value: unknown) => {
      if (typeof value === 'string') assertFit(`posted ${key}`, value);
      return value;
    });
  }
  for (const { path, body, headers } of site.requests) {
    assert.ok(!`${path} ${body} ${JSON.stringify(headers)}`.includes(SECRET), `${path} gives the secret away`);
  }
}

async function onTerminal({ place, ids, site }: Attacked): Promise<void> {
  for (const args of [['status'], ['feeds', 'list'], ['corpus', 'verify'], ['alerts', 'test'], ['replay'], ['tune']]) {
    assert.notEqual(await said(place, args), '', args.join(' '));
  }
  assert.equal(
    (await said(place, ['matches'])).split('\n').filter((line) => line.includes('00Z · ')).length >= 0,
    true,
  );
  for (const id of ids) {
    await said(place, ['why', id]);
    await said(place, ['mark', id, 'right']);
  }
  for (const evil of ATTACKS) {
    const short = evil.slice(0, 400);
    for (const args of [
      ['search', short],
      ['why', short],
      ['mark', short, 'right'],
      ['matches', '--topic', short],
      ['matches', '--limit', short],
      ['matches', '--since', short],
      ['backup', join(place.folder, `no-such-folder/${short}`)],
      [short],
    ]) {
      await said(place, args);
    }
  }
  for (const index of [0, 2]) {
    await said(place, ['feeds', 'parse', site.url(`/feed/${index}`)]);
    for (const kind of ['feed', 'html', 'torn']) await said(place, ['feeds', 'check', site.url(`/${kind}/${index}`)]);
    await said(place, ['check', site.url(`/page/${index}`)]);
  }
  const lines = ATTACKS.map((evil, id) =>
    JSON.stringify({ id: evil.slice(0, 300) + id, title: evil, text: evil, label: 'on' }),
  );
  await writeFile(join(place.folder, 'eval.jsonl'), lines.join('\n'));
  await said(place, ['eval', join(place.folder, 'eval.jsonl')]);
}

async function inExports({ place, ids }: Attacked): Promise<void> {
  for (const args of [
    ['matches', '--json'],
    ['search', 'Iraq', '--json'],
    ['status', '--json'],
    ['feeds', 'list', '--json'],
  ]) {
    const { out } = await command(place, args);
    assertFit(args.join(' '), out);
    assert.equal(out.trimEnd().split('\n').length, 1);
    JSON.parse(out);
  }
  const jsonl = (await command(place, ['export'])).out;
  assertFit('export', jsonl);
  assert.equal(
    jsonl
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown).length,
    ids.length,
  );
  const csv = (await command(place, ['export', '--format', 'csv'])).out;
  assertFit('csv', csv);
  const rows = csv.trimEnd().split('\n');
  assert.equal(rows.length, ids.length + 1);
  for (const row of rows) assert.doesNotMatch(row, /(?:^|;|,(?="[^"]|[^"]))[ "]*[=+@＝]/, row);
  const opml = (await command(place, ['feeds', 'export'])).out;
  assertFit('opml', opml);
  assert.ok(new JSDOM(opml, { contentType: 'application/xml' }).window.document.querySelector('outline'));
}

async function overHttp({ address, ids }: Attacked): Promise<void> {
  const queries = ATTACKS.map((evil) => `/?q=${encodeURIComponent(evil.toWellFormed().slice(0, 400))}`);
  const pages = ['/', '/near', '/feeds', ...ids.map((id) => `/match/${id}`), ...queries];
  for (const path of pages) {
    const { status, body } = await ask(address + path);
    assert.equal(status, 200, path);
    assertFit(path, body);
    assertTame(path, body);
  }
  for (const evil of ATTACKS) {
    const name = encodeURIComponent(evil.toWellFormed().slice(0, 400));
    for (const path of [`/${name}`, `/match/${name}`, `/?since=${name}`, `/?cursor=${name}`, `/near?topic=${name}`]) {
      const { status, body } = await ask(address + path);
      assert.ok(status < 500, `${status} for ${path}`);
      assertFit(path, body);
      assertTame(path, body);
    }
  }
  for (const path of ['/api/matches', '/api/feeds', '/api/status', '/readyz']) {
    const { body } = await ask(address + path);
    assertFit(path, body);
    JSON.parse(body);
  }
  const atom = (await ask(`${address}/feed.atom`)).body;
  assertFit('atom', atom);
  const entries = new JSDOM(atom, { contentType: 'application/xml' }).window.document.querySelectorAll('entry');
  assert.equal(entries.length, ids.length);
  const metrics = (await ask(`${address}/metrics`)).body;
  assertFit('metrics', metrics);
  const sample = /^newswatch_(?!forged)\w+(?:\{(?:\w+="(?:[^"\\\n]|\\["\\n])*",?)*\})? (?:[-+]?[\d.e+-]+|NaN|[+-]Inf)$/;
  for (const line of metrics.split('\n').filter((one) => one !== ''))
    assert.match(line, line.startsWith('#') ? /^# (?:HELP|TYPE) newswatch_/ : sample);
}

async function inBrowser(t: TestContext, { address, ids }: Attacked): Promise<void> {
  const browser = await openBrowser(t);
  if (browser === null) return;
  const page = await browser.newPage();
  const heard = complaints(page, address);
  for (const path of ['/', '/feeds', '/near', ...ids.map((id) => `/match/${id}`)]) await page.goto(address + path);
  assert.deepEqual(heard, []);
}

/** Attacks on a list of feeds: control characters, line breaks, references to the environment. */
const ADDED = [0, 2, 7];

async function intoConfiguration({ place, site }: Attacked): Promise<void> {
  for (const index of ADDED) {
    site.page(
      `/site/${index}`,
      `<html><head><link rel="alternate" type="application/feed+json" href="/feed/${index}?again=\${WEBHOOK_SECRET}"></head></html>`,
    );
    assert.match(await said(place, ['feeds', 'add', site.url(`/site/${index}`)]), /^added /m);
  }
  const list = await readFile(join(place.folder, 'feeds.yaml'), 'utf8');
  assertFit('feeds.yaml', list);
  const { out } = await command(place, ['feeds', 'list', '--json']);
  const added = (JSON.parse(out) as { url: string; title: string }[]).filter(({ url }) => url.includes('again'));
  assert.equal(added.length, ADDED.length);
  assert.ok(!out.includes(SECRET));
  for (const { path } of site.requests) assert.ok(!path.includes(SECRET), path);
}
