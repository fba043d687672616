import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Hostile hosts in a thread of their own: what they pour out must not slow down the honest ones of the test. */
export interface HostileZoo extends AsyncDisposable {
  /** Name → address, of those that pretend to be feeds and of those that pretend to be pages. */
  readonly feeds: ReadonlyMap<string, string>;
  readonly pages: ReadonlyMap<string, string>;
  /** Name → what one connection took of it at most, in bytes, and how often it was asked. */
  counts(): Promise<ReadonlyMap<string, { readonly most: number; readonly asked: number }>>;
}

/** @param wanted which of hostile-hosts.ts */
export async function openHostileZoo(wanted: RegExp = /./): Promise<HostileZoo> {
  const thread = new Worker(new URL('./hostile-zoo-thread.ts', import.meta.url), { workerData: wanted });
  const [{ feeds, pages }] = (await once(thread, 'message')) as [Pick<HostileZoo, 'feeds' | 'pages'>];
  return {
    feeds,
    pages,
    async counts() {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage('counts');
      const [counts] = (await once(thread, 'message')) as [Awaited<ReturnType<HostileZoo['counts']>>];
      return counts;
    },
    async [Symbol.asyncDispose]() {
      await thread.terminate();
    },
  };
}
