import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../../../src/log.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import { openChannels } from '../../../workers/deliver/channels/open.ts';
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
  const channels = openChannels(() => list, silentLog());
  assert.deepEqual(
    list.map(({ name }) => [channels.get(name)?.name, channels.get(name)?.type]),
    list.map(({ name, type }) => [name, type]),
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
  await channels.close();
});

test('a channel that is no longer configured is the end of its alerts', async () => {
  const channels = openChannels(() => [{ type: 'log', name: 'log', duplicates: false, notices: false }], silentLog());
  assert.deepEqual(await deliverAlert({ alertId: 'alert-1', channel: 'desk', body }, channels, never), {
    kind: 'rejected',
    answer: 'there is no channel "desk" any longer: alerts no longer lists it',
  });
});

test('nothing is sent once the signal has fired', async () => {
  await using site = await openSite();
  const channels = openChannels(
    () => [{ type: 'webhook', name: 'desk', duplicates: false, notices: false, url: site.url('/') }],
    silentLog(),
  );
  const job = { alertId: 'alert-1', channel: 'desk', body };
  await assert.rejects(deliverAlert(job, channels, AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(site.requests.length, 0);
  await channels.close();
});

test('closing cuts what is under way', async () => {
  await using site = await openSite();
  site.page('/', () => undefined);
  const channels = openChannels(
    () => [{ type: 'webhook', name: 'desk', duplicates: false, notices: false, url: site.url('/') }],
    silentLog(),
  );
  const sending = deliverAlert({ alertId: 'alert-1', channel: 'desk', body }, channels, never);
  await site.asked('/');
  await channels.close();
  assert.equal((await sending).kind, 'later');
});

test('a channel that was changed sends to its new target, and what is under way ends at the old one', async () => {
  await using site = await openSite();
  const answers: (() => void)[] = [];
  site.page('/old', (_request, response) => void answers.push(() => response.end('ok')));
  site.page('/new', { status: 204 });
  let path = '/old';
  const webhook = (): Channel => ({
    type: 'webhook',
    name: 'desk',
    duplicates: false,
    notices: false,
    url: site.url(path),
  });
  const channels = openChannels(() => [webhook()], silentLog());
  const first = channels.get('desk');
  assert.equal(channels.get('desk'), first, 'the same words are the same channel, though read anew');
  const underway = deliverAlert({ alertId: 'alert-1', channel: 'desk', body }, channels, never);
  await site.asked('/old');
  path = '/new';
  assert.equal((await deliverAlert({ alertId: 'alert-2', channel: 'desk', body }, channels, never)).kind, 'sent');
  for (const answer of answers) answer();
  assert.equal((await underway).kind, 'sent');
  assert.deepEqual(
    site.requests.map((request) => [request.path, request.headers['webhook-id']]),
    [
      ['/old', 'alert-1'],
      ['/new', 'alert-2'],
    ],
  );
  await channels.close();
});
