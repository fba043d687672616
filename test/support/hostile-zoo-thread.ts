import { parentPort, workerData } from 'node:worker_threads';
import { hostileFeeds, hostilePages, openHostileHost, type Answer, type HostileHost } from './hostile-hosts.ts';

/** The thread behind hostile-zoo.ts. */
const wanted = workerData as RegExp;
const hosts = new Map<string, HostileHost>();

/** Its robots.txt is as harmless as any: what is to be tested is the page. */
const pageOnly =
  (answer: Answer): Answer =>
  (socket, path) => {
    if (path === '/robots.txt') socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
    else answer(socket, path);
  };

async function open(kind: string, answers: Readonly<Record<string, () => Answer>>): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  for (const [name, make] of Object.entries(answers)) {
    const full = `${kind}: ${name}`;
    if (!wanted.test(full)) continue;
    const answer = make();
    const host = await openHostileHost(kind === 'page' ? pageOnly(answer) : answer);
    hosts.set(full, host);
    urls.set(name, `${host.url}/${kind}`);
  }
  return urls;
}

const feeds = await open('feed', hostileFeeds);
const pages = await open('page', hostilePages);
parentPort?.on('message', () => {
  const counts = new Map([...hosts].map(([name, host]) => [name, { most: host.most(), asked: host.asked() }]));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(counts);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- as above
parentPort?.postMessage({ feeds, pages });
