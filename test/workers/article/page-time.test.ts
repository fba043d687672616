import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePageTime } from '../../../workers/article/page-time.ts';
import { isTimeLine } from '../../../workers/article/time-line.ts';

const isoOf = (text: string, dayFirst: boolean | null = null): string | null => {
  const time = parsePageTime(text, dayFirst);
  return time === null ? null : new Date(time.at).toISOString().replace(':00.000Z', 'Z').replace('T00:00Z', '');
};

test('times of metadata, as pages write them', () => {
  const cases: [string, string | null][] = [
    ['2024-03-11T08:15:00+01:00', '2024-03-11T07:15Z'],
    ['2024-03-11T08:15:30.123Z', '2024-03-11T08:15:30.000Z'],
    ['2024-03-11 08:15', '2024-03-11T08:15Z'],
    ['2024-03-11T08:15:00-0530', '2024-03-11T13:45Z'],
    ['20240311', '2024-03-11'],
    ['2024/03/11', '2024-03-11'],
    ['Mon, 11 Mar 2024 08:15:00 +0100', '2024-03-11T07:15Z'],
    ['Mon Mar 11 08:15:00 EST 2024', '2024-03-11T13:15Z'],
    ['01:38:07 PM IST Mar 11, 2024', '2024-03-11T08:08:07.000Z'],
    ['March 11, 2024', '2024-03-11'],
    ['1710141300', '2024-03-11T07:15Z'],
    ['1710141300000', '2024-03-11T07:15Z'],
    ['2024-13-40', null],
    ['2024-02-31', null],
    ['0001-01-01T00:00:00', null],
    ['yesterday', null],
    ['11', null],
    ['', null],
  ];
  for (const [text, iso] of cases) assert.equal(isoOf(text), iso, text);
});

test('days in the words of many languages', () => {
  for (const line of [
    'Published 11 March 2024',
    'Monday, March 11th, 2024',
    'Montag, 11. März 2024',
    'Publié le 11 mars 2024',
    '11 de marzo de 2024',
    '11 de março de 2024',
    'Pubblicato l’11 marzo 2024',
    '11 maart 2024',
    '11 marca 2024',
    '11 марта 2024 г.',
    '11 березня 2024',
    '11 Mart 2024 Pazartesi',
    '١١ مارس ٢٠٢٤',
    '11 آذار 2024',
    '۲۱ اسفند ۱۴۰۲',
    '2024年3月11日',
    '2024년 3월 11일',
    '11 Μαρτίου 2024',
    'den 11 mars 2024',
    '2024. március 11.',
    '11 Maret 2024',
    '11.03.2024',
    '11-Mar-2024',
  ]) {
    assert.equal(isoOf(line), '2024-03-11', line);
  }
  assert.equal(isoOf('11/03/2024'), null, 'March or November');
  assert.equal(isoOf('11/03/2024', true), '2024-03-11');
  assert.equal(isoOf('03/11/2024', false), '2024-03-11');
  assert.equal(isoOf('13/03/2024'), '2024-03-13');
  assert.equal(isoOf('31 février 2024'), null, 'no such day');
  assert.equal(isoOf('۳۱ اسفند ۱۴۰۲'), null, 'no such day');
});

test('the time of day beside a day, with its zone', () => {
  const cases: [string, string, 0 | 1 | 2][] = [
    ['Published 11:11 PM EST Mar 10, 2024', '2024-03-11T04:11Z', 2],
    ['9:39AM BST 05 Oct 2011', '2011-10-05T08:39Z', 2],
    ['11 mars 2024 à 14h30', '2024-03-11T14:30Z', 1],
    ['11.03.2024, 08:15 Uhr', '2024-03-11T08:15Z', 1],
    ['March 11, 2024 8:15 GMT+1', '2024-03-11T07:15Z', 2],
    ['2024年3月11日 下午3:15', '2024-03-11', 0],
    ['2024-03-11T00:00:00Z', '2024-03-11', 0],
  ];
  for (const [line, iso, exact] of cases) {
    assert.equal(isoOf(line), iso, line);
    assert.equal(parsePageTime(line)?.exact, exact, line);
  }
});

test('a hostile line costs little', () => {
  const started = process.cpuUsage();
  for (const line of ['1 '.repeat(5_000), 'a '.repeat(5_000), '1 a '.repeat(5_000), ':1'.repeat(5_000)]) {
    assert.equal(isoOf(line), null);
  }
  const { user } = process.cpuUsage(started);
  assert.ok(user < 2_000_000, `${user} µs`);
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
