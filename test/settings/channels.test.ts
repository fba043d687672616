import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from '../../src/errors.ts';
import { loadSettings } from '../../src/settings/load.ts';

/** What is wrong with a configuration that has this one channel: `key: message`, one a mistake. */
function mistakesOf(channel: Readonly<Record<string, unknown>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-'));
  try {
    writeFileSync(join(folder, 'feeds.yaml'), '');
    const config = { topics: ['t.yaml'], feeds: ['feeds.yaml'], alerts: [channel] };
    writeFileSync(join(folder, 'newswatch.yaml'), JSON.stringify(config));
    loadSettings(join(folder, 'newswatch.yaml'), { env: {} });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.mistakes.map(({ key, message }) => `${key}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const email = { type: 'email', from: 'Watch <watch@news.example>', to: 'a@desk.example' };

test('channels that are right are taken', () => {
  for (const channel of [
    { type: 'webhook', url: 'https://x.example/hook', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    { type: 'webhook', url: 'http://10.0.0.7:8080/hook', secret: 'two plain words' },
    { ...email, url: 'smtps://me:pw@mail.example' },
    {
      ...email,
      url: 'smtp://mail.example:25/?requireTLS=false&tls.rejectUnauthorized=false',
      to: ['a@x.example', 'B <b@x.example>'],
    },
    { type: 'ntfy', url: 'https://ntfy.sh/my_topic-1' },
    { type: 'ntfy', url: 'https://push.example/ntfy/topic/', token: 'tk' },
  ]) {
    assert.deepEqual(mistakesOf(channel), [], JSON.stringify(channel));
  }
});

test('a channel that could never send is bad configuration, with the remedy', () => {
  const wrong: readonly [Readonly<Record<string, unknown>>, RegExp][] = [
    [
      { type: 'webhook', url: 'https://x.example/', secret: 'whsec_not base64' },
      /^alerts\.0\.secret: is no base64 after whsec_/,
    ],
    [{ type: 'webhook', url: 'https://x.example/', secret: 'whsec_' }, /^alerts\.0\.secret: is no base64 after whsec_/],
    [{ ...email, url: 'smtp://' }, /^alerts\.0\.url: must name the mail server/],
    [{ ...email, url: 'smtp://mail.example?debug=true' }, /^alerts\.0\.url: must have no parameters after "\?" but /],
    [{ ...email, url: 'smtp://mail.example', from: 'watch' }, /^alerts\.0\.from: must be an e-mail address$/],
    [
      { ...email, url: 'smtp://mail.example', to: ['a@x.example', 'b'] },
      /^alerts\.0\.to\.1: must be an e-mail address$/,
    ],
    [{ type: 'ntfy', url: 'https://ntfy.sh' }, /^alerts\.0\.url: must end with the topic/],
    [{ type: 'ntfy', url: 'https://ntfy.sh/not%20a%20topic' }, /^alerts\.0\.url: must end with the topic/],
  ];
  for (const [channel, expected] of wrong) {
    const mistakes = mistakesOf(channel);
    assert.equal(mistakes.length, 1, JSON.stringify(channel));
    assert.match(mistakes[0] ?? '', expected);
  }
});

test('a mistake in an address does not show its password', () => {
  const [mistake] = mistakesOf({ type: 'webhook', url: 'htps://ops:hunter2@x.example/' });
  assert.equal(mistake, 'alerts.0.url: is "htps://…@x.example/", must be an http:// or https:// address');
  assert.doesNotMatch(mistakesOf({ ...email, url: 'smpt://ops:hun/ter2@mail.example' }).join(' '), /ter2/);
});
