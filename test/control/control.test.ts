import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { daemonCommands } from '../../src/control/client.ts';
import { serveControl } from '../../src/control/server.ts';
import { socketPath } from '../../src/control/socket-path.ts';
import type { Commands } from '../../src/coordinator/commands.ts';
import { NewswatchError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import { openFolder } from '../support/folder.ts';

const STATUS: Awaited<ReturnType<Commands['status']>> = {
  version: '1.2.3',
  running: true,
  pid: 4_711,
  startedAt: '2026-11-20T12:00:00.000Z',
  engine: 'embedded',
  http: null,
  data: '/data',
  corpus: '/data/corpus',
  topics: ['iraq'],
  totals: { items: {}, waiting: 0, ruledOut: 0, matches: 0, alerts: {}, corpusFiles: 0, lastMatchAt: null },
  queues: {},
  feeds: [],
  warnings: [],
  problems: ['Ünïcode 😀'],
};

/** Commands that answer with what they were asked; `over` is what a test is about. */
const openEcho = (over: Partial<Commands> = {}): Commands => ({
  addFeeds: async (feeds) => ({ file: 'feeds.yaml', added: feeds.map(({ url }) => url), known: [] }),
  removeFeed: async (url) => ({ url, files: [] }),
  mark: async (id, mark) => ({ id, title: 'T', mark }),
  takeUp: async ({ gained, unread }) => ({ applied: gained.length, fetchAgain: unread.length }),
  reload: async () => ({ changed: ['feeds'], atRestart: [] }),
  rebuildCorpus: async () => ({ written: [] }),
  backup: async (file) => ({ file }),
  status: async () => STATUS,
  ...over,
});

async function serve(
  t: TestContext,
  folder: string,
  over: Partial<Commands> = {},
): Promise<{ close(): Promise<void> }> {
  const control = await serveControl(folder, openEcho(over), silentLog());
  t.after(() => control.close());
  return control;
}

async function connect(folder: string): Promise<Commands> {
  const commands = await daemonCommands(folder);
  assert.ok(commands !== undefined);
  return commands;
}

describe('a command goes to the daemon and its answer comes back', () => {
  test('each of them, with its arguments', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder);
    const daemon = await connect(folder);
    assert.deepEqual(await daemon.status(), STATUS);
    assert.deepEqual(await daemon.addFeeds([{ url: 'https://a.example/' }]), {
      file: 'feeds.yaml',
      added: ['https://a.example/'],
      known: [],
    });
    assert.deepEqual(await daemon.removeFeed('https://a.example/'), { url: 'https://a.example/', files: [] });
    assert.deepEqual(await daemon.mark('0123', 'wrong'), { id: '0123', title: 'T', mark: 'wrong' });
    assert.deepEqual(await daemon.takeUp({ gained: ['a', 'b'], unread: ['c'] }), { applied: 2, fetchAgain: 1 });
    assert.deepEqual(await daemon.rebuildCorpus(), { written: [] });
    assert.deepEqual(await daemon.backup('/b.db'), { file: '/b.db' });
  });

  test('also of several megabytes, and several at once', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder);
    const daemon = await connect(folder);
    const feeds = Array.from({ length: 50_000 }, (_, i) => ({ url: `https://feed-${i}.example/${'ü'.repeat(20)}` }));
    const answers = await Promise.all([daemon.addFeeds(feeds), daemon.status(), daemon.backup('x')]);
    assert.deepEqual(
      answers[0].added,
      feeds.map(({ url }) => url),
    );
    assert.deepEqual(answers[1], STATUS);
  });

  test('an error comes back with its code and its remedy', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder, {
      mark: async () => {
        throw new NewswatchError('unknown-id', 'x names no match', { remedy: 'newswatch matches shows the ids' });
      },
      backup: async () => {
        throw new TypeError('a fault');
      },
    });
    const daemon = await connect(folder);
    await assert.rejects(daemon.mark('x', 'right'), {
      code: 'unknown-id',
      message: 'x names no match (newswatch matches shows the ids)',
    });
    await assert.rejects(daemon.backup('x'), { code: 'failed', message: 'a fault' });
    assert.deepEqual(await daemon.status(), STATUS, 'and the daemon lives on');
  });
});

describe('where no daemon runs', () => {
  test('there are no commands', async (t) => {
    assert.equal(await daemonCommands(openFolder(t)), undefined);
    assert.equal(await daemonCommands(join(openFolder(t), 'none')), undefined);
  });

  test('what a killed one left behind is no daemon, and no hindrance to the next', async (t) => {
    const folder = openFolder(t);
    await dieListening(t, folder);
    assert.ok(statSync(socketPath(folder)).isSocket());
    assert.equal(await daemonCommands(folder), undefined);
    await serve(t, folder);
    assert.deepEqual(await (await connect(folder)).status(), STATUS);
  });

  test('after it has closed there are none, and its socket is gone', async (t) => {
    const folder = openFolder(t);
    const control = await serve(t, folder);
    await control.close();
    assert.ok(!existsSync(socketPath(folder)));
    assert.equal(await daemonCommands(folder), undefined);
  });
});

/** A process that listens at the socket until it is killed. */
async function dieListening(t: TestContext, folder: string): Promise<void> {
  const program = `require('node:net').createServer().listen(process.argv[1], () => process.stdout.write('listening'))`;
  const child = spawn(process.execPath, ['-e', program, socketPath(folder)], { stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('a daemon that fails its caller', () => {
  test('by ending before it has answered', async (t) => {
    const folder = openFolder(t);
    const started = Promise.withResolvers<void>();
    const control = await serve(t, folder, {
      backup: () => {
        started.resolve();
        return new Promise(() => {});
      },
    });
    const daemon = await connect(folder);
    const answer = assert.rejects(daemon.backup('x'), {
      code: 'daemon-lost',
      message: /^the newswatch on .* ended before it had answered \(/,
    });
    await started.promise;
    await control.close();
    await answer;
    await assert.rejects(daemon.status(), { code: 'daemon-lost' });
  });

  test('by being another program', async (t) => {
    for (const text of ['hello', '5', 'null', '']) {
      const folder = openFolder(t);
      const other = createServer((_request, response) => response.end(text));
      await once(other.listen(socketPath(folder)), 'listening');
      t.after(() => other.close());
      await assert.rejects(daemonCommands(folder), { code: 'daemon-answer', message: /is no newswatch$/ }, text);
    }
  });

  test('by never answering', async (t) => {
    const folder = openFolder(t);
    const server = createSocketServer(() => {});
    await once(server.listen(socketPath(folder)), 'listening');
    t.after(() => server.close());
    await assert.rejects(daemonCommands(folder, { silence: 50 }), {
      code: 'daemon-silent',
      message: /^the newswatch that listens at .* has not answered for 0\.05 s$/,
      remedy: 'see its log, or stop it and start it anew',
    });
  });
});

describe('the socket', () => {
  test('lies in the data folder, for its owner only', async (t) => {
    if (process.platform === 'win32') return t.skip('pipes have no files');
    const folder = openFolder(t);
    await serve(t, folder);
    const { mode } = statSync(join(folder, 'newswatch.sock'));
    assert.equal(mode & 0o777, 0o600);
  });

  test('of a folder with a long name lies with the temporary files, and works the same', async (t) => {
    if (process.platform === 'win32') return t.skip('pipes have no files');
    const folder = join(openFolder(t), 'a-long-name'.repeat(12));
    mkdirSync(folder);
    const path = socketPath(folder);
    assert.ok(path.startsWith(tmpdir()) && Buffer.byteLength(path) <= 100, path);
    await serve(t, folder);
    assert.deepEqual(await (await connect(folder)).status(), STATUS);
    assert.notEqual(socketPath(`${folder}x`), path);
  });

  test('is the same however the folder is written', (t) => {
    const folder = openFolder(t);
    for (const other of [`${folder}/`, `${folder}/x/..`, relative(process.cwd(), folder)])
      assert.equal(socketPath(other), socketPath(folder));
  });

  test('letters of several bytes count as such', (t) => {
    if (process.platform === 'win32') return t.skip('pipes have no files');
    assert.ok(Buffer.byteLength(socketPath(join(openFolder(t), 'ü'.repeat(45)))) <= 100);
  });

  test('that cannot be made is named', async (t) => {
    const folder = openFolder(t);
    mkdirSync(join(folder, 'newswatch.sock'));
    await assert.rejects(serveControl(folder, openEcho(), silentLog()), {
      code: 'control-socket',
      message: /newswatch\.sock cannot be listened at for commands \(/,
      remedy: /remove it if it is there/,
    });
    rmSync(folder, { recursive: true });
    await assert.rejects(serveControl(folder, openEcho(), silentLog()), { code: 'control-socket' });
  });
});

describe('what comes in over it', () => {
  /** A request that the command line would never make. */
  function ask(
    folder: string,
    path: string,
    { method = 'POST', body = '[]' }: { method?: string; body?: string | Buffer } = {},
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const call = request({ socketPath: socketPath(folder), method, path }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      });
      call.on('error', reject).end(body);
    });
  }

  test('is no command unless it is one by name and method', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder);
    for (const [path, method] of [
      ['/none', 'POST'],
      ['/status', 'GET'],
      ['/', 'POST'],
      ['/constructor', 'POST'],
      ['/__proto__', 'POST'],
      ['/status/', 'POST'],
    ] as const) {
      const { status, body } = await ask(folder, path, { method, body: '' });
      assert.equal(status, 400, path);
      assert.deepEqual(JSON.parse(body), { error: { code: 'unknown-command', message: `${path} is no command` } });
    }
  });

  test('is refused if it is no list of arguments', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder);
    for (const body of ['', '{', '{}', '5']) {
      const { status, body: answer } = await ask(folder, '/backup', { body });
      assert.equal(status, 400, body);
      assert.equal((JSON.parse(answer) as { error: { code: string } }).error.code, 'failed');
    }
    assert.deepEqual(await (await connect(folder)).status(), STATUS);
  });

  test('is refused if it is huge', async (t) => {
    const folder = openFolder(t);
    await serve(t, folder);
    const { status, body } = await ask(folder, '/backup', { body: Buffer.alloc(12_000_000, 'x') });
    assert.equal(status, 400);
    assert.deepEqual(JSON.parse(body), { error: { code: 'too-large', message: 'the command is too large' } });
  });
});
