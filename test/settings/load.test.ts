import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { loadFetchSettings, loadSettings, version } from '../../src/settings/load.ts';
import { openFolder } from '../support/folder.ts';
import { LEAST, load, loadWith, mistakesIn, mistakesWith } from './support.ts';

/** The example of the outer contract, its placeholders filled in. */
const EXAMPLE = `
data: ../data                     # newswatch.db, corpus/, corpus.jsonl, …
corpus: ../data/corpus            # may point at an existing folder of such files; default <data>/corpus
topics: [topics/us-forces-iraq.yaml]
feeds: [feeds.yaml]               # .yaml or .opml files
poll:    { interval: 15m, minInterval: 1m, maxInterval: 6h, tick: "*/10 * * * * *", firstPoll: alert }   # tick: cron, with seconds; firstPoll: alert | quiet
fetch:   { userAgent: watcher/1.0, contact: https://desk.example/, timeout: 20s, maxFeedBytes: 10MB, maxPageBytes: 5MB, concurrency: 32, perHost: { concurrency: 1, delay: 1s },
           robots: true, ports: any, proxy: http://proxy.example:3128, allowPrivateNetworks: false }
freshness: 7d                     # an item already older than this when first seen is recorded as stale, not fetched
keep:    { rejectedText: 14d, rejected: 365d }   # words of off-topic items for \`replay\`; their bare rows
alerts:                           # any number; \`log\` is the default
  - { type: log }
  - { name: desk, type: webhook, url: https://hooks.example/x, secret: \${WEBHOOK_SECRET} }
http:    { host: 127.0.0.1, port: 8787, token: \${NEWSWATCH_TOKEN:-} }    # port 0 takes any free one and logs it
`;

test('the example of the contract loads, flow maps with references and all', (t) => {
  const folder = openFolder(t, { 'config/newswatch.yaml': EXAMPLE, 'config/feeds.yaml': '[]' });
  const settings = loadSettings(join(folder, 'config/newswatch.yaml'), { env: { WEBHOOK_SECRET: 'a{b}c' } });
  assert.equal(settings.data, join(folder, 'data'));
  assert.equal(settings.corpus, join(folder, 'data/corpus'));
  assert.deepEqual(settings.topicFiles, [join(folder, 'config/topics/us-forces-iraq.yaml')]);
  assert.deepEqual(settings.alerts, [
    { type: 'log', name: 'log', duplicates: false, notices: false },
    {
      type: 'webhook',
      name: 'desk',
      url: 'https://hooks.example/x',
      secret: 'a{b}c',
      duplicates: false,
      notices: false,
    },
  ]);
  assert.deepEqual(settings.http, { host: '127.0.0.1', port: 8_787, token: null });
  assert.deepEqual(settings.poll, {
    interval: 900_000,
    minInterval: 60_000,
    maxInterval: 21_600_000,
    tick: '*/10 * * * * *',
    firstPoll: 'alert',
  });
  assert.equal(settings.fetch.proxy, 'http://proxy.example:3128');
  assert.equal(settings.fetch.userAgent, 'watcher/1.0');
});

test('everything but feeds and topics has a default', (t) => {
  const settings = load(t, {});
  assert.equal(settings.freshness, 604_800_000);
  assert.deepEqual(settings.keep, { rejectedText: 1_209_600_000, rejected: 31_536_000_000 });
  assert.deepEqual(settings.alerts, [{ type: 'log', name: 'log', duplicates: false, notices: false }]);
  assert.deepEqual(settings.http, { host: '127.0.0.1', port: 8_787, token: null });
  assert.deepEqual(settings.fetch, {
    userAgent: `newswatch/${version()}`,
    timeout: 20_000,
    maxFeedBytes: 10_000_000,
    maxPageBytes: 5_000_000,
    concurrency: 32,
    perHost: { concurrency: 1, delay: 1_000 },
    robots: true,
    ports: 'any',
    proxy: null,
    allowPrivateNetworks: false,
  });
  assert.ok(Object.isFrozen(settings));
});

test('paths are relative to the file that names them, --data to the working folder', (t) => {
  const folder = openFolder(t, {
    'a/newswatch.yaml': 'data: ../b\ntopics: [t.yaml]\nfeeds: [f.yaml]\n',
    'a/f.yaml': '',
  });
  const file = join(folder, 'a/newswatch.yaml');
  const own = loadSettings(file, { env: {} });
  assert.deepEqual([own.data, own.corpus], [join(folder, 'b'), join(folder, 'b/corpus')]);
  const given = loadSettings(file, { env: {}, data: 'elsewhere' });
  assert.deepEqual([given.data, given.corpus], [resolve('elsewhere'), resolve('elsewhere/corpus')]);
});

test('a contact goes into the user agent', (t) => {
  const { userAgent } = loadWith(t, 'fetch: { contact: https://desk.example/ }').fetch;
  assert.equal(userAgent, `newswatch/${version()} (+https://desk.example/)`);
});

test('a worker reads the fetch section, whatever the rest of the file says', (t) => {
  const folder = openFolder(t, {
    'newswatch.yaml': 'topics: 5\nfetch: { timeout: 5s }\nalerts: [{ type: webhook, url: "${HOOK}" }]\n',
    'bad.yaml': 'fetch: { timeout: soon }\n',
  });
  assert.equal(loadFetchSettings(join(folder, 'newswatch.yaml'), {}).timeout, 5_000);
  assert.throws(() => loadFetchSettings(join(folder, 'bad.yaml'), {}), {
    code: 'config',
    message: /bad\.yaml:1: fetch\.timeout: is "soon"/,
  });
});

describe('the environment', () => {
  test('${NAME} and ${NAME:-default} are replaced in strings of every form', (t) => {
    const lines = `data: \${HOME_OF_DATA}/news
corpus: '\${A:-x}\${B:-y}'
http: { host: "\${HOST:-localhost}", token: \${TOKEN:-} }
`;
    const settings = loadWith(t, lines, { HOME_OF_DATA: '/srv', B: 'b' });
    assert.equal(settings.data, '/srv/news');
    assert.match(settings.corpus, /\/xb$/);
    assert.deepEqual([settings.http.host, settings.http.token], ['localhost', null]);
  });

  test('what comes from it is no YAML and not replaced again', (t) => {
    const { token } = loadWith(t, 'http: { token: "${TOKEN}" }', { TOKEN: '}: [${HOME}] # "' }).http;
    assert.equal(token, '}: [${HOME}] # "');
  });

  test('numbers and switches may come from it', (t) => {
    const lines =
      'http: { port: ${PORT} }\nfetch: { robots: ${ROBOTS}, concurrency: ${N:-7}, allowPrivateNetworks: ${P} }\n';
    const { http, fetch } = loadWith(t, lines, { PORT: '9000', ROBOTS: 'false', P: 'true' });
    assert.deepEqual([http.port, fetch.robots, fetch.concurrency, fetch.allowPrivateNetworks], [9_000, false, 7, true]);
    assert.deepEqual(mistakesWith(t, 'http: { port: ${PORT} }', { PORT: '9000x' }), [
      'newswatch.yaml:3: http.port: is "9000x", must be a whole number from 0 to 65535',
    ]);
  });

  test('an empty one takes the default; unset without a default is one mistake, with the remedy', (t) => {
    assert.equal(loadWith(t, 'http: { token: ${T:-none} }', { T: '' }).http.token, 'none');
    assert.deepEqual(mistakesWith(t, 'alerts:\n  - type: webhook\n    url: ${HOOK}\n'), [
      'newswatch.yaml:5: alerts.0.url: uses ${HOOK}, which is not set; set it in the environment or write ${HOOK:-default}',
    ]);
  });
});

describe('files that are none', () => {
  test('a missing configuration says how to get one', (t) => {
    const folder = openFolder(t);
    assert.throws(() => loadSettings(join(folder, 'newswatch.yaml')), {
      code: 'config',
      message: `${folder}/newswatch.yaml: does not exist; name another with --config, or write one with "newswatch init"`,
    });
  });

  test('a folder in its place', (t) => {
    const folder = openFolder(t);
    assert.throws(() => loadSettings(folder), { code: 'config', message: `${folder}: is a folder, must be a file` });
  });

  test('one that may not be read', (t) => {
    if (process.getuid?.() === 0) return t.skip('root may read everything');
    const folder = openFolder(t, { 'newswatch.yaml': LEAST });
    chmodSync(join(folder, 'newswatch.yaml'), 0);
    assert.throws(() => loadSettings(join(folder, 'newswatch.yaml')), {
      message: /may not be read; change its permissions/,
    });
  });

  test('one in another encoding', (t) => {
    const utf16 = Buffer.from(`\ufeff${LEAST}`, 'utf16le');
    assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': utf16 }), ['newswatch.yaml: is not UTF-8; save it as UTF-8']);
    const latin1 = Buffer.from('# für\n', 'latin1');
    assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': latin1 }), ['newswatch.yaml: is not UTF-8; save it as UTF-8']);
  });

  test('a byte order mark and CRLF are no mistakes, and lines stay true', (t) => {
    const windows = `\ufeff${LEAST}freshness: 2d\n`.replaceAll('\n', '\r\n');
    assert.equal(load(t, { 'newswatch.yaml': windows }).freshness, 172_800_000);
    assert.match(
      mistakesIn(t, { 'newswatch.yaml': `${windows}freshnes: 2d\r\n` })[0] ?? '',
      /^newswatch\.yaml:4: freshnes: /,
    );
  });

  test('a feed list that is missing is a mistake of the file that names it', (t) => {
    assert.deepEqual(
      mistakesIn(t, { 'newswatch.yaml': 'topics: [t.yaml]\nfeeds:\n  - feeds.yaml\n  - lists/more.opml\n' }),
      ['newswatch.yaml:4: feeds.1: names lists/more.opml, which does not exist; create it, or correct the name'],
    );
  });

  test('a folder in the place of a feed list', (t) => {
    const folder = openFolder(t, { 'newswatch.yaml': LEAST });
    mkdirSync(join(folder, 'feeds.yaml'));
    assert.throws(() => loadSettings(join(folder, 'newswatch.yaml')), {
      message: /feeds\.yaml: is a folder, must be a file$/,
    });
  });
});

const bin = resolve(import.meta.dirname, '../../bin/newswatch.js');

describe('the command line', () => {
  const status = (file: string, env: Record<string, string> = {}) => {
    const answer = spawnSync(process.execPath, [bin, 'status', '--config', file], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...env },
    });
    return { code: answer.status, stdout: answer.stdout, lines: answer.stderr.trimEnd().split('\n') };
  };

  test('bad configuration ends with 2 and one line a mistake, nothing else', (t) => {
    const folder = openFolder(t, { 'newswatch.yaml': `${LEAST}pol: {}\nfreshness: 7\n`, 'feeds.yaml': '' });
    assert.deepEqual(status(join(folder, 'newswatch.yaml')), {
      code: 2,
      stdout: '',
      lines: [
        `newswatch: ${folder}/newswatch.yaml:4: freshness: is a number, must be a duration such as 30s, 15m, 6h or 7d`,
        `newswatch: ${folder}/newswatch.yaml:3: pol: is no known key, must be one of data, corpus, topics, feeds, poll, fetch, freshness, keep, alerts, reloadOnSave, http`,
      ],
    });
  });

  test('so does a missing one', (t) => {
    const folder = openFolder(t);
    const { code, lines } = status(join(folder, 'none.yaml'));
    assert.equal(code, 2);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^newswatch: .*none\.yaml: does not exist; name another with --config/);
  });
});
