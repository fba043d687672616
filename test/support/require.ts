import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';

/**
 * Programs that a test may use but that no user needs: where one is missing, its tests are skipped and say so. Where
 * `NEWSWATCH_TEST_REQUIRE` names it ("redis-server,chromium", as `.ci/run` does), they fail instead: CI must not turn
 * green by leaving them out.
 */
const COMMANDS = {
  'redis-server': ['redis-server', 'valkey-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
} as const;

export type Program = keyof typeof COMMANDS;

/** The program's path, or null if this machine lacks it. @throws Error if it is lacking and required. */
export function findProgram(program: Program, env: NodeJS.ProcessEnv = process.env): string | null {
  const found = COMMANDS[program]
    .flatMap((command) => (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command)))
    .find(isExecutable);
  if (found !== undefined) return found;
  if (requiredPrograms(env).includes(program)) {
    throw new Error(`${program} is required by NEWSWATCH_TEST_REQUIRE but is not on the PATH; install it`);
  }
  return null;
}

/** The program's path, or null after having skipped the test visibly. @throws Error if it is lacking and required. */
export function programOrSkip(t: Pick<TestContext, 'skip'>, program: Program): string | null {
  const path = findProgram(program);
  if (path === null) t.skip(`no ${program} on the PATH`);
  return path;
}

function requiredPrograms(env: NodeJS.ProcessEnv): readonly string[] {
  const names = (env['NEWSWATCH_TEST_REQUIRE'] ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !Object.hasOwn(COMMANDS, name));
  if (unknown.length > 0) {
    throw new Error(`NEWSWATCH_TEST_REQUIRE names ${unknown.join(', ')}; it knows ${Object.keys(COMMANDS).join(', ')}`);
  }
  return names;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
