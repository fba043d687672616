import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { parseDuration } from '../../src/settings/units.ts';

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly ports?: string[];
  readonly volumes: string[];
  readonly networks: string[];
  readonly profiles?: string[];
  readonly healthcheck?: { test?: string[]; disable?: boolean };
  readonly depends_on?: Record<string, { condition: string }>;
  readonly read_only: boolean;
  readonly cap_drop: string[];
  readonly security_opt: string[];
  readonly stop_grace_period: string;
  readonly restart: string;
}

const compose = parse(readFileSync(resolve(import.meta.dirname, '../../compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<'newswatch' | 'worker' | 'redis', Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};
const { newswatch, worker, redis } = compose.services;

test('every container is hardened, restarted, and given the time that the daemon needs to end', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    assert.equal(service.restart, 'unless-stopped', name);
    assert.ok((parseDuration(service.stop_grace_period) ?? 0) > 8_000, name);
  }
});

test('Redis keeps its queues, drops none, and is reached by nobody else', () => {
  const command = redis.command ?? [];
  const setting = (name: string): string | undefined => command[command.indexOf(name) + 1];
  assert.equal(setting('--appendonly'), 'yes');
  assert.equal(setting('--maxmemory-policy'), 'noeviction');
  assert.deepEqual(redis.volumes, ['queue:/data']);
  assert.deepEqual(redis.networks, ['queue']);
  assert.equal(compose.networks['queue']?.internal, true);
  assert.equal(redis.ports, undefined);
  assert.notEqual(redis.user ?? 'root', 'root');
  assert.ok(redis.healthcheck?.test?.includes('ping'));
});

test('the daemon waits for Redis, insists on a token and is published on loopback alone', () => {
  assert.equal(newswatch.depends_on?.['redis']?.condition, 'service_healthy');
  assert.equal(newswatch.environment?.['REDIS_URL'], 'redis://redis:6379');
  assert.match(newswatch.environment?.['NEWSWATCH_TOKEN'] ?? '', /^\$\{NEWSWATCH_TOKEN:\?.+\}$/);
  for (const port of newswatch.ports ?? []) assert.match(port, /^127\.0\.0\.1:/);
  assert.ok(newswatch.volumes.includes('data:/data'));
  for (const volume of ['data', 'queue']) assert.ok(volume in compose.volumes);
});

test('workers are started on request, are many, and hold neither data nor secrets', () => {
  assert.deepEqual(worker.profiles, ['workers']);
  assert.deepEqual(worker.command, ['worker']);
  assert.equal(worker.image, newswatch.image);
  assert.deepEqual(Object.keys(worker.environment ?? {}), ['REDIS_URL', 'LOG_LEVEL']);
  assert.equal(worker.ports, undefined);
  assert.deepEqual(worker.volumes, ['./config:/app/config:ro']);
  assert.equal(worker.healthcheck?.disable, true);
});
