import type { TestContext } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { programOrSkip } from '../support/require.ts';

/** A real browser, closed with the test; null, the test skipped, where this machine has none. */
export async function openBrowser(t: TestContext): Promise<Browser | null> {
  const executablePath = programOrSkip(t, 'chromium');
  if (executablePath === null) return null;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  t.after(() => browser.close());
  return browser;
}

/** What the browser complained of, and what it asked of anybody but us. */
export function complaints(page: Page, address: string): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${address}/`) && !url.startsWith('data:')) heard.push(`asked for ${url}`);
  });
  return heard;
}
