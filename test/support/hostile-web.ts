import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ATTACKS } from './attacks.ts';
import { openRandom } from './random.ts';
import type { Site } from './sites.ts';
import { writeStory } from './story.ts';

/** A web that attacks wherever it may choose a text. */

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * For each attack a JSON feed (which alone can carry every character) with a matching article on a page, and in
 * every third one whose address is a script; and a feed that is none. Returns the addresses of all.
 */
export function attackFrom(site: Site): string[] {
  const random = openRandom(9);
  return ATTACKS.flatMap((evil, index) => {
    const { title, paragraphs } = writeStory(random, true);
    const name = `${evil} ${title}`;
    const body = paragraphs.map((one) => `<p>${inHtml(`${one} ${evil.slice(0, 300)}`)}</p>`).join('\n');
    site.page(`/page/${index}`, hostilePage(name, evil, body));
    const item = { id: `${evil}${index}`, title: name, author: { name: evil }, summary: evil };
    const tail = evil.slice(0, 200);
    site.page(`/feed/${index}`, {
      contentType: 'application/feed+json',
      body: JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: evil,
        home_page_url: 'javascript:alert(1)',
        items: [
          { ...item, url: `${site.url(`/page/${index}`)}?x=${tail}#${tail}` },
          ...(index % 3 === 0
            ? [{ ...item, id: `script${index}`, url: `javascript:alert(1)//${tail}`, content_html: body }]
            : []),
        ],
      }),
    });
    const part = evil.slice(0, 500);
    site.page(`/html/${index}`, `<html><head><title>${inHtml(part)}</title></head><body>${part}</body></html>`);
    site.page(`/torn/${index}`, {
      contentType: 'text/xml',
      body: `<rss><channel><title>${part}</title><item><title><![CDATA[${part} U.S. troops in Iraq]]></title><link>&#106;avascript:alert(1)</link><guid>${part}</guid>`,
    });
    return ['feed', index % 2 === 0 ? 'html' : 'torn'].map((kind) => site.url(`/${kind}/${index}`));
  });
}

const hostilePage = (title: string, evil: string, body: string): string => `<!doctype html>
<html lang="${inHtml(evil.slice(0, 60))}"><head><title>${inHtml(title)}</title>
<meta name="author" content="${inHtml(evil.slice(0, 400))}"><link rel="canonical" href="javascript:alert(1)">
<meta property="og:title" content="${inHtml(title)}"></head>
<body><article><h1>${inHtml(title)}</h1>${body}</article></body></html>`;

/** A server that says in status lines, headers and redirects what no library would let it. */
export async function openRudeServer(): Promise<AsyncDisposable & { readonly feeds: string[] }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (chunk) => socket.end(rudeAnswer(chunk.toString('latin1'))));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    feeds: ATTACKS.map((_, index) => `http://127.0.0.1:${port}/${['status', 'moved', 'script'][index % 3]}/${index}`),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function rudeAnswer(request: string): Buffer {
  const [, kind = '', index = '0'] = /^GET \/(\w+)\/(\d+)/.exec(request) ?? [];
  const evil = (ATTACKS[Number(index)] ?? '').replace(/[\r\n\0]/g, ' ').slice(0, 500);
  const head =
    kind === 'status'
      ? `HTTP/1.1 500 ${evil}\r\nContent-Type: ${evil}\r\nRetry-After: ${evil}`
      : `HTTP/1.1 301 Moved\r\nLocation: ${kind === 'moved' ? 'http://reader:hunter2@127.0.0.1:1/' : 'javascript:alert(1)//'}${evil}`;
  return Buffer.from(`${head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
