import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import { NewswatchError } from '../../../src/errors.ts';
import { openMemoryGate } from '../../../src/queue/memory-gate.ts';
import type { FetchSettings } from '../../../src/settings/settings.ts';
import { discoverFeed, type DiscoveryParts, type FoundFeed } from '../../../workers/poll/discover-feed.ts';
import { openThreadPool } from '../../../workers/threads/pool.ts';
import { openFetcher } from '../../../workers/web/fetch.ts';
import type { FeedFormat } from '../../support/feed-document.ts';
import type { Site } from '../../support/sites.ts';

const threads = openThreadPool(1);
after(() => threads.close());

export const SETTINGS: FetchSettings = {
  userAgent: 'newswatch/test',
  timeout: 20_000,
  maxFeedBytes: 1_000_000,
  maxPageBytes: 1_000_000,
  concurrency: 4,
  perHost: { concurrency: 4, delay: 0 },
  robots: false,
  ports: 'any',
  proxy: null,
  allowPrivateNetworks: true,
};

export function discover(t: TestContext, address: string, more: Partial<DiscoveryParts> = {}): Promise<FoundFeed> {
  const fetcher = openFetcher(SETTINGS, openMemoryGate(SETTINGS.perHost));
  t.after(() => fetcher.close());
  return discoverFeed(address, { fetcher, threads, maxFeedBytes: SETTINGS.maxFeedBytes, ...more });
}

export async function refusal(t: TestContext, address: string, more: Partial<DiscoveryParts> = {}): Promise<string> {
  const error = await discover(t, address, more).then(
    (found) => assert.fail(`found ${JSON.stringify(found)}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NewswatchError, String(error));
  assert.equal(error.code, 'no-feed');
  assert.doesNotMatch(error.line, /\n/);
  return error.line;
}

export const page = (head: string, body = '<p>News</p>'): string =>
  `<!doctype html><html><head><title>Site</title>${head}</head><body>${body}</body></html>`;
export const named = (href: string, more = 'type="application/rss+xml"'): string =>
  `<link rel="alternate" ${more} href="${href}">`;
export const feedAt = (site: Site, path: string, title = path, format: FeedFormat = 'rss'): string =>
  site.feed(path, { format, title, items: [{ title: 'One', link: site.url('/1') }] }).url;
export const pathsAsked = (site: Site): string[] => site.requests.map(({ path }) => path);
