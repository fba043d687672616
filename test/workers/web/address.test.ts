import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed, isPrivateAddress } from '../../../workers/web/address.ts';

/** The first and last address of each special-purpose block (IANA registries of 2025), and forms that carry one. */
const PRIVATE = `
  0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1
  127.255.255.255 169.254.0.0 169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.1 192.0.2.1
  192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.1 203.0.113.1
  224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 ::7f00:1 ::808:808 100::1 64:ff9b:1::808:808 2001:db8::1 2001::1 2001:2::1
  3fff::1 5f00::1 fc00::1 fdff:ffff::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1
  ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:192.168.1.1 64:ff9b::127.0.0.1 64:ff9b::a00:1
  2002:7f00:1:: 2002:c0a8:101::1 [::1]
  localhost example.org 127.1 0x7f.1 2130706433 08.8.8.8 1.2.3 8.8.8.8.8
`
  .trim()
  .split(/\s+/);

const PUBLIC = `
  1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255
  128.0.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
  223.255.255.255 2606:4700::1111 2a00:1450:4001::200e 2001:4860:4860::8888 [2606:4700::1]
  ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
`
  .trim()
  .split(/\s+/);

test('what is not an ordinary public address is private', () => {
  for (const ip of ['', ...PRIVATE]) assert.equal(isPrivateAddress(ip), true, ip);
  for (const ip of PUBLIC) assert.equal(isPrivateAddress(ip), false, ip);
});

test('public addresses are always allowed, private ones by the setting', () => {
  assert.equal(isAllowed('example.org', '8.8.8.8', false), true);
  assert.equal(isAllowed('example.org', '8.8.8.8', ['10.0.0.0/8']), true);
  assert.equal(isAllowed('example.org', '127.0.0.1', false), false);
  assert.equal(isAllowed('example.org', '127.0.0.1', true), true);
  assert.equal(isAllowed('example.org', '127.0.0.1', []), false);
});

test('a listed name is allowed wherever it points, and no other', () => {
  const list = ['intranet.example', 'LOCALHOST'];
  assert.equal(isAllowed('intranet.example', '10.1.2.3', list), true);
  assert.equal(isAllowed('Intranet.Example.', 'fd00::1', list), true);
  assert.equal(isAllowed('localhost', '::1', list), true);
  assert.equal(isAllowed('www.intranet.example', '10.1.2.3', list), false);
  assert.equal(isAllowed('10.1.2.3', '10.1.2.3', list), false);
});

test('a listed range or address allows what lies in it, under any name and in any form', () => {
  const list = ['10.0.0.0/8', '192.168.1.7', 'fd00::/8', '::1'];
  for (const ip of ['10.9.8.7', '::ffff:10.9.8.7', '192.168.1.7', 'fd12::1', '::1', '[::1]']) {
    assert.equal(isAllowed('any.example', ip, list), true, ip);
  }
  for (const ip of ['11.0.0.1', '192.168.1.8', 'fe80::1', '127.0.0.1']) {
    assert.equal(isAllowed('any.example', ip, list), ip === '11.0.0.1', ip);
  }
});

test('a range that makes no sense allows nothing', () => {
  for (const entry of ['10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/-1', '10.0.0/8', '/8', 'fd00::/129', '10.0.0.0/8.5']) {
    assert.equal(isAllowed('any.example', '10.0.0.1', [entry]), false, entry);
  }
});
