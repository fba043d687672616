import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atom, firstOf, parse, rss } from './documents.ts';

/** What each format calls an entry with everything. */
const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"';
const COMPLETE: Readonly<Record<string, string>> = {
  'RSS 0.91': `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
    <rss version="0.91" ${NAMESPACES}><channel><title>Feed</title><link>http://news.test/</link><image><title>no</title><link>http://no.test/</link></image>
    <item><title>Title</title><link>http://news.test/1</link><guid>http://news.test/1</guid><description>Summary</description><content:encoded>Content</content:encoded>
    <author>A. Name</author><pubDate>Mon, 2 Mar 26 10:00 GMT</pubDate></item></channel></rss>`,
  'RSS 2.0': `<rss version="2.0" ${NAMESPACES}><channel><item><title>Title</title><link>http://news.test/1</link><guid>http://news.test/1</guid>
    <source url="http://no.test/"><title>no</title></source><dc:creator>A. Name</dc:creator><pubDate>Mon, 02 Mar 2026 11:00:00 +0100</pubDate>
    <description>Summary</description><content:encoded><![CDATA[Content]]></content:encoded></item><link>http://news.test/</link><title>Feed</title></channel></rss>`,
  'RSS 1.0': `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${NAMESPACES}>
    <channel rdf:about="http://news.test/feed"><title>Feed</title><link>http://news.test/</link><items><rdf:Seq><rdf:li resource="http://news.test/1"/></rdf:Seq></items></channel>
    <item rdf:about="http://news.test/1"><title>Title</title><link>http://news.test/1</link><description>Summary</description><content:encoded>Content</content:encoded>
    <dc:creator>A. Name</dc:creator><dc:date>2026-03-02T10:00Z</dc:date></item></rdf:RDF>`,
  'RSS 1.0 with every prefix its own': `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
    <s:channel><s:title>Feed</s:title><s:link>http://news.test/</s:link></s:channel><s:item r:about="http://news.test/1"><s:title>Title</s:title><s:link>http://news.test/1</s:link>
    <s:description>Summary</s:description><c:encoded>Content</c:encoded><d:creator>A. Name</d:creator><d:date>2026-03-02T10:00:00+00:00</d:date></s:item></r:RDF>`,
  'Atom 0.3': `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Feed</title><link rel="alternate" type="text/html" href="http://news.test/"/><author><name>A. Name</name></author>
    <entry><title mode="escaped">Title</title><link rel="alternate" type="text/html" href="http://news.test/1"/><id>http://news.test/1</id><issued>2026-03-02T10:00:00Z</issued>
    <modified>2026-03-02T11:00:00Z</modified><summary mode="base64">U3VtbWFyeQ==</summary><content type="text/html" mode="escaped">Content</content></entry></feed>`,
  'Atom 1.0': `<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Feed</title><link rel="self" href="http://news.test/feed"/><link href="http://news.test/"/>
    <entry><title>Title</title><link rel="enclosure" href="http://news.test/1.mp3"/><link href="http://news.test/1"/><id>http://news.test/1</id><updated>2026-03-02T11:00:00Z</updated>
    <published>2026-03-02T10:00:00Z</published><author><uri>http://no.test/</uri><name>A. Name</name><email>no@no.test</email></author>
    <source><title>no</title><id>no</id><author><name>no</name></author></source><summary>Summary</summary><content type="html">Content</content></entry></feed>`,
  'Atom 1.0 with a prefix': `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Feed</a:title><a:link href="http://news.test/"/><a:entry><a:title>Title</a:title><a:link href="http://news.test/1"/>
    <a:id>http://news.test/1</a:id><a:updated>2026-03-02T10:00:00Z</a:updated><a:author><a:name>A. Name</a:name></a:author><a:summary>Summary</a:summary><a:content>Content</a:content></a:entry></a:feed>`,
  'JSON Feed 1.0': `{"version":"https://jsonfeed.org/version/1","title":"Feed","home_page_url":"http://news.test/","author":{"name":"A. Name"},
    "items":[{"id":"http://news.test/1","url":"http://news.test/1","title":"Title","summary":"Summary","content_html":"Content","date_published":"2026-03-02T12:00:00+02:00"}]}`,
  'JSON Feed 1.1': `\ufeff{"version":"https://jsonfeed.org/version/1.1","title":"Feed","home_page_url":"http://news.test/",
    "items":[{"id":"http://news.test/1","url":"http://news.test/1","title":"Title","summary":"Summary","content_html":"Content","date_modified":"2026-03-02T10:00:00Z","authors":[{"name":"A. Name"}],},]}`,
};

for (const [format, text] of Object.entries(COMPLETE)) {
  test(format, async () => {
    const { hints, format: kind, ...feed } = await parse(text);
    assert.ok(format.toLowerCase().includes(kind === 'rdf' ? 'rss 1.0' : kind));
    assert.equal(hints, undefined);
    assert.deepEqual(feed, {
      title: 'Feed',
      link: 'http://news.test/',
      entries: [
        {
          id: 'http://news.test/1',
          title: 'Title',
          link: 'http://news.test/1',
          publishedAt: '2026-03-02T10:00:00.000Z',
          summary: 'Summary',
          content: 'Content',
          author: 'A. Name',
        },
      ],
    });
  });
}

test('an empty entry is an entry', async () => {
  const nothing = { id: null, title: null, link: null, publishedAt: null, summary: null, content: null, author: null };
  for (const text of [
    rss('<item/><item></item>'),
    atom('<entry/><entry><category term="x"/></entry>'),
    '{"title":"x","items":[{},null]}',
  ]) {
    assert.deepEqual((await parse(text)).entries, [nothing, nothing]);
  }
  assert.deepEqual((await parse(rss(''))).entries, []);
  assert.equal((await firstOf(rss('<item><title/></item>'))).title, '');
});

test('all authors of the best place, each once', async () => {
  const author = async (element: string): Promise<string | null> =>
    (await firstOf(atom(`<entry>${element}</entry>`))).author;
  const named = (name: string): string => `<author><name>${name}</name></author>`;
  assert.equal(await author(named('A') + named('B') + named('A')), 'A, B');
  assert.equal(await author(`<dc:creator>A</dc:creator><dc:creator>B</dc:creator>`), 'A, B');
  assert.equal(await author(`${named('A')}<dc:creator>B</dc:creator>`), 'A');
  assert.equal(await author(''), null);
});

test('a description beside a summary is the text, unless there is another', async () => {
  const bodies = async (more: string): Promise<unknown[]> => {
    const { summary, content } = await firstOf(rss(`<item><summary>Short</summary>${more}</item>`));
    return [summary, content];
  };
  assert.deepEqual(await bodies('<description>Long</description>'), ['Short', 'Long']);
  assert.deepEqual(await bodies('<description>D</description><content:encoded>C</content:encoded>'), ['D', 'C']);
  assert.deepEqual(await bodies(''), ['Short', null]);
});

test('content that lies elsewhere: its address leads there where no link does', async () => {
  const content = '<content type="text/html" src="/1"/>';
  const entry = await firstOf(atom(`<entry>${content}</entry>`), 'http://a.test/feed');
  assert.deepEqual([entry.link, entry.content], ['http://a.test/1', '']);
  const both = await firstOf(atom(`<entry>${content}<link href="/2"/></entry>`), 'http://a.test/feed');
  assert.equal(both.link, 'http://a.test/2');
  const sound = await firstOf(atom('<entry><content type="audio/mpeg" src="http://a.test/1.mp3"/></entry>'));
  assert.equal(sound.link, null);
});

test('identities and attachments of JSON Feed as publishers write them', async () => {
  const { entries } = await parse(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'F',
      home_page_url: 'http://a.test/',
      items: [
        { id: 5, url: '/1', title: 'Five' },
        { id: 'x', external_url: 'http://b.test/1', content_html: '<p>B' },
        { attachments: [{ url: 'http://a.test/1.mp3', mime_type: 'audio/mpeg' }] },
      ],
    }),
  );
  assert.deepEqual(
    entries.map(({ id, link, title }) => [id, link, title]),
    [
      ['5', 'http://a.test/1', 'Five'],
      ['x', 'http://b.test/1', null],
      [null, null, null],
    ],
  );
});

test('plain text of JSON Feed becomes HTML', async () => {
  const { content, summary } = await firstOf(
    JSON.stringify({ title: 'x', items: [{ content_text: 'A < B\n\nC & D', summary: '<b>' }] }),
  );
  assert.equal(content, '<p>A &lt; B</p>\n<p>C &amp; D</p>');
  assert.equal(summary, '&lt;b&gt;');
});

test('a title is read by its type', async () => {
  const title = async (element: string): Promise<string | null> =>
    (await firstOf(atom(`<entry>${element}</entry>`))).title;
  assert.equal(await title('<title type="html">A &amp;amp; &lt;i>b&lt;/i></title>'), 'A &amp; <i>b</i>');
  assert.equal(await title('<title type="text">The &lt;b> tag</title>'), 'The &lt;b> tag');
  assert.equal(await title('<title>A &amp; B</title>'), 'A & B');
  assert.equal(
    await title('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b></div></title>'),
    '<div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b></div>',
  );
});

test('extensions stand in where the format says nothing', async () => {
  const media =
    '<media:group><media:title>Title</media:title><media:description>Words</media:description></media:group>';
  const entry = await firstOf(rss(`<item>${media}<itunes:author>A. Name</itunes:author></item>`));
  assert.deepEqual([entry.title, entry.summary, entry.author], ['Title', 'Words', 'A. Name']);
  const beside = await firstOf(rss(`<item>${media}<title>Own</title></item>`));
  assert.equal(beside.title, 'Own');
});

test('what a feed says of its own rhythm', async () => {
  const head = `<ttl>90</ttl><skipHours><hour>0</hour><hour>23</hour><hour>x</hour></skipHours><skipDays><day>Sunday</day><day>no</day></skipDays>
    <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>`;
  const { hints } = await parse(rss(head));
  assert.deepEqual(hints, {
    ttl: 5_400_000,
    updatePeriod: 21_600_000,
    skipHours: [0, 23],
    skipDays: ['Sunday'],
  });
});
