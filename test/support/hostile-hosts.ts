import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from 'node:zlib';

/** A host that harms whoever asks it, on loopback. */
export interface HostileHost extends AsyncDisposable {
  readonly url: string;
  /** Bytes that the kernel took of any one connection, at most. */
  readonly most: () => number;
  readonly asked: () => number;
}

/** Answers one connection, once the head of a request has come. */
export type Answer = (socket: Socket, path: string) => void;

/** A raw TCP server: what an HTTP library would not send can be sent, and what is sent can be counted. */
export async function openHostileHost(answer: Answer): Promise<HostileHost> {
  const sockets = new Set<Socket>();
  let most = 0;
  let asked = 0;
  const count = (socket: Socket): void => void (most = Math.max(most, socket.bytesWritten - socket.writableLength));
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.on('close', () => (count(socket), sockets.delete(socket)));
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const path = head.split(' ', 2)[1] ?? '/';
      head = '';
      asked++;
      answer(socket, path);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    most: () => (sockets.forEach(count), most),
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const head = (lines: readonly string[]): string => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`;

/** Sends all of it, as an honest server would. */
const whole =
  (body: string | Buffer, type: string, ...lines: string[]): Answer =>
  (socket) => {
    const bytes = Buffer.from(body);
    socket.write(head([`content-type: ${type}`, `content-length: ${bytes.length}`, ...lines]));
    socket.write(bytes);
  };

/** Sends a beginning, and then the same for ever, as fast as it is taken. */
const endless =
  (beginning: string | Buffer, chunk: string | Buffer): Answer =>
  (socket) => {
    socket.write(beginning);
    const bytes = Buffer.from(chunk);
    const more = (): void => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on('drain', () => setImmediate(more));
    more();
  };

const drip =
  (beginning: string, drop: string): Answer =>
  (socket) => {
    socket.write(beginning);
    const timer = setInterval(() => socket.write(drop), 200);
    socket.once('close', () => clearInterval(timer));
  };

const raw =
  (text: string | Buffer, end = true): Answer =>
  (socket) =>
    void (end ? socket.end(text) : socket.write(text));

const XML = 'application/rss+xml';
const HTML = 'text/html; charset=utf-8';
const JSON_FEED = 'application/feed+json';
const rss = (items: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
const chunked = (type: string, ...lines: string[]): string =>
  head([`content-type: ${type}`, 'transfer-encoding: chunked', ...lines]);
const piece = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** A megabyte of spaces as a block of DEFLATE that can be repeated. */
const BLOCK = deflateRawSync(Buffer.alloc(1_000_000, ' '), { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const gzipBomb = (megabytes: number): Buffer =>
  Buffer.concat([GZIP_HEAD, ...Array.from({ length: megabytes }, () => BLOCK)]);
const brotliBomb = (): Buffer =>
  brotliCompressSync(Buffer.alloc(300_000_000), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

/** By name; made when it is wanted, for some are large. */
type HostileAnswers = Readonly<Record<string, () => Answer>>;

/** What harms whoever asks for a feed or a page alike. */
const anyBody = (type: string): HostileAnswers => ({
  'endless body': () => endless(head([`content-type: ${type}`]), 'x'.repeat(65_536)),
  'endless chunks': () => endless(chunked(type), piece(Buffer.alloc(65_536, 'y'))),
  'endless gzip': () =>
    endless(Buffer.concat([Buffer.from(chunked(type, 'content-encoding: gzip')), piece(GZIP_HEAD)]), piece(BLOCK)),
  'gzip bomb of 10 GB': () => whole(gzipBomb(10_000), type, 'content-encoding: gzip'),
  'gzip bomb without a label': () => whole(gzipBomb(1_000), type),
  'gzip in gzip in gzip': () => whole(gzipSync(gzipSync(gzipBomb(1_000))), type, 'content-encoding: gzip, gzip, gzip'),
  'brotli bomb': () => whole(brotliBomb(), type, 'content-encoding: br'),
  'one hundred codings': () => whole('x', type, `content-encoding: ${Array(100).fill('gzip').join(', ')}`),
  'huge Content-Length': () =>
    endless(head([`content-type: ${type}`, 'content-length: 99999999999999']), 'x'.repeat(65_536)),
  'negative Content-Length': () => raw(`${head([`content-type: ${type}`, 'content-length: -1'])}xxx`),
  'two Content-Lengths': () =>
    raw(`${head([`content-type: ${type}`, 'content-length: 3', 'content-length: 9'])}xxxxxxxxx`),
  'Content-Length that is too large': () => raw(`${head([`content-type: ${type}`, 'content-length: 900'])}xxx`),
  'Content-Length that is too small': () =>
    raw(`${head([`content-type: ${type}`, 'content-length: 3'])}${'x'.repeat(9_000)}`),
  'Content-Length and chunks': () => raw(`${chunked(type, 'content-length: 3')}3\r\nxxx\r\n0\r\n\r\n`),
  'endless header': () => endless('HTTP/1.1 200 OK\r\nx-a: ', 'x'.repeat(65_536)),
  'endless headers': () => endless('HTTP/1.1 200 OK\r\n', 'x-a: 1\r\n'.repeat(8_192)),
  'endless status line': () => endless('HTTP/1.1 200 ', 'x'.repeat(65_536)),
  'endless 1xx answers': () => endless('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(1_000)),
  'endless 100 Continue': () => endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000)),
  'endless chunk extension': () => endless(`${chunked(type)}1;x=`, 'x'.repeat(65_536)),
  'endless chunk size': () => endless(chunked(type), '0'.repeat(65_536)),
  'endless trailers': () => endless(`${chunked(type)}1\r\nx\r\n0\r\n`, 'x-a: 1\r\n'.repeat(8_192)),
  'endless redirect body': () => endless('HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n', 'x'.repeat(65_536)),
  'endless error page': () => endless('HTTP/1.1 503 Busy\r\n\r\n', 'x'.repeat(65_536)),
  'redirect loop': () => raw('HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n', false),
  'dripping body': () => drip(head([`content-type: ${type}`]), 'x'),
  'dripping headers': () => drip('HTTP/1.1 200 OK\r\nx-a: ', 'x'),
  silence: () => () => undefined,
  'half-closed': () => (socket) => socket.end(),
  'cut in the headers': () => raw('HTTP/1.1 200 OK\r\ncontent-ty'),
  'HTTP/0.9': () => raw('<html>hello'),
  junk: () => raw(Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7_919) % 256))),
  'endless junk': () => endless('', Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7_919) % 256))),
  'wrong type': () => whole(Buffer.alloc(100_000, 'PK\u0003\u0004'), 'application/zip'),
  'NUL bytes': () => whole(Buffer.alloc(3_000_000), type),
  'invalid UTF-8': () => whole(Buffer.alloc(4_000_000, 0xc3), type),
  'UTF-7': () => whole('+ADw-script+AD4-'.repeat(1_000), type.replace(/;.*/, '; charset=utf-7')),
  'odd UTF-16': () => whole(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(2_000_001, 0xd8)]), type),
});

const entities = Array.from({ length: 30 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  '',
);
const item = (fields: string): string => `<item>${fields}</item>`;

export const hostileFeeds: HostileAnswers = {
  ...anyBody(XML),
  'billion laughs': () =>
    whole(
      rss(
        item('<title>&l30;</title><description>&l30;</description>'),
        `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities}]>`,
      ),
      XML,
    ),
  'quadratic blow-up': () =>
    whole(
      rss(item(`<title>${'&a;'.repeat(100_000)}</title>`), `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(100_000)}">]>`),
      XML,
    ),
  'ten thousand entities': () =>
    whole(
      rss(
        item(`<title>${'&e9;'.repeat(1_000)}</title>`),
        `<!DOCTYPE rss [${Array.from({ length: 100_000 }, (_, index) => `<!ENTITY e${index} "&e${index + 1};">`).join('')}]>`,
      ),
      XML,
    ),
  'feed of 20 MB': () => whole(rss(item(`<title>${'long '.repeat(4_000_000)}</title>`)), XML),
  '200,000 items': () => whole(rss(item('<title>x</title><link>/a</link>').repeat(220_000)), XML),
  '200,000 different items': () =>
    whole(
      rss(
        Array.from({ length: 180_000 }, (_, index) => item(`<title>${index}</title><link>/${index}</link>`)).join(''),
      ),
      XML,
    ),
  '2,000 large items': () =>
    whole(
      rss(
        Array.from({ length: 1_900 }, (_, index) =>
          item(
            `<title>${index}</title><link>http://127.0.0.1:1/${index}</link><description>${'word '.repeat(1_000)}</description>`,
          ),
        ).join(''),
      ),
      XML,
    ),
  '2,000 items of controls': () =>
    whole(
      rss(
        Array.from({ length: 100 }, (_, index) =>
          item(
            `<title>${index}</title><link>http://127.0.0.1:1/${index}</link><description>${'&#1;'.repeat(20_000)}</description>`,
          ),
        ).join(''),
      ),
      XML,
    ),
  'title of 5 MB': () => whole(rss(item(`<title>${'a&amp;lt;'.repeat(600_000)}</title><link>/1</link>`)), XML),
  'URL of 1 MB': () =>
    whole(
      rss(
        Array.from({ length: 9 }, (_, index) =>
          item(`<title>t</title><link>http://127.0.0.1/${index}${'a?'.repeat(500_000)}</link>`),
        ).join(''),
      ),
      XML,
    ),
  'guid of megabytes': () =>
    whole(
      rss(Array.from({ length: 9 }, () => item(`<title>t</title><guid>${'g'.repeat(1_000_000)}</guid>`)).join('')),
      XML,
    ),
  '300,000 nested divs in a feed': () =>
    whole(rss(item(`<title>t</title><description>${'&lt;div&gt;'.repeat(300_000)}</description>`)), XML),
  '300,000 nested elements': () => whole(rss(item('<x>'.repeat(1_000_000))), XML),
  'one million attributes': () =>
    whole(
      `<rss ${Array.from({ length: 500_000 }, (_, index) => `a${index}="1"`).join(' ')}><channel>${item('<title>t</title>')}</channel></rss>`,
      XML,
    ),
  'one million namespaces': () =>
    whole(
      `<rss ${Array.from({ length: 300_000 }, (_, index) => `xmlns:a${index}="u"`).join(' ')}><channel>${item('<title>t</title>').repeat(1_000)}</channel></rss>`,
      XML,
    ),
  '9 MB of <': () => whole(rss('<'.repeat(9_000_000)), XML),
  '9 MB of &': () => whole(rss(item(`<title>${'&'.repeat(9_000_000)}</title>`)), XML),
  'comments that do not end': () => whole(rss('<!--'.repeat(2_000_000)), XML),
  'CDATA that does not end': () => whole(rss('<![CDATA['.repeat(900_000)), XML),
  'JSON nested 5,000,000 deep': () => whole('['.repeat(5_000_000), JSON_FEED),
  'JSON objects nested deep': () => whole(`${'{"items":'.repeat(900_000)}1${'}'.repeat(900_000)}`, JSON_FEED),
  'JSON of 3,000,000 numbers': () =>
    whole(`{"version":"https://jsonfeed.org/version/1.1","items":[${'1,'.repeat(4_000_000)}1]}`, JSON_FEED),
  'JSON of 800,000 objects': () =>
    whole(`{"version":"https://jsonfeed.org/version/1.1","items":[${'{"id":"1"},'.repeat(800_000)}{}]}`, JSON_FEED),
};

const words = (count: number): string => 'word, '.repeat(count);
const article = (inside: string): string =>
  `<!doctype html><html><head><title>T</title></head><body>${inside}</body></html>`;

export const hostilePages: HostileAnswers = {
  ...anyBody(HTML),
  '300,000 nested divs': () => whole(article('<div>'.repeat(300_000)), HTML),
  '300,000 divs in a row': () => whole(article('<div>x</div>'.repeat(300_000)), HTML),
  '28,000 paragraphs at depth 500': () =>
    whole(article(`${'<div>'.repeat(500)}${`<p>${words(10)}</p>`.repeat(28_000)}`), HTML),
  'paragraphs, as many and as deep as may be': () =>
    whole(article(`${'<div>'.repeat(30)}${`<p>${words(10)}</p>`.repeat(28_000)}`), HTML),
  '28,000 formatting elements': () => whole(article('<b><i><p>'.repeat(9_000)), HTML),
  '28,000 fonts misnested': () =>
    whole(article(`${'<a><font><b>x'.repeat(160)}${'</p><table><p>y'.repeat(9_000)}`), HTML),
  '29,000 tables in a table': () =>
    whole(article('<table><tr><td>'.repeat(150).concat('<p>a</p><tr>x'.repeat(9_000))), HTML),
  'one million attributes': () =>
    whole(article(`<div ${Array.from({ length: 400_000 }, (_, index) => `a${index}=1`).join(' ')}>x</div>`), HTML),
  'many attributes, many elements': () =>
    whole(
      article(
        Array.from(
          { length: 9_000 },
          (_, index) => `<p ${Array.from({ length: 60 }, (__, other) => `a${other}`).join(' ')}>${index}</p>`,
        ).join(''),
      ),
      HTML,
    ),
  '4.9 MB of <': () => whole(article('<'.repeat(4_900_000)), HTML),
  '4.9 MB of &': () => whole(article('&'.repeat(4_900_000)), HTML),
  '4.9 MB of &amp;': () => whole(article('&amp;'.repeat(980_000)), HTML),
  '0.9 MB of &amp;amp;': () => whole(article(`<p>${'&amp;amp;'.repeat(100_000)}</p>`), HTML),
  'comments that do not end': () => whole(article('<!--'.repeat(1_200_000)), HTML),
  'a paragraph of 4.9 MB': () => whole(article(`<p>${words(800_000)}</p>`), HTML),
  'a paragraph of 4.9 MB without a blank': () =>
    whole(article(`<article><p>${'a'.repeat(4_900_000)}</p></article>`), HTML),
  'a paragraph of 4.9 MB of sentences': () =>
    whole(article(`<article><p>${'U.S. troops in Iraq left. '.repeat(190_000)}</p></article>`), HTML),
  '200,000 paragraphs without tags': () =>
    whole(article(`<article>${'U.S. troops in Iraq left.<br><br>'.repeat(14_000)}</article>`), HTML),
  'JSON-LD nested deep': () =>
    whole(article(`<script type="application/ld+json">${'{"a":['.repeat(700_000)}</script><p>x</p>`), HTML),
  'JSON-LD of 4.9 MB': () =>
    whole(
      article(
        `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${words(800_000)}"}</script><p>x</p>`,
      ),
      HTML,
    ),
  'JSON-LD with a million types': () =>
    whole(
      article(`<script type="application/ld+json">[${'{"@type":"NewsArticle"},'.repeat(190_000)}{}]</script><p>x</p>`),
      HTML,
    ),
  '14,000 meta elements': () =>
    whole(
      article('').replace('</head>', `${'<meta property="article:author" content="A B">'.repeat(28_000)}</head>`),
      HTML,
    ),
  'title of 4.9 MB': () => whole(article('<h1>x</h1>').replace('<title>T', `<title>${'T | '.repeat(1_200_000)}`), HTML),
  'by-line of 4.9 MB': () =>
    whole(article(`<p class="byline">By ${'Ann Lee and '.repeat(400_000)}</p><p>${words(100)}</p>`), HTML),
  'blanks, 4.9 MB': () => whole(article(`<p>a${' '.repeat(4_900_000)}b</p>`), HTML),
  'no-break spaces, 4.9 MB': () => whole(article(`<p>a${'\u00a0'.repeat(2_400_000)}b</p>`), HTML),
  'line feeds, 4.9 MB': () => whole(article(`<pre>a${'\n'.repeat(4_900_000)}b</pre>`), HTML),
  'quotation marks, 4.9 MB': () => whole(article(`<article><p>${'"'.repeat(4_900_000)}</p></article>`), HTML),
  'full stops, 4.9 MB': () => whole(article(`<article><p>${'. '.repeat(2_400_000)}</p></article>`), HTML),
  'hyphens, 4.9 MB': () => whole(article(`<article><p>${'a-'.repeat(2_400_000)}</p></article>`), HTML),
  'digits, 4.9 MB': () => whole(article(`<article><p>${'1'.repeat(4_900_000)}</p></article>`), HTML),
  'combining marks, 4.9 MB': () => whole(article(`<article><p>a${'\u0301'.repeat(2_400_000)}</p></article>`), HTML),
  'one word a thousand times, each a sign': () =>
    whole(article(`<article>${'<p>Iraq U.S. troops base attack drone Baghdad.</p>'.repeat(20_000)}</article>`), HTML),
};
