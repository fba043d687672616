import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { Io } from '../../src/cli/io.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { report } from '../../src/cli/report.ts';

const bin = resolve(import.meta.dirname, '../../bin/newswatch.js');
const TOPIC = resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml');

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  readonly list: string;
  readonly read: () => string;
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string) => string;
  readonly start: (...args: string[]) => ChildProcess;
  /** The real command, to its end. */
  readonly command: (...args: string[]) => Promise<Result>;
  /** The same in this process, which is quicker. */
  readonly newswatch: (...args: string[]) => Promise<Result>;
}

/** A configuration of its own, whose `feeds.yaml` says this. */
export function place(t: TestContext, feeds: string, more = ''): Place {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-cli-'));
  t.after(() => rmSync(folder, { recursive: true, maxRetries: 5 }));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  write(
    'newswatch.yaml',
    `data: data\ntopics: [${TOPIC}]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\nfetch: { allowPrivateNetworks: true, perHost: { delay: 0s, concurrency: 4 } }\n${more}`,
  );
  const list = write('feeds.yaml', feeds);
  const start = (...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, [bin, ...args, '--config', path('newswatch.yaml')], {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, REDIS_URL: undefined },
    });
    t.after(() => child.kill('SIGKILL'));
    return child;
  };
  const command = async (...args: string[]): Promise<Result> => {
    const child = start(...args);
    assert.ok(child.stdout !== null && child.stderr !== null);
    const [[code], out, err] = await Promise.all([
      once(child, 'close') as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, out, err };
  };
  const newswatch = async (...args: string[]): Promise<Result> => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const said = [text(stdout), text(stderr)] as const;
    // The commands only write to them.
    const io = { stdout, stderr, stdin: process.stdin } as unknown as Io;
    const code = await buildProgram(io, [...args, '--config', path('newswatch.yaml')]).catch((error: unknown) =>
      report(io, error),
    );
    stdout.end();
    stderr.end();
    return { code, out: await said[0], err: await said[1] };
  };
  return { list, read: () => readFileSync(list, 'utf8'), path, write, start, command, newswatch };
}

export const ITEMS = [{ title: 'One', link: 'https://news.test/1' }];
export const entry = (url: string, more = ''): string => `- url: ${url}\n${more}`;
