import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ConfigError } from '../../src/errors.ts';
import { loadSettings } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { openFolder } from '../support/folder.ts';

export const FEEDS = '- url: https://news.example/feed\n';
/** What has no default. */
export const LEAST = 'topics: [topic.yaml]\nfeeds: [feeds.yaml]\n';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Loads `newswatch.yaml` among these files; there is a feed list unless one is given. */
export function load(t: TestContext, files: Files, env: Record<string, string> = {}): Settings {
  const folder = openFolder(t, { 'feeds.yaml': FEEDS, 'newswatch.yaml': LEAST, ...files });
  return loadSettings(join(folder, 'newswatch.yaml'), { env });
}

/** The settings of a configuration that has these lines besides the least. */
export const loadWith = (t: TestContext, lines: string, env?: Record<string, string>): Settings =>
  load(t, { 'newswatch.yaml': LEAST + lines }, env);

/** What is said about bad files: one line a mistake, without the folder. */
export function mistakesIn(t: TestContext, files: Files, env: Record<string, string> = {}): string[] {
  const folder = openFolder(t, { 'feeds.yaml': FEEDS, 'newswatch.yaml': LEAST, ...files });
  try {
    loadSettings(join(folder, 'newswatch.yaml'), { env });
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message.replaceAll(`${folder}/`, '').split('\n');
  }
  return [];
}

export const mistakesWith = (t: TestContext, lines: string, env?: Record<string, string>): string[] =>
  mistakesIn(t, { 'newswatch.yaml': LEAST + lines }, env);
