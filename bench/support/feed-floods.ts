/** A feed's bytes that make careless parsers slow: each piece over and over, to about the size asked for. */

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>${items}</channel></rss>`;
const inDescription = (html: string): string =>
  rss(`<item><title>One</title><description>${html}</description></item>`);
const inTitle = (text: string): string => rss(`<item><title>${text}</title></item>`);

const PIECES = [
  '<',
  '>',
  '&',
  '&#',
  '&#x0',
  '&lt;',
  '&lt;br',
  '&amp;amp;',
  '&nbsp;',
  '<br',
  '<br ',
  '<b>',
  '</b>',
  '<b></b>',
  '<!--',
  '<!-- x -->',
  '<![CDATA[',
  '<![CDATA[x]]>',
  ']]>',
  ']]',
  '<?x',
  '<!x',
  '"',
  "'",
  '<a b="',
  `<a b="<c d='`,
  '<a b="c" ',
  '=" ',
  '<item',
  '<description>',
  '</description',
  '<svg:',
  ' ',
  '\n',
  '\u0000',
  '\u0301',
  '\ud800',
  'x',
  'é',
] as const;

export interface Flood {
  readonly name: string;
  readonly text: string;
}

/** @param size bytes, about */
export function* floods(size: number): Generator<Flood> {
  const flood = (piece: string): string => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
  for (const piece of PIECES) {
    yield { name: `description of ${JSON.stringify(piece)}`, text: inDescription(flood(piece)) };
    yield { name: `title of ${JSON.stringify(piece)}`, text: inTitle(flood(piece)) };
    yield {
      name: `before the root: ${JSON.stringify(piece)}`,
      text: flood(piece) + rss('<item><title>x</title></item>'),
    };
    yield { name: `in the feed: ${JSON.stringify(piece)}`, text: rss(`${flood(piece)}<item><title>x</title></item>`) };
  }
  const many = (item: string): string => rss(flood(item));
  yield { name: 'empty items', text: many('<item/>') };
  yield { name: 'small items', text: many('<item><title>A</title><link>http://a.test/1</link><guid>1</guid></item>') };
  yield { name: 'items never closed', text: many('<item><title>x') };
  yield { name: 'items in items', text: many('<item><item>') };
  yield { name: 'channels', text: many('<channel><title>x</title>') };
  yield { name: 'fields of one item', text: rss(`<item>${flood('<dc:creator>A</dc:creator>')}</item>`) };
  yield { name: 'bad dates', text: many('<item><pubDate>Xxx, 99 Yyyyyy 99 99:99 Zzzz Wwww Vvvv</pubDate></item>') };
  yield { name: 'foreign dates', text: many('<item><pubDate>2 марта 2026</pubDate></item>') };
  yield { name: 'nested foreign elements', text: rss(flood('<foo>')) };
  yield { name: 'nested elements', text: inDescription(flood('<i>') + flood('</i>')) };
  yield { name: 'one huge attribute', text: rss(`<item><guid x="${flood('x')}">1</guid></item>`) };
  yield { name: 'many attributes', text: rss(`<item><guid ${flood('a=b ')}>1</guid></item>`) };
  yield { name: 'declared entities', text: `<!DOCTYPE rss [${flood('<!ENTITY a "x">')}]>${rss('<item/>')}` };
  yield {
    name: 'references to a declared entity',
    text: `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(500)}">]>${inTitle(flood('&a;'))}`,
  };
  yield {
    name: 'namespaces',
    text: many('<item xmlns:a="http://purl.org/dc/elements/1.1/"><a:title>x</a:title></item>'),
  };
  yield {
    name: 'Atom XHTML',
    text: `<feed><entry><content type="xhtml"><div>${flood('<p>a<br/></p>')}</div></content></entry></feed>`,
  };
  yield {
    name: 'Atom links',
    text: `<feed>${flood('<entry><link rel="alternate" href="http://a.test/1"/></entry>')}</feed>`,
  };
  yield { name: 'JSON items', text: `{"title":"x","items":[${flood('{"id":"a","title":"x"},')}{}]}` };
  yield { name: 'JSON items with stray commas', text: `{"title":"x","items":[${flood('{"id":"a",},')}{}]}` };
  yield { name: 'JSON nested', text: flood('{"items":[') };
  yield { name: 'JSON escapes', text: `{"title":"x","items":[{"content_text":"${flood(String.raw`\n\u0041`)}"}]}` };
}
