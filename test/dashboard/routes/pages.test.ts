import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { ask, post } from '../ask.ts';
import { HOSTILE, UNFIT } from '../hostile.ts';
import { open, textOf } from '../page.ts';
import { FAILING, NEWS, NOON, openStation } from '../station.ts';

const DAY = 86_400_000;

test('the first page shows how things stand, the latest matches, and the feeds in trouble first', async (t) => {
  const station = openStation(t);
  station.clock.now = NOON - 2 * DAY;
  station.addMatch({ title: 'The first' });
  station.clock.now = NOON;
  const second = station.addMatch({ title: 'The second', duplicateOf: 1, basis: 'summary' });
  station.record.matches.setFile(1, { number: 5, name: '005_0123456789abcdef.txt', sha256: 'ab' });
  const page = await open(await station.serve());
  const figures = [...page.querySelectorAll('dl.status > div')].map(textOf);
  assert.deepEqual(figures, [
    'Matches 2 last match just now',
    'Corpus files 1',
    'Healthy feeds 1 1 in trouble',
    'Waiting items 0',
    'Alerts sent 0',
  ]);
  assert.match(
    textOf(page.querySelector('.running')),
    /^Started 2 hours ago on the embedded engine, watching for 1 topic/,
  );

  const [newest, oldest] = [...page.querySelectorAll('.matches > li')];
  const link = newest?.querySelector('h3 a');
  assert.deepEqual(
    [link?.textContent, link?.getAttribute('href'), link?.getAttribute('rel')],
    ['The second', 'https://news.example/story/2', 'noopener noreferrer'],
  );
  assert.ok(newest?.querySelector(`a[href="/match/${second}"]`));
  assert.match(textOf(newest), /headline and summary only/);
  const facts = textOf(oldest?.querySelector('.facts'));
  for (const fact of ['us-forces-iraq', '7.5', 'Example News', 'matched 2 days ago', '005_0123456789abcdef.txt']) {
    assert.ok(facts.includes(fact), fact);
  }
  assert.deepEqual([...(oldest?.querySelectorAll('.reasons mark') ?? [])].map(textOf), ['U.S. troops']);
  const time = oldest?.querySelector('time');
  assert.deepEqual([time?.title, time?.dateTime], ['2026-11-18T12:00:00.000Z', '2026-11-18T12:00:00.000Z']);

  const rows = [...page.querySelectorAll('table.feeds tbody tr')].map(textOf);
  assert.match(
    rows[0] ?? '',
    /failing first failed yesterday, 3 polls in a row ?HTTP 503 from https:\/\/failing\.example\/rss/,
  );
  assert.match(rows[1] ?? '', /^Example News ?https:\/\/news\.example\/feed\.xml healthy 1 minute ago in 14 minutes/);
  assert.ok(!page.documentElement.outerHTML.includes('hunter2'));
});

test('a story is told once: its first match lists the later copies, each of which leads back to it', async (t) => {
  const station = openStation(t);
  const first = station.addMatch({ title: 'The first', feedTitle: 'Site One' });
  const copies = Array.from({ length: 7 }, (_, n) => {
    station.clock.now += 3_600_000;
    return station.addMatch({ title: `Copy ${n}`, duplicateOf: 1, feedTitle: n === 0 ? FAILING : `Site ${n}` });
  });
  station.addMatch({ title: 'Another story' });
  station.record.matches.setFile(2, { number: 5, name: '005_0123456789abcdef.txt', sha256: 'ab' });
  const address = await station.serve();

  const list = await open(address);
  const stories = [...list.querySelectorAll('.matches > li')].map((entry) => textOf(entry.querySelector('.story')));
  assert.equal(stories[0], '');
  for (const story of stories.slice(1, 8)) assert.equal(story, 'Same story as The first Site One, 7 hours ago');
  assert.equal(
    stories[8],
    'Later also told by https://failing.example/rss 6 hours ago Site 1 5 hours ago Site 2 4 hours ago Site 3 3 hours ago Site 4 2 hours ago and 2 more',
  );
  const links = [...list.querySelectorAll('.matches > li:last-child .story a')].map((link) =>
    link.getAttribute('href'),
  );
  assert.deepEqual(
    links,
    copies.slice(0, 5).map((id) => `/match/${id}`),
  );

  const page = await open(`${address}/match/${first}`);
  const told = [...page.querySelectorAll('.tellers li')].map(textOf);
  assert.equal(told.length, 7);
  assert.equal(told[0], 'Copy 0 https://failing.example/rss, 6 hours ago, article 005_0123456789abcdef.txt');
  const copy = await open(`${address}/match/${copies[3] ?? ''}`);
  assert.deepEqual([...copy.querySelectorAll('.tellers li')].map(textOf), ['The first Site One, 7 hours ago, article']);
  assert.equal(copy.querySelector('.tellers a')?.getAttribute('href'), `/match/${first}`);
  for (const document of [list, page]) assert.ok(!document.documentElement.outerHTML.includes('hunter2'));
});

test('the chart has a bar a day for thirty days, today last', async (t) => {
  const station = openStation(t);
  for (const days of [31, 29, 2, 2, 0]) {
    station.clock.now = NOON - days * DAY;
    station.addMatch();
  }
  station.clock.now = NOON;
  const page = await open(await station.serve());
  const bars = [...page.querySelectorAll('.chart g')];
  assert.equal(bars.length, 30);
  const titles = bars.map((bar) => textOf(bar.querySelector('title')));
  assert.equal(titles[0], '2026-10-22: 1 match');
  assert.equal(titles[27], '2026-11-18: 2 matches');
  assert.equal(titles[29], '2026-11-20: 1 match');
  const heights = bars.map((bar) => Number(bar.querySelector('rect:last-child')?.getAttribute('height')));
  assert.deepEqual([heights[0], heights[1], heights[27], heights[29]], [30, 1, 60, 30]);
  assert.equal(page.querySelector('.chart svg')?.getAttribute('aria-label'), '4 matches in 30 days');
});

test('warnings stand on the first page in short, on the feeds page in full, and mark the feed that they are about', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  assert.equal((await open(address)).querySelector('.warnings'), null);
  station.warn('it is quiet <b>here</b>');
  for (let n = 0; n < 12; n += 1) {
    const host = `h${n}.example`;
    const warning = {
      kind: 'host-stubs' as const,
      subject: host,
      about: { host },
      since: NOON,
      message: `${host} walls`,
    };
    station.record.warnings.hold(warning, NOON, true);
  }
  const page = await open(address);
  const section = page.querySelector('.warnings');
  assert.match(textOf(section), /^14 warnings it is quiet <b>here<\/b> 3 days ago.* and 4 more warnings$/);
  assert.equal(section?.querySelectorAll('li').length, 10);
  const rows = [...page.querySelectorAll('table.feeds tbody tr')].map(textOf);
  assert.match(
    rows[1] ?? '',
    /^Example News ?https:\/\/news\.example\/feed\.xml healthy ?silent, last news 3 days ago/,
  );
  const feeds = await open(`${address}/feeds`);
  assert.equal(feeds.querySelectorAll('.warnings li').length, 14);
  assert.equal((await open(`${address}/?q=x`)).querySelector('.warnings'), null);
});

test('an empty record has its pages too', async (t) => {
  const address = await openStation(t).serve();
  assert.match(textOf(await open(address)), /Nothing has matched yet/);
  assert.match(textOf(await open(`${address}/?q=nothing`)), /Matches for nothing .*Nothing found/);
});

test('searching narrows, and older matches lead on with the search', async (t) => {
  const station = openStation(t);
  for (let n = 0; n < 45; n++) station.addMatch({ title: n % 2 === 0 ? `Even ${n}` : `Odd ${n}` });
  const address = await station.serve();
  let page = await open(`${address}/?q=even&topic=us-forces-iraq`);
  assert.equal(page.querySelector<HTMLInputElement>('input[name=q]')?.value, 'even');
  assert.match(textOf(page.querySelector('h2')), /^Matches for even on us-forces-iraq$/);
  const titles: string[] = [];
  for (;;) {
    titles.push(...[...page.querySelectorAll('.matches h3')].map(textOf));
    const older = page.querySelector<HTMLAnchorElement>('.more a');
    if (older === null) break;
    assert.match(older.search, /q=even/);
    page = await open(older.href);
  }
  assert.deepEqual(
    titles,
    Array.from({ length: 23 }, (_, index) => `Even ${44 - 2 * index}`),
  );
});

test('bad parameters are told on a page', async (t) => {
  const { status, headers, body } = await ask(`${await openStation(t).serve()}/?since=%3Cb%3Eyesterday`);
  assert.equal(status, 400);
  assert.match(headers['content-type'] ?? '', /html/);
  assert.match(body, /since must be a date/);
});

test('the matches are shown also while the status cannot be had', async (t) => {
  const station = openStation(t);
  station.addMatch({ title: 'Here all the same' });
  const commands = {
    status: () => Promise.reject(new Error('Redis is away')),
    mark: () => Promise.reject(new Error('not asked')),
  };
  const address = await station.serve({ commands });
  const page = await open(address);
  assert.match(textOf(page.querySelector('.problems')), /the status cannot be had: Redis is away/);
  assert.match(textOf(page.querySelector('.matches')), /Here all the same/);
  assert.equal((await ask(`${address}/feeds`)).status, 503);
});

test('the feeds page has all feeds', async (t) => {
  const page = await open(`${await openStation(t).serve()}/feeds`);
  assert.deepEqual(
    [...page.querySelectorAll('tbody tr')].map((row) => textOf(row.querySelector('.health'))),
    ['failing', 'healthy', 'disabled'],
  );
});

test('a match has its whole text and every reason', async (t) => {
  const station = openStation(t);
  const matched = ['convoy', 'Erbil', 'vehicles', 'dawn'].map((term) => {
    return { term, concept: `about ${term}`, where: 'body' as const, snippet: `…the ${term}…` };
  });
  const id = station.addMatch({ matched, canonicalUrl: 'https://news.example/canonical', lang: 'en-GB' });
  const address = await station.serve();
  for (const path of [id, id.toUpperCase()]) {
    const page = await open(`${address}/match/${path}`);
    assert.equal(page.title, 'Convoy 1 of U.S. troops leaves base near Erbil · newswatch');
    assert.equal(page.querySelectorAll('.reasons li').length, 4);
    const text = page.querySelector('section.text');
    assert.equal(text?.getAttribute('lang'), 'en-GB');
    assert.deepEqual([...(text?.querySelectorAll('p') ?? [])].map(textOf), [
      'The last vehicles left at dawn.',
      'Nobody was hurt on road 1.',
    ]);
    assert.deepEqual([...(text?.querySelectorAll('mark') ?? [])].map(textOf), ['vehicles', 'dawn']);
    assert.ok(page.querySelector('a[href="https://news.example/canonical"]'));
  }
  for (const unknown of ['0123456789abcdef', 'x', `${id}0`, "' OR 1=1 --"]) {
    assert.equal((await ask(`${address}/match/${encodeURIComponent(unknown)}`)).status, 404, unknown);
  }
});

test('a match of several topics names them all, and asks about the first', async (t) => {
  const station = openStation(t);
  const topics = [
    { id: 'us-forces-iraq', score: 7.5 },
    { id: 'wolves', score: 12 },
  ];
  const id = station.addMatch({ topics });
  const address = await station.serve();
  for (const path of ['/', `/match/${id}`]) {
    const facts = textOf((await open(`${address}${path}`)).querySelector('.facts'));
    assert.match(facts, /^us-forces-iraq ?7\.5 ?wolves ?12 ?Example News/, path);
  }
  const form = (await open(`${address}/match/${id}`)).querySelector('form.mark span');
  assert.equal(textOf(form), 'Does it belong to us-forces-iraq?');
});

test('a mark goes to the record and is shown', async (t) => {
  const station = openStation(t);
  const id = station.addMatch();
  const address = await station.serve();
  const { status, headers } = await post(`${address}/match/${id}/mark`, { mark: 'wrong' });
  assert.deepEqual([status, headers.location], [303, `/match/${id}`]);
  assert.deepEqual(
    station.record.marks.all().map(({ uid, mark }) => [uid, mark]),
    [[id, 'wrong']],
  );
  const page = await open(`${address}/match/${id}`);
  assert.match(textOf(page.querySelector('.facts')), /marked wrong/);
  assert.equal(page.querySelector('button[value=wrong]')?.getAttribute('aria-pressed'), 'true');
  assert.equal((await post(`${address}/match/${id}/mark`, { mark: 'maybe' })).status, 400);
  assert.equal((await post(`${address}/match/0123456789abcdef/mark`, { mark: 'right' })).status, 404);
});

test('nothing in a match or a feed can break out of any page', async (t) => {
  const station = openStation(t);
  const ids = HOSTILE.map((text) =>
    station.addMatch({
      title: text,
      text: `${text}\n\n${text}`,
      excerpt: text,
      byline: text,
      lang: text,
      feedTitle: text,
      topic: text,
      url: `javascript:alert("${text}")`,
      canonicalUrl: `data:text/html,${text}`,
      matched: [{ term: text, concept: text, where: 'body', snippet: `… ${text} …` }],
    }),
  );
  const [feed] = station.record.db.all('SELECT id FROM feeds WHERE url <> ?', NEWS);
  station.record.feeds.update(String(feed?.['id']), {
    title: HOSTILE.join(' '),
    problem: HOSTILE.join(' '),
    movedTo: `javascript:${HOSTILE.join(' ')}`,
  });
  station.warn(HOSTILE.join(' '));
  const address = await station.serve();
  const searches = HOSTILE.slice(0, -1).map((text) => `/?q=${encodeURIComponent(text.toWellFormed())}`);
  for (const path of ['/', '/feeds', ...ids.map((id) => `/match/${id}`), ...searches, '/?topic=%3Cscript%3E']) {
    const { status, body } = await ask(address + path);
    assert.equal(status, 200, path);
    assert.doesNotMatch(body, UNFIT, path);
    const page = new JSDOM(body).window.document;
    assert.equal(page.querySelector('script, img, style, iframe, object, evil, i, b'), null, path);
    assert.equal(page.querySelectorAll('svg').length, path === '/' ? 1 : 0, path);
    for (const element of page.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        assert.doesNotMatch(name, /^on|^style$/, path);
        if (/^(href|src|action)$/.test(name)) assert.match(value, /^(\/|https?:\/\/|data:image\/svg\+xml,)/, path);
      }
    }
  }
  const page = await open(address);
  const titles = [...page.querySelectorAll('.matches h3')].map((title) => title.textContent).toReversed();
  assert.deepEqual(titles.slice(0, 6), HOSTILE.slice(0, 6), 'shown, not dropped');
});

test('the style sheet is kept by browsers under an address of its version', async (t) => {
  const address = await openStation(t).serve();
  const page = await open(address);
  const href = page.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '';
  assert.match(href, /^\/style\.css\?v=[0-9a-f]{8}$/);
  const { headers } = await ask(address + href);
  assert.deepEqual(
    [headers['content-type'], headers['cache-control']],
    ['text/css; charset=UTF-8', 'public, max-age=86400'],
  );
});
