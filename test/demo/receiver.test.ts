import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { DemoEvent } from '../../demo/events.ts';
import { openReceiver } from '../../demo/receiver.ts';

const BODY = JSON.stringify({
  type: 'match',
  data: {
    title: 'Rockets',
    url: 'http://a.test/1',
    score: 7,
    matched: [{ term: 'Iraq' }, { term: 'US troops' }, { term: 'IRAQ' }],
  },
});

test('takes alerts whose signature is right and refuses others', async () => {
  const seen: DemoEvent[] = [];
  await using receiver = await openReceiver((event) => seen.push(event));
  const send = async (secret: string): Promise<number> => {
    const now = new Date();
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', now, BODY),
    };
    return (await fetch(receiver.url, { method: 'POST', headers, body: BODY })).status;
  };
  assert.equal(await send(receiver.secret), 204);
  assert.equal(await send(`whsec_${Buffer.from('somebody else').toString('base64')}`), 401);
  assert.deepEqual(
    seen.map(({ event, fields }) => [event, fields['verified'], fields['terms']]),
    [
      ['received', true, ['Iraq', 'US troops']],
      ['received', false, []],
    ],
  );
  assert.equal(seen[0]?.fields['title'], 'Rockets');
});
