import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration, parseSize } from '../../src/settings/units.ts';

test('durations', () => {
  const right: readonly (readonly [string, number])[] = [
    ['0s', 0],
    ['450ms', 450],
    ['30s', 30_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['7d', 604_800_000],
    ['1.5h', 5_400_000],
    [' 5m ', 300_000],
  ];
  for (const [text, ms] of right) assert.equal(parseDuration(text), ms, text);
  for (const text of [
    '',
    '5',
    'm',
    '-5m',
    '5 m',
    '5M',
    '5min',
    '1h30m',
    '1e3s',
    '0x5s',
    '٥m',
    '5m\n5m',
    'Infinitys',
    '1234567890s',
  ])
    assert.equal(parseDuration(text), null, text);
});

test('sizes', () => {
  const right: readonly (readonly [string, number])[] = [
    ['1B', 1],
    ['500KB', 500_000],
    ['10MB', 10_000_000],
    ['1.5gb', 1_500_000_000],
    ['10mb', 10_000_000],
  ];
  for (const [text, bytes] of right) assert.equal(parseSize(text), bytes, text);
  for (const text of ['', '10', 'MB', '-1MB', '10 MB', '10MiB', '10TB']) assert.equal(parseSize(text), null, text);
});

test('a duration is written in the unit that reads best', () => {
  const written: readonly (readonly [number, string])[] = [
    [0, '0ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [119_000, '119s'],
    [120_000, '2m'],
    [900_000, '15m'],
    [21_600_000, '6h'],
    [604_800_000, '7d'],
  ];
  for (const [ms, text] of written) assert.equal(formatDuration(ms), text);
  for (const [, text] of written) assert.equal(formatDuration(parseDuration(text) ?? -1), text);
});
