import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshFor } from '../../../workers/web/fresh-for.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const http = (at: number): string => new Date(at).toUTCString();

const cases: readonly (readonly [about: string, headers: Record<string, string>, seconds: number | null])[] = [
  ['silence', {}, null],
  ['max-age', { 'cache-control': 'public, Max-Age=600' }, 600],
  ['a quoted number, which some send', { 'cache-control': 'max-age="600"' }, 600],
  ['max-age less the age it has', { 'cache-control': 'max-age=600', age: '250' }, 350],
  ['an answer older than it should be', { 'cache-control': 'max-age=600', age: '9999' }, 0],
  ['a number beyond all bounds', { 'cache-control': 'max-age=99999999999999999999' }, 2 ** 31],
  ['no number', { 'cache-control': 'max-age=soon' }, null],
  ['a negative one', { 'cache-control': 'max-age=-1' }, null],
  ['what is only for shared caches', { 'cache-control': 's-maxage=600' }, null],
  ['no-cache', { 'cache-control': 'max-age=600, no-cache' }, null],
  ['no-store', { 'cache-control': 'no-store', expires: http(NOW + 600_000) }, null],
  ['Expires by the server’s own clock', { expires: http(NOW + 86_400_000), date: http(NOW + 86_340_000) }, 60],
  ['Expires alone', { expires: http(NOW + 60_000) }, 60],
  ['Expires in the past', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  ['Expires that is no date', { expires: '0', date: 'x' }, 0],
  ['max-age before Expires', { 'cache-control': 'max-age=5', expires: http(NOW + 60_000) }, 5],
];
for (const [about, headers, seconds] of cases)
  test(about, () => assert.equal(freshFor(headers, NOW), seconds === null ? null : seconds * 1_000));
