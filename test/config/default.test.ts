import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { loadSettings } from '../../src/settings/load.ts';
import { configSchema } from '../../src/settings/schema.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

const config = resolve(import.meta.dirname, '../../config');
const file = join(config, 'newswatch.yaml');
const text = readFileSync(file, 'utf8');

/** Takes the # off every commented default; with `examples`, also the ## off what is no default. */
function uncomment(yaml: string, { examples }: { examples: boolean }): string {
  const defaults = yaml.replace(/^( *)#(?=[a-z]| {2})/gm, '$1');
  return examples ? defaults.replace(/^( *)##(?=[a-z]| {2})/gm, '$1') : defaults;
}

function loadText(t: TestContext, yaml: string, env: Record<string, string> = {}): Settings {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-config-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'feeds.yaml'), '- url: https://example.org/feed\n');
  writeFileSync(join(folder, 'newswatch.yaml'), yaml);
  return loadSettings(join(folder, 'newswatch.yaml'), { env });
}

/** What does not depend on the folder it was read from. */
const choices = ({ poll, fetch, freshness, keep, alerts, http }: Settings): unknown =>
  structuredClone({ poll, fetch, freshness, keep, alerts, http });

test('the default configuration loads with an empty environment, as the defaults of the schema', (t) => {
  const settings = loadSettings(file, { env: {} });
  assert.equal(settings.data, resolve(config, '../data'));
  assert.equal(settings.corpus, resolve(config, '../data/corpus'));
  assert.deepEqual(settings.topicFiles, [join(config, 'topics/us-forces-iraq.yaml')]);
  assert.deepEqual(choices(settings), choices(loadText(t, 'topics: [t.yaml]\nfeeds: [feeds.yaml]\n')));
});

test('data folder, address and token can be given by the environment', () => {
  const env = { NEWSWATCH_DATA: '/var/lib/newswatch', NEWSWATCH_HOST: '0.0.0.0', NEWSWATCH_TOKEN: 'secret' };
  const { data, corpus, http } = loadSettings(file, { env });
  assert.deepEqual([data, corpus], ['/var/lib/newswatch', '/var/lib/newswatch/corpus']);
  assert.deepEqual(http, { host: '0.0.0.0', port: 8_787, token: 'secret' });
});

test('every commented default is the default', (t) => {
  assert.deepEqual(choices(loadText(t, uncomment(text, { examples: false }))), choices(loadText(t, text)));
});

test('every example is valid', (t) => {
  const secrets = { WEBHOOK_SECRET: 's', SMTP_USER: 'u', SMTP_PASSWORD: 'p', NTFY_TOKEN: 'n' };
  const { alerts, fetch } = loadText(t, uncomment(text, { examples: true }), secrets);
  assert.deepEqual(
    alerts.map(({ type, name }) => `${type} ${name}`),
    ['log log', 'webhook desk', 'email email', 'ntfy ntfy'],
  );
  assert.equal(fetch.proxy, 'http://proxy.example.org:3128');
});

test('every key of the schema stands in it', () => {
  const written = parseYaml('newswatch.yaml', uncomment(text, { examples: true })).value;
  assert.deepEqual(keysOf(written).sort(), schemaKeys(z.toJSONSchema(configSchema, { io: 'input' })).sort());
});

/** Dotted paths of a value's keys; lists are looked through for alerts only by their own test above. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => [prefix + key, ...keysOf(below, `${prefix}${key}.`)]);
}

function schemaKeys(schema: z.core.JSONSchema.BaseSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => [
    prefix + key,
    ...(typeof below === 'object' ? schemaKeys(below, `${prefix}${key}.`) : []),
  ]);
}
