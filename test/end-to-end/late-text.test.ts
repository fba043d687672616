import assert from 'node:assert/strict';
import { briefIn } from '../../src/record/brief.ts';
import type { Row } from '../../src/record/open.ts';
import { describe, it } from 'node:test';
import { articlePage } from '../support/article-page.ts';
import { install, type Installation } from '../support/daemon.ts';
import type { FeedItem } from '../support/feed-document.ts';
import { inRecord, passTime, runOnce, why } from '../support/installation-says.ts';
import { openRandom } from '../support/random.ts';
import { openSite, type Site } from '../support/sites.ts';
import type { Reply } from '../support/replies.ts';
import { writeStory, type Story } from '../support/story.ts';

/** CONTRACT section 6: what stands in for a page that cannot be had, its later tries, and the text that comes late. */

const HOUR = 3_600_000;
const FIRST_WORDS =
  'American troops have begun to withdraw from the base in western Iraq, the Pentagon said on Monday.';
const page = (title: string, body: string): string => `<!DOCTYPE html><title>${title}</title><body>${body}`;

/** Pages that are no articles, by the code of the problem that they are to be known for. */
const TROUBLE: Record<string, string | Reply> = {
  paywall: page(
    'Base',
    `<article><h1>Base</h1><p>${FIRST_WORDS} ${FIRST_WORDS}</p><p>Subscribe to continue reading</p></article>`,
  ),
  consent: page(
    'Before you continue',
    '<h1>We value your privacy</h1><p>We and our partners use cookies. Accept all or manage preferences to go on.</p>',
  ),
  'bot-check': page(
    'Just a moment...',
    '<h1>paper.example</h1><p>Verifying you are human. This may take a few seconds, please wait.</p>',
  ),
  'no-text': page('Base', '<div id="root"></div><script>render()</script>'),
  'http-403': { status: 403, body: '<h1>Forbidden</h1>' },
};

interface Item {
  readonly state: string;
  readonly basis: string | null;
  readonly problem: string | null;
  /** Until the next try. */
  readonly hours: number | null;
  readonly file: string | null;
}

/** All items of the record, by their paths. */
function itemsOf(place: Installation): Map<string, Item> {
  const rows = inRecord(place, (db) =>
    db
      .prepare(
        `SELECT items.url, items.title, brief, feeds.url AS feed_url, state, items.basis, problem_code AS problem,
           (items.due_at - ?) / 3600000.0 AS due, corpus_file AS file
         FROM items JOIN feeds ON feeds.num = items.feed LEFT JOIN matches ON matches.item = items.id`,
      )
      .all(Date.now()),
  ) as unknown as (Omit<Item, 'hours'> & Row & { due: number | null })[];
  return new Map(
    rows.map(({ state, basis, problem, due, file, ...row }) => [
      new URL(briefIn(row).url ?? '').pathname,
      { state, basis, problem, hours: due === null ? null : Math.round(due), file },
    ]),
  );
}

const contentOf = ({ paragraphs }: Story): string => paragraphs.map((text) => `<p>${text}</p>`).join('');
const itemOf = (title: string, link: string, more: Partial<FeedItem>): FeedItem => ({
  title,
  link,
  publishedAt: Date.now() - HOUR,
  ...more,
});

/** Two items a page: `/full…` with the whole article in the feed, `/brief…` with a summary that tells the topic. */
function itemsFor(site: Site, random: ReturnType<typeof openRandom>, name: string): FeedItem[] {
  let story = writeStory(random, true);
  while (story.kind === 'brief') story = writeStory(random, true);
  return [
    itemOf(`${story.title} (${name})`, site.url(`/full-${name}`), { content: contentOf(story) }),
    itemOf(`U.S. troops leave Ain al-Asad air base in Iraq, ${name}`, site.url(`/brief-${name}`), {
      summary: `<p>${FIRST_WORDS} Says ${name}.</p>`,
    }),
  ];
}

describe('a page that cannot be had', { concurrency: 2 }, () => {
  it('is stood in for by the feed, whatever the trouble, and tried after 1, 6 and 24 hours', async (t) => {
    await using site = await openSite();
    const random = openRandom(91);
    const names = Object.keys(TROUBLE);
    for (const [name, answer] of Object.entries(TROUBLE)) {
      site.page(`/full-${name}`, answer);
      site.page(`/brief-${name}`, answer);
    }
    const feed = site.feed('/feed', { format: 'rss', items: names.flatMap((name) => itemsFor(site, random, name)) });
    const place = await install(t, { feeds: [feed.url] });
    const first = await runOnce(place);
    assert.equal(first.matches, 2 * names.length);
    const items = itemsOf(place);
    for (const name of names) {
      const [full, brief] = [items.get(`/full-${name}`), items.get(`/brief-${name}`)];
      assert.deepEqual([full?.basis, full?.problem, full?.hours], ['feed', name, 1]);
      assert.deepEqual([brief?.basis, brief?.problem, brief?.hours], ['summary', name, 1]);
      assert.notEqual(full?.file, null, name);
      assert.equal(brief?.file, null, name);
    }
    assert.equal((await place.files()).size, names.length);
    assert.ok(first.alerts.sent > 0);

    for (const hours of [6, 24, null]) {
      passTime(place, 'items');
      const { matches, alerts } = await runOnce(place);
      assert.deepEqual([matches, alerts.sent], [0, 0]);
      for (const [path, item] of itemsOf(place)) assert.equal(item.hours, hours, path);
    }
    for (const [path, { state, problem }] of itemsOf(place)) {
      assert.equal(state, 'matched');
      assert.ok(path.endsWith(`-${problem}`), `${path}: ${problem}`);
      assert.equal(site.requests.filter((one) => one.path === path).length, 4, path);
    }
  });

  it('whose text comes late gets its file then, no second alert, and never another file', async (t) => {
    await using site = await openSite();
    const random = openRandom(92);
    const [full, brief] = itemsFor(site, random, 'x') as [FeedItem, FeedItem];
    for (const path of ['/full-x', '/brief-x']) site.page(path, TROUBLE['consent'] ?? '');
    const feed = site.feed('/feed', { format: 'rss', items: [full, brief] });
    const place = await install(t, { feeds: [feed.url] });
    const first = await runOnce(place);
    assert.deepEqual([first.matches, first.alerts.sent], [2, 2]);
    const [[name, text] = []] = await place.files();
    assert.ok(name !== undefined && text !== undefined);

    const paragraphs = [
      `${FIRST_WORDS} Says x.`,
      `${FIRST_WORDS} The last of the American soldiers left the air base in Iraq by night.`,
      'The government in Baghdad welcomed the step, which it had asked for since January, and said that its own army would take the base over.',
    ];
    site.page('/brief-x', articlePage({ title: brief.title, paragraphs }));
    const longer = [
      ...(full.content ?? '').replaceAll('</p>', '').split('<p>').slice(1),
      'And this was said only on the page of the paper itself, which came late but came whole.',
    ];
    site.page('/full-x', articlePage({ title: full.title, paragraphs: longer }));
    passTime(place, 'items');
    const second = await runOnce(place);
    assert.deepEqual([second.matches, second.alerts.sent], [0, 0], 'no second alert');

    const files = await place.files();
    assert.equal(files.size, 2);
    assert.equal(files.get(name), text, 'the file that was there is as it was');
    const late = await why(place, site.url('/brief-x'));
    assert.deepEqual([late.basis, late.nextTryAt, late.problem], ['page', null, null]);
    assert.equal(files.get(late.match?.corpusFile ?? ''), [brief.title, ...paragraphs].join('\n\n'));
    const kept = inRecord(place, (db) =>
      db.prepare("SELECT 1 FROM matches WHERE fuller_text LIKE '%came late but came whole%'").all(),
    );
    assert.equal(kept.length, 1, 'the fuller text is in the record');
    assert.equal((await place.run('corpus', 'verify')).code, 0);
    assert.equal((await place.manifest()).length, 2);
  });

  it('because it is gone is given up, and never judged from the feed', async (t) => {
    await using site = await openSite();
    const random = openRandom(93);
    const items = ['a', 'b'].flatMap((name) => itemsFor(site, random, name));
    for (const path of ['/full-a', '/brief-a']) site.page(path, { status: 404, body: page('x', '<p>x') });
    for (const path of ['/full-b', '/brief-b']) site.page(path, { status: 410, body: page('x', '<p>x') });
    const place = await install(t, { feeds: [site.feed('/feed', { format: 'atom', items }).url] });
    const { matches, articles } = await runOnce(place);
    assert.deepEqual([matches, articles.failed], [0, 4]);
    for (const [path, item] of itemsOf(place)) {
      const problem = path.endsWith('a') ? 'http-404' : 'http-410';
      assert.deepEqual(item, { state: 'given-up', basis: null, problem, hours: null, file: null }, path);
    }
  });
});
