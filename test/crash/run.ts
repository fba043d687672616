/**
 * `npm run test:crash`: kills the real daemon hundreds of times and compares what is left with what must be. Options:
 * --engine embedded|redis|both, --kills N and --articles N for each engine, --seed N, --at STEP to kill
 * at that step alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STEPS } from '../../src/step.ts';
import { openRandom } from '../support/random.ts';
import { openRedis } from '../support/redis.ts';
import { findProgram } from '../support/require.ts';
import { crash } from './crash.ts';
import { blows } from './deck.ts';
import { openProgress, printSummary, type EngineResult } from './report.ts';
import type { CrashReport } from './stage.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'both' },
    kills: { type: 'string', default: '200' },
    articles: { type: 'string', default: '2000' },
    at: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
  },
});

function whole(name: 'kills' | 'articles' | 'seed'): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`--${name} must be a whole number from 1 on`);
  return number;
}
const [kills, articles, seed] = [whole('kills'), whole('articles'), whole('seed')];
const engines = (['embedded', 'redis'] as const).filter((one) => [one, 'both'].includes(values.engine));
if (engines.length === 0) throw new RangeError('--engine must be embedded, redis or both');
const only = STEPS.find((step) => step === values.at);
if (values.at !== undefined && only === undefined) throw new RangeError(`--at must be one of: ${STEPS.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'newswatch-crash-'));
const progress = openProgress(process.stderr, kills, articles);
const soFar = new Map<string, CrashReport>();
const started = performance.now();

async function onEngine(engine: 'embedded' | 'redis'): Promise<CrashReport> {
  const program = engine === 'redis' ? findProgram('redis-server') : null;
  if (engine === 'redis' && program === null) throw new Error('no redis-server on the PATH; use --engine embedded');
  await using redis = program === null ? null : await openRedis(program);
  process.once('exit', () => void redis?.kill());
  return await crash({
    seed,
    blows: blows(openRandom(seed), engine, kills, only),
    articles,
    folder: join(folder, engine),
    redis: redis?.url ?? null,
    undisturbed: true,
    onProgress(report) {
      soFar.set(engine, report);
      progress.show(engine, report);
    },
  });
}

function summarise(results: readonly EngineResult[]): void {
  progress.end();
  printSummary(process.stdout, results, (performance.now() - started) / 1_000);
}

// Who has seen enough sees what was proved so far. The daemons notice by themselves that nobody needs them any more.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    summarise([...soFar].map(([engine, value]) => ({ engine, result: { status: 'fulfilled', value } })));
    process.stdout.write(`broken off; seed ${seed}, folder ${folder}\n`);
    process.exit(1);
  });
}

const results = await Promise.allSettled(
  engines.map((engine) =>
    onEngine(engine).catch((error: unknown) => {
      progress.failed(engine);
      throw error;
    }),
  ),
);
summarise(engines.map((engine, index) => ({ engine, result: results[index] as PromiseSettledResult<CrashReport> })));
if (results.some(({ status }) => status === 'rejected')) {
  process.stdout.write(`seed ${seed}; what is left of it: ${folder}\n`);
  process.exitCode = 1;
} else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
