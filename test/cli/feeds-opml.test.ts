import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { entry, place } from './feeds-place.ts';

describe('feeds import and export', () => {
  const OPML = `<?xml version="1.0" encoding="windows-1252"?><opml version="1.1"><body>
    <outline text="News &amp; views"><outline text="Iraq"><outline type="rss" text="Caf\xe9" xmlUrl="https://a.test/feed?x=1&amp;y=2"/></outline>
    <outline title="B" text="no" xmlUrl="https://b.test/"/></outline><outline text="Known" xmlUrl="http://known.test/feed/"/>
    <outline text="B again" xmlUrl="http://www.b.test/"/><outline text="L" xmlUrl="https://u:p@l.test/"/><outline text="No feed" xmlUrl="mailto:x"/></body></opml>`;
  const KNOWN = entry('https://known.test/feed', '  title: K\n  auth: { type: bearer, token: s3cret }\n');

  test('keep titles and folders; what is known is counted', async (t) => {
    const { newswatch, write, path, list, read } = place(t, KNOWN);
    writeFileSync(path('in.opml'), Buffer.from(OPML, 'latin1'));
    assert.deepEqual(await newswatch('feeds', 'import', path('in.opml')), {
      code: 0,
      out: `added 3 feeds to ${list}; 2 were there already\n`,
      err: '',
    });
    assert.equal(
      read(),
      `${KNOWN}- url: https://a.test/feed?x=1&y=2\n  title: Café\n  tags: [News & views, Iraq]\n- url: https://b.test/\n  title: B\n  tags: [News & views]\n- url: https://l.test/\n  title: L\n  auth:\n    type: basic\n    username: u\n    password: p\n`,
    );
    const again = await newswatch('feeds', 'import', path('in.opml'), '--json');
    assert.deepEqual(JSON.parse(again.out), {
      file: list,
      added: [],
      known: [
        'https://a.test/feed?x=1&y=2',
        'https://b.test/',
        'http://known.test/feed/',
        'http://www.b.test/',
        'https://l.test/',
      ],
    });

    const exported = await newswatch('feeds', 'export');
    assert.equal(exported.code, 0);
    assert.doesNotMatch(exported.out, /s3cret|u:p|password/);
    const other = place(t, '');
    assert.equal((await other.newswatch('feeds', 'import', write('out.opml', exported.out))).code, 0);
    assert.equal(other.read(), read().replace(/ {2}auth:.*\n(?: {4}.*\n)*/g, ''));
  });

  test('a file that is no OPML, names no feed or is not there is one line', async (t) => {
    const { newswatch, write, path, read } = place(t, '');
    const cases = [
      [write('a.opml', 'hello'), 'is no readable OPML: '],
      [write('b.opml', '<opml version="2.0"><body><outline text="x"/></body></opml>'), 'names no feed'],
      [path('c.opml'), 'cannot be read: ENOENT'],
    ] as const;
    for (const [file, why] of cases) {
      const { code, out, err } = await newswatch('feeds', 'import', file);
      assert.deepEqual([code, out], [1, '']);
      assert.ok(err.startsWith(`newswatch: ${file} ${why}`), err);
      assert.equal(err.split('\n').length, 2);
    }
    assert.equal(read(), '');
  });
});
