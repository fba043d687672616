import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

/** A unit's assignments; a key that stands twice has both values. */
function unit(): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const line of readFileSync(resolve(root, 'deploy/newswatch.service'), 'utf8').split('\n')) {
    const found = /^(\w+)=(.*)$/.exec(line);
    if (found?.[1] !== undefined) settings.set(found[1], [...(settings.get(found[1]) ?? []), found[2] ?? '']);
  }
  return settings;
}

test('the unit is hardened, and spares what V8 needs', () => {
  const settings = unit();
  const hardened = {
    User: ['newswatch'],
    NoNewPrivileges: ['yes'],
    ProtectSystem: ['strict'],
    ProtectHome: ['yes'],
    PrivateTmp: ['yes'],
    PrivateDevices: ['yes'],
    CapabilityBoundingSet: [''],
    RestrictAddressFamilies: ['AF_INET AF_INET6 AF_UNIX'],
    SystemCallFilter: ['@system-service', '~@privileged @resources'],
  };
  assert.deepEqual(Object.fromEntries(Object.keys(hardened).map((key) => [key, settings.get(key)])), hardened);
  assert.equal(settings.has('MemoryDenyWriteExecute'), false);
  assert.equal(settings.has('ProcSubset'), false);
});

test('systemd itself calls the exposure low', (t) => {
  const file = resolve(root, 'deploy/newswatch.service');
  const args = ['security', '--offline=yes', '--no-pager', '--threshold=15', file];
  const { error, status, stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  if (error !== undefined) return t.skip('no systemd-analyze on the PATH');
  assert.equal(status, 0, stdout.split('\n').at(-2));
});

test('data in the state folder, no restart after bad configuration, time enough to end', () => {
  const settings = unit();
  assert.deepEqual(settings.get('StateDirectory'), ['newswatch']);
  assert.ok(settings.get('Environment')?.includes('NEWSWATCH_DATA=/var/lib/newswatch'));
  assert.deepEqual(settings.get('Restart'), ['on-failure']);
  assert.deepEqual(settings.get('RestartPreventExitStatus'), ['2']);
  assert.ok(Number(settings.get('TimeoutStopSec')?.[0]) > 8);
  assert.match(settings.get('ExecStart')?.[0] ?? '', /\/bin\/newswatch\.js run$/);
  assert.equal(settings.get('ExecReload')?.[0], '/bin/kill -HUP $MAINPID');
});

test('what is to be executed is executable', () => {
  for (const file of ['bin/newswatch.js', '.ci/run', 'deploy/newswatch'])
    accessSync(resolve(root, file), constants.X_OK);
});
