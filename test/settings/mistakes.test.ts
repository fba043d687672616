import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LEAST, loadWith, mistakesIn, mistakesWith } from './support.ts';

/** What is written after the two lines that have no default, and what is said about it. */
type Case = readonly [lines: string, ...said: string[]];

const DURATION = 'must be a duration such as 30s, 15m, 6h or 7d';
const POLL = 'interval, minInterval, maxInterval, tick, firstPoll';

const CASES: { readonly [about: string]: readonly Case[] } = {
  'unknown keys': [
    [
      'frehsness: 7d',
      '3: frehsness: is no known key, must be one of data, corpus, topics, feeds, poll, fetch, freshness, keep, alerts, reloadOnSave, http',
    ],
    ['poll:\n  firstPoll: quiet\n  intervall: 5m', `5: poll.intervall: is no known key, must be one of ${POLL}`],
    ['fetch: { perHost: { pause: 1s } }', '3: fetch.perHost.pause: is no known key, must be one of concurrency, delay'],
    [
      'alerts:\n  - type: log\n  - type: ntfy\n    url: https://ntfy.sh/x\n    topic: x',
      '7: alerts.1.topic: is no known key, must be one of type, name, duplicates, notices, url, token',
    ],
    [
      '__proto__: { x: 1 }',
      '3: __proto__: is no known key, must be one of data, corpus, topics, feeds, poll, fetch, freshness, keep, alerts, reloadOnSave, http',
    ],
    ['keep: { ${NAME}: 1 }', '3: keep.${NAME}: is no known key, must be one of rejectedText, rejected'],
  ],
  'wrong types': [
    ['poll:', '3: poll: is empty, must be a map of keys'],
    ['poll: 15m', '3: poll: is a text, must be a map of keys'],
    ['alerts: { type: log }', '3: alerts: is a map of keys, must be a list'],
    ['data: [a]', '3: data: is a list, must be a text'],
    ['data: 5', '3: data: is a number, must be a text; put it in quotes'],
    ['data: ""', '3: data: must not be empty'],
    ['http: { token: 123456 }', '3: http.token: is a number, must be a text; put it in quotes'],
    ['http: { port: 80.5 }', '3: http.port: is 80.5, must be a whole number from 0 to 65535'],
    ['http: { port: 70000 }', '3: http.port: is 70000, must be a whole number from 0 to 65535'],
    ['http: { port: -1 }', '3: http.port: is -1, must be a whole number from 0 to 65535'],
    ['http: { port: [80] }', '3: http.port: is [80], must be a whole number from 0 to 65535'],
    ['fetch: { robots: yes }', '3: fetch.robots: is "yes", must be true or false'],
    ['fetch: { concurrency: 0 }', '3: fetch.concurrency: is 0, must be a whole number from 1 to 1024'],
    ['poll: { firstPoll: loud }', '3: poll.firstPoll: must be "alert" or "quiet"'],
    ['alerts:\n  - name: desk', '4: alerts.0.type: is missing, must be one of the types log, webhook, email, ntfy'],
    ['alerts:\n  - type: sms', '4: alerts.0.type: must be one of the types log, webhook, email, ntfy'],
    ['alerts: [{ type: webhook }]', '3: alerts.0.url: is missing, must be an http:// or https:// address'],
  ],
  'durations and sizes': [
    ['freshness: 7', `3: freshness: is a number, ${DURATION}`],
    ['freshness: 7 days', `3: freshness: is "7 days", ${DURATION}`],
    ['freshness: -7d', `3: freshness: is "-7d", ${DURATION}`],
    ['freshness: 0s', '3: freshness: must be longer than 0s'],
    ['freshness: 999999999d', '3: freshness: must not be longer than 36500d'],
    ['poll: { interval: 1w }', `3: poll.interval: is "1w", ${DURATION}`],
    ['poll: { minInterval: 7h }', '3: poll.minInterval: must not be longer than poll.maxInterval'],
    ['fetch: { timeout: 30d }', '3: fetch.timeout: must not be longer than 1d'],
    ['fetch: { timeout: 0s }', '3: fetch.timeout: must be longer than 0s'],
    ['fetch: { perHost: { delay: 25h } }', '3: fetch.perHost.delay: must not be longer than 1d'],
    ['fetch: { maxFeedBytes: 10 MiB }', '3: fetch.maxFeedBytes: is "10 MiB", must be a size such as 500KB or 10MB'],
    ['fetch: { maxPageBytes: 0B }', '3: fetch.maxPageBytes: is "0B", must be a size such as 500KB or 10MB'],
    ['fetch: { maxPageBytes: 5000000 }', '3: fetch.maxPageBytes: is a number, must be a size such as 500KB or 10MB'],
  ],
  cron: ['every minute', '* * * * *', '61 * * * * *', '* * * * * * *', ''].map((tick): Case => [
    `poll: { tick: "${tick}" }`,
    '3: poll.tick: must be a cron expression with seconds, such as "*/10 * * * * *"',
  ]),
  network: [
    ...[
      '10.0.0.0/99',
      '10.0.0/8',
      'fd00::/129',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      'localhost/8',
      'http://a.example',
      'a.example:80',
      '*.example',
      '0x7f.1',
      '',
    ].map((entry): Case => [
      `fetch: { allowPrivateNetworks: ["${entry}"] }`,
      `3: fetch.allowPrivateNetworks.0: is "${entry}", must be a host name, an IP address or a range such as 10.0.0.0/8`,
    ]),
    [
      'fetch: { allowPrivateNetworks: 10.0.0.0/8 }',
      '3: fetch.allowPrivateNetworks: must be true, false, or a list of host names and CIDR ranges',
    ],
    ['fetch: { allowPrivateNetworks: [] }', '3: fetch.allowPrivateNetworks: must not be empty'],
    [
      'fetch: { proxy: "proxy.example:3128" }',
      '3: fetch.proxy: is "proxy.example:3128", must be an http:// or https:// address',
    ],
    [
      'fetch: { proxy: "socks5://proxy.example" }',
      '3: fetch.proxy: is "socks5://proxy.example", must be an http:// or https:// address',
    ],
    ['fetch: { proxy: "http://" }', '3: fetch.proxy: is "http://", must be an http:// or https:// address'],
    ['fetch: { ports: [80, 0] }', '3: fetch.ports.1: is 0, must be a whole number from 1 to 65535'],
    ['fetch: { ports: all }', '3: fetch.ports: must be "any" or a list of port numbers'],
    [
      'fetch: { userAgent: "a\\nb" }',
      '3: fetch.userAgent: must be one line without characters beyond Latin-1, to go into a header',
    ],
    [
      'fetch: { contact: "Büro → us" }',
      '3: fetch.contact: must be one line without characters beyond Latin-1, to go into a header',
    ],
    ...['http://127.0.0.1', '127.0.0.1:80', '0x7f.1', ''].map((host): Case => [
      `http: { host: "${host}" }`,
      '3: http.host: must be a host name or an IP address, without scheme or port',
    ]),
  ],
  'names of channels': [
    ['alerts: [{ type: log }, { type: log }]', '3: alerts.1.name: is "log" like alerts.0, must be a name of its own'],
    [
      'alerts:\n  - { type: log, name: a }\n  - { type: ntfy, name: a, url: https://ntfy.sh/x }',
      '5: alerts.1.name: is "a" like alerts.0, must be a name of its own',
    ],
    ['alerts: [{ type: log, name: "a b" }]', '3: alerts.0.name: must be a name of letters, digits, ".", "_" and "-"'],
  ],
  YAML: [
    ['poll: {}\npoll: {}', '4: is no valid YAML: has "poll" twice, in lines 3 and 4; keep one of them'],
    ['poll:\n\tinterval: 5m', '4: is no valid YAML: Tabs are not allowed as indentation'],
    ['---\nfreshness: 7d', '3: is no valid YAML: one document a file; remove the line with "---"'],
    ['data: "open', '3: is no valid YAML: Missing closing "quote'],
  ],
};

for (const [about, cases] of Object.entries(CASES)) {
  describe(about, () => {
    for (const [lines, ...said] of cases) {
      test(JSON.stringify(lines), (t) => {
        assert.deepEqual(
          mistakesWith(t, lines),
          said.map((line) => `newswatch.yaml:${line}`),
        );
      });
    }
  });
}

describe('a file as a whole', () => {
  test('without topics and feeds, also an empty one', (t) => {
    const said = [
      'newswatch.yaml: topics: is missing, must be a list of topic files',
      'newswatch.yaml: feeds: is missing, must be a list of .yaml or .opml files',
    ];
    for (const text of ['', '# nothing yet\n', 'data: x\n'])
      assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': text }), said, text);
  });

  test('with empty lists of them, or something else in their place', (t) => {
    assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': 'topics: []\nfeeds: feeds.yaml\n' }), [
      'newswatch.yaml:1: topics: must name at least one topic file',
      'newswatch.yaml:2: feeds: is a text, must be a list of .yaml or .opml files',
    ]);
  });

  test('that is a list, a word, or no text at all', (t) => {
    for (const [text, kind] of [
      ['- a\n', 'a list'],
      ['hello\n', 'a text'],
    ] as const)
      assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': text }), [
        `newswatch.yaml: is ${kind}, must be a map of keys`,
      ]);
    assert.equal(mistakesIn(t, { 'newswatch.yaml': Buffer.from([0, 255, 254, 0, 129]) }).length, 1);
  });

  test('every mistake is named at once', (t) => {
    assert.equal(mistakesWith(t, 'freshness: 7\npol: {}\nhttp: { port: x }\nkeep: []\n').length, 4);
  });

  test('aliases that stand for ever more, or for themselves', (t) => {
    const bomb =
      'a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n';
    assert.match(mistakesWith(t, bomb).join(), /^newswatch\.yaml: is no usable YAML: Excessive alias count/);
    for (const circle of ['x: &a [1, *a]', 'x: &a { b: { c: *a } }'])
      assert.deepEqual(mistakesWith(t, circle), [
        'newswatch.yaml: is no usable YAML: an alias (*name) stands inside what it names',
      ]);
    assert.match(mistakesWith(t, 'x: *nowhere').join(), /^newswatch\.yaml: is no usable YAML: Unresolved alias/);
  });

  test('nesting without end', (t) => {
    const said = ['newswatch.yaml:3: is no valid YAML: it is nested too deep'];
    assert.deepEqual(mistakesWith(t, `x: ${'['.repeat(50_000)}`), said);
  });
});

test('an alias in its place is fine', (t) => {
  const { poll } = loadWith(t, 'freshness: &long 6h\npoll: { maxInterval: *long, interval: *long }');
  assert.deepEqual([poll.interval, poll.maxInterval], [21_600_000, 21_600_000]);
});

test('hosts and networks that are right', (t) => {
  const entries = [
    'localhost',
    'intranet.example.org',
    'a_b.example.',
    '10.0.0.0/8',
    '10.0.0.1',
    'fd00::/8',
    '::1',
    '[::1]',
    '0.0.0.0/0',
  ];
  const { fetch } = loadWith(t, `fetch: { allowPrivateNetworks: ${JSON.stringify(entries)} }`);
  assert.deepEqual(fetch.allowPrivateNetworks, entries);
  for (const host of ['localhost', '0.0.0.0', '::', '[::1]', 'watch.example.org'])
    assert.equal(loadWith(t, `http: { host: "${host}", token: x }`).http.host, host);
});

test('a log-in or a token is not shown where its value is wrong', (t) => {
  const said = mistakesWith(t, 'http: { token: 987654 }\nfetch: { proxy: "htp://ops:hunter2@proxy.example" }\n').join();
  assert.doesNotMatch(said, /987654|hunter2/);
  assert.match(said, /htp:\/\/…@proxy\.example/);
});

test('the least is enough', (t) => {
  assert.deepEqual(mistakesIn(t, { 'newswatch.yaml': LEAST }), []);
});
