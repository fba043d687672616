import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCoordinator } from '../../src/coordinator/coordinator.ts';
import { addItem, DAY } from '../record/support.ts';
import { closeRedis, onBothEngines } from '../support/engines.ts';
import { openDesk } from './support.ts';

onBothEngines('a single round', (under) => {
  after(closeRedis);

  test('drops what is kept no longer: no other process may ever do it', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const parts = { ...openDesk(t), engine, random: Math.random };
    const { record, settings } = parts;
    parts.feeds.replace([]);
    record.feeds.ensure('f', 'https://news.example/feed', 0);
    const reject = (key: string, age: number): number => {
      const item = addItem(record, key);
      const kept = { title: 'A headline', text: 'Some words.' };
      record.items.end(item, { state: 'rejected', at: Date.now() - age, kept });
      return item;
    };
    const old = reject('old', settings.keep.rejectedText + DAY);
    const young = reject('young', settings.keep.rejectedText - DAY);
    await openCoordinator(parts).once(() => undefined, new AbortController().signal);
    assert.equal(record.items.words(old), undefined);
    assert.equal(record.items.words(young)?.text, 'Some words.');
  });
});
