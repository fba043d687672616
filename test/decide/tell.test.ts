import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whomToTell } from '../../src/decide/tell.ts';

const CHANNELS = [
  { name: 'desk', duplicates: false },
  { name: 'archive', duplicates: true },
];

test('everybody hears of a first match', () => {
  assert.deepEqual(whomToTell(CHANNELS, { quiet: false, duplicate: false }), ['desk', 'archive']);
});

test('of a near-duplicate only those who ask for it', () => {
  assert.deepEqual(whomToTell(CHANNELS, { quiet: false, duplicate: true }), ['archive']);
});

test('nobody where it is to be quiet', () => {
  for (const duplicate of [false, true]) assert.deepEqual(whomToTell(CHANNELS, { quiet: true, duplicate }), []);
});

test('without channels nobody', () => {
  assert.deepEqual(whomToTell([], { quiet: false, duplicate: false }), []);
});
