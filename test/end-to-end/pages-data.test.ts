import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { install } from '../support/daemon.ts';
import { openSite } from '../support/sites.ts';

const FOLDER = new URL('../../../shared/data/pages/html/', import.meta.url);

test('real pages, through one feed: each yields a text or a recorded problem', async (t) => {
  if (!existsSync(FOLDER)) return t.skip('../shared/data/pages is not here');
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.html.gz'));
  assert.ok(names.length > 0);
  await using feedSite = await openSite();
  await using one = await openSite();
  await using two = await openSite();
  const items = names.map((name, index) => {
    const site = index % 2 === 0 ? one : two;
    const path = `/news/${name.replace('.html.gz', '')}`;
    site.page(path, { body: gunzipSync(readFileSync(new URL(name, FOLDER))) });
    return { id: name, title: `Headline ${name}`, link: site.url(path) };
  });
  const feed = feedSite.feed('/feed', { format: 'json', items });
  const place = await install(t, { feeds: [feed.url], config: 'freshness: 36500d\n' });
  const { code, stdout, stderr } = await place.run('run', '--once', '--json');
  assert.equal(code, 0, stderr);
  const summary = JSON.parse(stdout) as { items: { new: number }; articles: { fetched: number } };
  assert.equal(summary.items.new, names.length);

  using db = new DatabaseSync(join(place.folder, 'data', 'newswatch.db'), { readOnly: true });
  const rows = db.prepare('SELECT hex(uid) AS uid, state, basis, problem FROM items').all() as {
    [column in 'uid' | 'state' | 'basis' | 'problem']: string | null;
  }[];
  const unread = rows.filter(({ basis, state }) => basis !== 'page' && state !== 'duplicate');
  for (const { uid, problem } of unread) assert.match(problem ?? '', /\S+ \S+/, `${uid} has neither text nor reason`);
  t.diagnostic(
    `${rows.length - unread.length} read, ${unread.map(({ problem }) => problem).join('; ') || 'none left'}`,
  );
  assert.equal(summary.articles.fetched, rows.length - unread.length);
  assert.ok(unread.length <= 2, 'nearly all of them are whole articles');
});
