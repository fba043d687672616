import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { ask } from './ask.ts';

/** The page at that address, which there must be. */
export async function open(url: string): Promise<Document> {
  const { status, headers, body } = await ask(url);
  assert.equal(status, 200, url);
  assert.match(headers['content-type'] ?? '', /^text\/html; charset=utf-8$/i);
  return new JSDOM(body, { url }).window.document;
}

/** What is to be read in it, on one line. */
export const textOf = (element: Element | Document | null | undefined): string =>
  ((element && 'body' in element ? element.body : element)?.textContent ?? '').replace(/\s+/g, ' ').trim();
