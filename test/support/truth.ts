import assert from 'node:assert/strict';
import type { Installation } from './daemon.ts';
import type { World, WorldArticle } from './world.ts';

export const matching = (world: World): WorldArticle[] => world.articles.filter(({ onTopic }) => onTopic);

/** Every matching article of the world has one file and one line in the manifest, and nothing else has. */
export async function assertAllFoundOnce(place: Installation, world: World): Promise<void> {
  const titles = matching(world).map(({ title }) => title);
  const files = await place.files();
  assert.deepEqual([...files.values()].map((text) => text.split('\n', 1)[0] ?? '').sort(), titles.toSorted());
  const manifest = await place.manifest();
  assert.deepEqual(
    manifest.map(({ file }) => file),
    [...files.keys()],
  );
  const verified = await place.run('corpus', 'verify');
  assert.equal(verified.code, 0, verified.stderr);
}
