import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { install, type Installation } from '../support/daemon.ts';
import { openMovableClock, type MovableClock } from '../support/open-movable-clock.ts';
import { openWorld, type World } from '../support/world.ts';

const DAY = 86_400_000;

const place = (t: TestContext, world: World, env: MovableClock['env']): Promise<Installation> =>
  install(t, {
    feeds: world.publishers.map(({ feed }) => feed.url),
    config: 'poll: { interval: 1s, minInterval: 1s }\n',
    env,
  });

/** Three more polls come, and none follows another at once. */
async function goesOn(world: World): Promise<void> {
  const [publisher] = world.publishers;
  const path = new URL(publisher?.feed.url ?? '').pathname;
  const before = publisher?.site.requests.filter((one) => one.path === path).length ?? 0;
  await publisher?.site.asked(path, before + 3);
  const times = (publisher?.site.requests ?? []).filter((one) => one.path === path).map(({ time }) => time);
  const later = times.slice(before);
  // One that was overdue may come early; what follows keeps its distance.
  const waits = later.slice(1).map((time, index) => time - (later[index] ?? time));
  assert.ok(waits.filter((wait) => wait < 500).length <= 1, `${waits.join(', ')} ms`);
}

it('a clock that is set by a year and back, also while nothing runs: nothing stops, bursts or is lost', async (t) => {
  await using world = await openWorld({ publishers: 1, articlesPer: 2, onTopicShare: 0, seed: 91 });
  const clock = openMovableClock(t);
  const here = await place(t, world, clock.env);
  const daemon = await here.start();
  await daemon.event('poll');
  clock.set(365 * DAY);
  await daemon.event('clock', ({ ms }) => Number(ms) > 0);
  await goesOn(world);
  const published = world.publish({ onTopic: true });
  await daemon.event('poll', ({ fresh }) => fresh === 1);
  clock.set(0);
  await daemon.event('clock', ({ ms, items }) => Number(ms) < 0 && items === 1);
  await daemon.event('alert', ({ title }) => title === published.title);
  await goesOn(world);
  await daemon.end('SIGKILL');

  clock.set(-365 * DAY);
  const next = await here.start();
  await next.event('clock', ({ ms }) => Number(ms) < 0);
  await goesOn(world);
  assert.equal((await next.end('SIGTERM')).code, 0);
});
