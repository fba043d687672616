import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../../../src/log.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import { closeChannels, openChannels } from '../../../workers/deliver/channels/open.ts';
import { deliverAlert } from '../../../workers/deliver/deliver-alert.ts';
import { alertBody } from '../../support/alert-body.ts';
import { openSite } from '../../support/sites.ts';
import { startSmtp } from '../../support/smtp.ts';

const never = new AbortController().signal;
const body = alertBody();

test('each job goes through the channel that it names', async () => {
  await using site = await openSite();
  await using mail = await startSmtp();
  site.page('/hook', { status: 204 });
  site.page('/', { status: 200 });
  const list: Channel[] = [
    { type: 'log', name: 'log', duplicates: false, notices: false },
    { type: 'webhook', name: 'desk', duplicates: false, notices: false, url: site.url('/hook') },
    { type: 'ntfy', name: 'phone', duplicates: false, notices: false, url: site.url('/news') },
    {
      type: 'email',
      name: 'mail',
      duplicates: false,
      notices: false,
      url: `smtp://127.0.0.1:${mail.port}`,
      from: 'a@b.example',
      to: 'c@d.example',
    },
  ];
  const channels = openChannels(list, silentLog());
  assert.deepEqual(
    [...channels].map(([name, channel]) => [name, channel.name, channel.type]),
    list.map(({ name, type }) => [name, name, type]),
  );
  for (const { name } of list) {
    const outcome = await deliverAlert({ alertId: `alert-${name}`, channel: name, body }, channels, never);
    assert.equal(outcome.kind, 'sent', name);
  }
  assert.deepEqual(
    site.requests.map(({ path }) => path),
    ['/hook', '/'],
  );
  assert.equal(site.requests[0]?.headers['webhook-id'], 'alert-desk');
  assert.match(String(site.requests[0]?.headers['user-agent']), /^newswatch\/\d/);
  assert.equal(mail.mails.length, 1);
  await closeChannels(channels);
});

test('a channel that is no longer configured is the end of its alerts', async () => {
  const channels = openChannels([{ type: 'log', name: 'log', duplicates: false, notices: false }], silentLog());
  assert.deepEqual(await deliverAlert({ alertId: 'alert-1', channel: 'desk', body }, channels, never), {
    kind: 'rejected',
    answer: 'there is no channel "desk" any longer: alerts no longer lists it',
  });
});

test('nothing is sent once the signal has fired', async () => {
  await using site = await openSite();
  const channels = openChannels(
    [{ type: 'webhook', name: 'desk', duplicates: false, notices: false, url: site.url('/') }],
    silentLog(),
  );
  const job = { alertId: 'alert-1', channel: 'desk', body };
  await assert.rejects(deliverAlert(job, channels, AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(site.requests.length, 0);
  await closeChannels(channels);
});

test('closing cuts what is under way', async () => {
  await using site = await openSite();
  site.page('/', () => undefined);
  const channels = openChannels(
    [{ type: 'webhook', name: 'desk', duplicates: false, notices: false, url: site.url('/') }],
    silentLog(),
  );
  const sending = deliverAlert({ alertId: 'alert-1', channel: 'desk', body }, channels, never);
  await site.asked('/');
  await closeChannels(channels);
  assert.equal((await sending).kind, 'later');
});
