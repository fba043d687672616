import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { openSite } from '../support/sites.ts';
import { entry, ITEMS, place } from './feeds-place.ts';

describe('feeds check', () => {
  test('asks every enabled feed with its own headers, log-in and user agent', async (t) => {
    await using site = await openSite();
    site.feed('/plain', { format: 'rss', title: 'Plain', items: ITEMS });
    const secret = site.feed('/secret', { format: 'json', title: 'Secret', items: [] });
    site.page('/moved', { status: 301, location: '/plain' });
    const { newswatch } = place(
      t,
      [
        entry(
          site.url('/secret'),
          '  auth: { type: basic, username: u, password: p }\n  headers: { X-Key: k }\n  userAgent: special/1\n',
        ),
        entry(site.url('/nix')),
        entry(site.url('/moved'), '  title: Mine\n'),
        entry(site.url('/off'), '  enabled: false\n'),
      ].join(''),
    );
    const { code, out, err } = await newswatch('feeds', 'check', '--json');
    assert.deepEqual(JSON.parse(out), [
      { url: secret.url, ok: true, title: 'Secret', items: 0 },
      { url: site.url('/nix'), ok: false, problem: 'answered 404 (not found)' },
      { url: site.url('/moved'), ok: true, title: 'Mine', items: 1, movedTo: site.url('/plain') },
    ]);
    assert.deepEqual([code, err], [1, 'newswatch: 1 of 3 feeds failed\n']);
    const [asked] = site.requests.filter(({ path }) => path === '/secret');
    assert.deepEqual(
      [asked?.headers['authorization'], asked?.headers['x-key'], asked?.headers['user-agent']],
      [`Basic ${btoa('u:p')}`, 'k', 'special/1'],
    );
    assert.ok(site.requests.every(({ path, headers }) => path === '/secret' || headers['authorization'] === undefined));
    assert.ok(!site.requests.some(({ path }) => path === '/off'));

    const lines = (await newswatch('feeds', 'check')).out.split('\n').sort();
    assert.deepEqual(
      lines.slice(1),
      [
        `failed  ${site.url('/nix')}  answered 404 (not found)`,
        `ok      ${site.url('/moved')}  Mine (1 item) moved for good to ${site.url('/plain')}`,
        `ok      ${secret.url}  Secret (0 items)`,
      ].sort(),
    );
  });

  test('one address, known or not, must be a feed itself', async (t) => {
    await using site = await openSite();
    const { url } = site.feed('/feed', { format: 'rss', title: 'F', items: ITEMS });
    site.page('/', `<html><link rel=alternate type=application/rss+xml href=/feed>`);
    const { newswatch } = place(t, entry(url, '  enabled: false\n  headers: { X-Key: k }\n'));
    assert.deepEqual(await newswatch('feeds', 'check', url), { code: 0, out: `ok      ${url}  F (1 item)\n`, err: '' });
    assert.equal(site.requests[0]?.headers['x-key'], 'k');
    assert.deepEqual(await newswatch('feeds', 'check', site.url('/')), {
      code: 1,
      out: '',
      err: `newswatch: ${site.url('/')}: the answer is an HTML page, not a feed ("newswatch feeds add" finds the feed behind a page)\n`,
    });
    assert.deepEqual(
      site.requests.map(({ path }) => path),
      ['/feed', '/'],
    );
  });

  test('says each result as it comes, and is never at more than sixteen at once', async (t) => {
    await using site = await openSite();
    const held = Promise.withResolvers<undefined>();
    let [now, most] = [0, 0];
    site.page('/held', async (_request, response) => {
      most = Math.max(most, ++now);
      response.once('close', () => now--);
      await held.promise;
      return { status: 404 };
    });
    site.feed('/quick', { format: 'rss', title: 'Quick', items: ITEMS });
    const slow = Array.from({ length: 30 }, (_, index) => entry(site.url(`/held?${index}`)));
    const { start } = place(t, [entry(site.url('/quick')), ...slow].join(''));
    const child = start('feeds', 'check');
    assert.ok(child.stdout !== null);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, `ok      ${site.url('/quick')}  Quick (1 item)`);
    held.resolve(undefined);
    let failed = 0;
    for (let line = await lines.next(); !line.done; line = await lines.next())
      if (line.value.startsWith('failed')) failed++;
    assert.equal(failed, 30);
    assert.ok(most <= 16, `${most} at once`);
    assert.ok(most >= 2, `${most} at once`);
  });

  test('with no feed there is nothing to fail', async (t) => {
    const { newswatch } = place(t, '');
    assert.deepEqual(await newswatch('feeds', 'check'), { code: 0, out: 'no feed is enabled\n', err: '' });
    assert.equal((await newswatch('feeds', 'check', '--json')).out, '[]\n');
  });
});
