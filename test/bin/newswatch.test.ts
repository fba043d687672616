import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';

const bin = resolve(import.meta.dirname, '../../bin/newswatch.js');

/** A package with nothing but the command and the files given. */
function packageWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-bin-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(bin, join(folder, 'bin/newswatch.js'));
  return folder;
}

function start(folder: string, { node = process.execPath, flags = [] as string[], args = [] as string[] } = {}) {
  const { status, stdout, stderr } = spawnSync(node, [...flags, join(folder, 'bin/newswatch.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, stdout, lines: stderr.split('\n').filter((line) => line !== '') };
}

const says = (word: string): string => `process.stdout.write(['${word}', ...process.argv.slice(2)].join(' '));`;

test('in a checkout it runs the sources, even beside a build', (t) => {
  const folder = packageWith(t, {
    'src/main.ts': `const a: number = 1; void a; ${says('sources')}`,
    'dist/src/main.js': says('build'),
  });
  assert.deepEqual(start(folder, { args: ['run', '--once'] }), { status: 0, stdout: 'sources run --once', lines: [] });
});

test('without sources it runs the build', (t) => {
  const folder = packageWith(t, { 'dist/src/main.js': says('build') });
  assert.deepEqual(start(folder), { status: 0, stdout: 'build', lines: [] });
});

test('without either it says how to build', (t) => {
  const { status, lines } = start(packageWith(t, {}));
  assert.equal(status, 1);
  assert.deepEqual(lines, ['newswatch: it is not built: run "npm run build" first']);
});

test('before npm ci it names npm ci in one line', (t) => {
  const { status, lines } = start(packageWith(t, { 'src/main.ts': `import 'commander';` }));
  assert.equal(status, 1);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^newswatch: a part of it is missing: run "npm ci" first \(.*'commander'/);
});

test('an error of the program itself is not mistaken for a missing part', (t) => {
  const { status, lines } = start(packageWith(t, { 'src/main.ts': `throw new Error('own trouble');` }));
  assert.equal(status, 1);
  assert.ok(lines.some((line) => line.includes('own trouble')));
  assert.ok(!lines.some((line) => line.includes('npm ci')));
});

/** Makes Node believe that it is another version, before the command is read. */
function pretendVersion(folder: string, version: string): string[] {
  const preload = join(folder, 'pretend.cjs');
  const versions = `{ ...process.versions, node: '${version}' }`;
  writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  return ['--require', preload];
}

for (const version of ['12.22.12', '22.20.0', '24.14.1']) {
  test(`Node ${version} gets one line and exit code 2`, (t) => {
    const checkout = packageWith(t, { 'package-lock.json': '{}', 'src/main.ts': says('started') });
    assert.deepEqual(start(checkout, { flags: pretendVersion(checkout, version) }), {
      status: 2,
      stdout: '',
      lines: [
        `newswatch: needs Node 24.15 or later, this is ${version}: "npm ci" brings it, then use "npm start" or "npm run newswatch -- COMMAND"`,
      ],
    });
    const installed = packageWith(t, { 'dist/src/main.js': says('started') });
    assert.deepEqual(start(installed, { flags: pretendVersion(installed, version) }).lines, [
      `newswatch: needs Node 24.15 or later, this is ${version}: install Node 24 and start it with that`,
    ]);
  });
}

for (const version of ['24.15.0', '25.0.0']) {
  test(`Node ${version} is new enough`, (t) => {
    const folder = packageWith(t, { 'src/main.ts': says('started') });
    assert.equal(start(folder, { flags: pretendVersion(folder, version) }).stdout, 'started');
  });
}

test('a real older Node can read the file', (t) => {
  const older = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => ({ node: join(folder, 'node'), version: versionOf(join(folder, 'node')) }))
    .find(({ version }) => version !== null && version < 24);
  if (older === undefined) {
    t.skip('no older Node on the PATH');
    return;
  }
  const { status, lines } = start(packageWith(t, { 'src/main.ts': says('started') }), { node: older.node });
  assert.equal(status, 2);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^newswatch: needs Node 24\.15 or later, this is \d+\./);
});

function versionOf(node: string): number | null {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.slice(1).split('.')[0]) : null;
}
