import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePageTime } from '../../../workers/article/page-time.ts';
import { isTimeLine } from '../../../workers/article/time-line.ts';

test('times of metadata, as pages write them', () => {
  const cases: [string, string | null][] = [
    ['2024-03-11T08:15:00+01:00', '2024-03-11T07:15:00.000Z'],
    ['2024-03-11T08:15:30.123Z', '2024-03-11T08:15:30.000Z'],
    ['2024-03-11 08:15', '2024-03-11T08:15:00.000Z'],
    ['2024-03-11T08:15:00-0530', '2024-03-11T13:45:00.000Z'],
    ['20240311', '2024-03-11T00:00:00.000Z'],
    ['Mon, 11 Mar 2024 08:15:00 +0100', '2024-03-11T07:15:00.000Z'],
    ['March 11, 2024', '2024-03-11T00:00:00.000Z'],
    ['1710141300', '2024-03-11T07:15:00.000Z'],
    ['1710141300000', '2024-03-11T07:15:00.000Z'],
    ['2024-13-40', null],
    ['0001-01-01T00:00:00', null],
    ['yesterday', null],
    ['11', null],
    ['', null],
  ];
  for (const [text, iso] of cases) {
    assert.equal(parsePageTime(text), iso === null ? null : Date.parse(iso), text);
  }
});

test('lines that only tell a time, in several languages', () => {
  for (const line of [
    'Published 11:11 PM EST Nov 19, 2019',
    'Updated on: November 19, 2019 / 10:07 AM / CBS News',
    'November 18, 2019 | 4:10pm',
    'segunda-feira, 22 de janeiro de 2018 às 0:13',
    'Dienstag, 5. März 2024, 08:30 Uhr',
    '٢٠ نوفمبر 2019',
    '3 min read',
    'Today 12:01 AM',
  ]) {
    assert.ok(isTimeLine(line), line);
  }
  for (const line of [
    'On 19 November 2019 the bridge was closed for repairs.',
    'GROUP A: 19 points',
    'Chapter 3',
    '1,200 soldiers',
    'no digits in November',
    'May 5 '.repeat(40),
  ]) {
    assert.ok(!isTimeLine(line), line);
  }
});
