import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, openBrowser } from './browser.ts';
import { HOSTILE } from './hostile.ts';
import { openStation } from './station.ts';

test('a browser logs in through the form, reads every page, marks a match and logs out, and has no complaint', async (t) => {
  const browser = await openBrowser(t);
  if (browser === null) return;
  const station = openStation(t);
  station.warn(HOSTILE.join(' '));
  for (const title of HOSTILE) station.addMatch({ title, excerpt: title });
  const id = station.addMatch({ title: 'The latest' });
  const address = await station.serve({}, { token: 'geheim' });
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const heard = complaints(page, address);

  await page.goto(`${address}/match/${id}`);
  assert.equal(new URL(page.url()).pathname, '/login');
  await page.fill('input[name=token]', 'geheim');
  await page.click('button');
  assert.equal(page.url(), `${address}/match/${id}`);
  const [cookie] = await context.cookies();
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Strict']);

  await page.click('button[value=right]');
  assert.match(await page.innerText('.facts'), /marked right/);
  for (const path of ['/', '/feeds', '/?q=latest']) {
    await page.goto(address + path);
    const { width, styled } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      styled: getComputedStyle(document.body).marginTop === '0px',
    }));
    assert.ok(width <= 390, `${path} is ${width} pixels wide`);
    assert.ok(styled, `${path} has its style`);
  }
  await page.fill('input[name=q]', 'script');
  await page.press('input[name=q]', 'Enter');
  assert.equal(new URL(page.url()).search, '?q=script');
  assert.deepEqual(heard, []);

  await page.click('text=Log out');
  await page.goto(address);
  assert.equal(page.url(), `${address}/login`);
  await page.fill('input[name=token]', 'wrong');
  await page.click('button');
  assert.match(await page.innerText('[role=alert]'), /That is not the token/);
});
