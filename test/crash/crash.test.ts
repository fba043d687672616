import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { STEPS, type Step } from '../../src/step.ts';
import { closeRedis, onBothEngines, type EngineUnderTest } from '../support/engines.ts';
import { openFolder } from '../support/folder.ts';
import { openRandom } from '../support/random.ts';
import { crash } from './crash.ts';
import { blows, type Blow } from './deck.ts';
import { nameOf, type CrashReport } from './stage.ts';

const ROOT = resolve(import.meta.dirname, '../..');

describe('the steps of the program', () => {
  it('are each passed somewhere, and each on the list', () => {
    const passed = globSync('{src,workers}/**/*.ts', { cwd: ROOT }).flatMap((file) =>
      [...readFileSync(resolve(ROOT, file), 'utf8').matchAll(/\bstep\(('[^']*')\)/g)].map(([, name]) => name),
    );
    assert.deepEqual(new Set(passed), new Set(STEPS.map((step) => `'${step}'`)));
  });

  for (const engine of ['embedded', 'redis'] as const) {
    it(`are each killed at by npm run test:crash, before hundreds of kills on ${engine} are over`, () => {
      const killedAt = new Set(blows(openRandom(1), engine, 100).map(({ at }) => at));
      assert.deepEqual(
        STEPS.filter((step) => !killedAt.has(step)),
        [],
      );
    });
  }
});

const rest = (at: Step): Blow => ({ victim: 'run', from: 'rest', at });
const start = (at: Step): Blow => ({ victim: 'run', from: 'start', at });

/** The short form: the boundaries that matter most, on one engine or the other. `npm run test:crash` has all of them on both. */
const SHORT: { readonly [engine in EngineUnderTest['kind']]: readonly Blow[] } = {
  embedded: [
    rest('transaction written'),
    rest('match committed'),
    start('manifest renamed'),
    rest('delivery answered'),
  ],
  redis: [rest('outcome recorded'), start('queue emptied'), { victim: 'worker', from: 'rest', at: 'outcome returned' }],
};

async function killed(t: TestContext, engine: EngineUnderTest): Promise<CrashReport | null> {
  const env = await engine.env(t);
  if (env === null) return null;
  return crash({
    seed: 7,
    blows: SHORT[engine.kind],
    articles: 36,
    folder: openFolder(t),
    redis: env['REDIS_URL'] ?? null,
    undisturbed: false,
  });
}

onBothEngines('a daemon killed again and again', (engine) => {
  after(closeRedis);

  it('finds and tells all as if it had never been', { timeout: 600_000 }, async (t) => {
    const report = await killed(t, engine);
    if (report === null) return;
    assert.deepEqual([...report.kills.keys()], SHORT[engine.kind].map(nameOf));
    assert.ok(report.compared >= 3 && report.files >= 10, `${report.compared} starts, ${report.files} files`);
  });
});
