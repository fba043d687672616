import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAttempts } from '../../src/dashboard/attempts.ts';

const fail = (attempts: ReturnType<typeof openAttempts>, address: string, times: number): void => {
  for (let n = 0; n < times; n++) attempts.failed(address);
};

test('blocks an address after ten failures, until a minute after the first', () => {
  let now = 0;
  const attempts = openAttempts(() => now);
  fail(attempts, '192.0.2.1', 9);
  assert.equal(attempts.blockedFor('192.0.2.1'), 0);
  now = 20_000;
  fail(attempts, '192.0.2.1', 1);
  assert.equal(attempts.blockedFor('192.0.2.1'), 40_000);
  assert.equal(attempts.blockedFor('192.0.2.2'), 0);
  now = 60_000;
  assert.equal(attempts.blockedFor('192.0.2.1'), 0);
  fail(attempts, '192.0.2.1', 9);
  assert.equal(attempts.blockedFor('192.0.2.1'), 0, 'counts anew');
});

test('an IPv6 network counts as one address, and so does an IPv4 address written as IPv6', () => {
  const attempts = openAttempts(() => 0);
  for (let n = 0; n < 10; n++) attempts.failed(`2001:db8:1:2::${n}`);
  assert.ok(attempts.blockedFor('2001:db8:1:2:ffff::1') > 0);
  assert.equal(attempts.blockedFor('2001:db8:1:3::1'), 0);
  fail(attempts, '::ffff:192.0.2.1', 10);
  assert.ok(attempts.blockedFor('192.0.2.1') > 0);
  fail(attempts, 'fe80::1%eth0', 10);
  assert.ok(attempts.blockedFor('fe80::2%eth0') > 0);
});

test('six hundred failures from everywhere block strangers for a minute, but nobody who has known the token', () => {
  let now = 0;
  const attempts = openAttempts(() => now);
  attempts.succeeded('198.51.100.1');
  for (let n = 0; n < 600; n++) attempts.failed(`10.0.${n >> 8}.${n & 255}`);
  assert.equal(attempts.blockedFor('192.0.2.1'), 60_000);
  assert.equal(attempts.blockedFor('198.51.100.1'), 0);
  fail(attempts, '198.51.100.1', 10);
  assert.equal(attempts.blockedFor('198.51.100.1'), 60_000, 'their own failures count');
  now = 60_000;
  assert.equal(attempts.blockedFor('192.0.2.1'), 0);
});

test('remembers a thousand addresses, the latest to fail', () => {
  const attempts = openAttempts(() => 0);
  attempts.succeeded('192.0.2.1');
  fail(attempts, '192.0.2.1', 10);
  for (let n = 0; n < 999; n++) attempts.failed(`10.0.${n >> 8}.${n & 255}`);
  assert.ok(attempts.blockedFor('192.0.2.1') > 0);
  attempts.failed('10.9.9.9');
  assert.equal(attempts.blockedFor('192.0.2.1'), 0);
});

test('a clock that was set back blocks nobody for longer than a minute', () => {
  let now = 10_000_000;
  const attempts = openAttempts(() => now);
  fail(attempts, '192.0.2.1', 10);
  now = 9_990_000;
  assert.equal(attempts.blockedFor('192.0.2.1'), 60_000);
  now = 0;
  assert.equal(attempts.blockedFor('192.0.2.1'), 0);
});
