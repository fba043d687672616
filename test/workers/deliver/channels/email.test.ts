import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { silentLog } from '../../../../src/log.ts';
import { openEmail, type EmailSettings } from '../../../../workers/deliver/channels/email.ts';
import { alertBody, noticeBody } from '../../../support/alert-body.ts';
import { headersOf, partOf, startSmtp, type MailServer } from '../../../support/smtp.ts';

const never = new AbortController().signal;

function open(settings: Partial<EmailSettings>, timeout?: number) {
  const base = {
    type: 'email',
    name: 'mail',
    duplicates: false,
    notices: false,
    from: 'Watch <watch@news.example>',
    to: 'a@desk.example',
  };
  const parts = { log: silentLog(), userAgent: 'newswatch/test', ...(timeout === undefined ? {} : { timeout }) };
  return openEmail({ url: 'smtp://127.0.0.1:1', ...base, ...settings } as EmailSettings, parts);
}

const at = (server: MailServer, login = ''): string => `smtp://${login}127.0.0.1:${server.port}`;

test('one mail to all recipients, with stable id and date, in text and HTML', async () => {
  await using server = await startSmtp();
  const channel = open({ url: at(server), to: ['a@desk.example', 'B <b@desk.example>'] });
  const outcome = await channel.send(alertBody(), 'alert-1', never);
  assert.deepEqual(outcome, { kind: 'sent', answer: '250 queued as 4711' });
  await channel.send(alertBody(), 'alert-1', never);
  const [mail, repeated] = server.mails;
  assert.ok(mail !== undefined && repeated !== undefined);
  assert.equal(mail.from, 'watch@news.example');
  assert.deepEqual(mail.to, ['a@desk.example', 'b@desk.example']);
  const headers = headersOf(mail.raw);
  assert.deepEqual(headers.get('subject'), ['Convoy of U.S. troops leaves base near Erbil']);
  assert.deepEqual(headers.get('message-id'), ['<alert-1@news.example>']);
  assert.deepEqual(headers.get('date'), ['Sun, 22 Nov 2026 08:15:00 +0000']);
  assert.deepEqual(headers.get('auto-submitted'), ['auto-generated']);
  assert.deepEqual(headersOf(repeated.raw).get('message-id'), headers.get('message-id'));
  const text = partOf(mail.raw, 'text/plain');
  assert.match(
    text,
    /^Convoy of U\.S\. troops leaves base near Erbil\nhttps:\/\/news\.example\/2026\/convoy\?id=7&page=1\n/,
  );
  assert.match(
    text,
    /Why it matched us-forces-iraq \(score 7\.5\):\n {2}match, 7\.5 points [^\n]*\n {2}\+8 {2}US forces \(body\): “the last \*U\.S\./,
  );
  assert.match(text, /Corpus file: 005_0123456789abcdef\.txt\n/);
  const html = partOf(mail.raw, 'text/html');
  assert.match(html, /<a href="https:\/\/news\.example\/2026\/convoy\?id=7&amp;page=1">Convoy of U\.S\. troops/);
  assert.match(html, /<li dir="auto">−0\.5 {2}hostages \(body\): “a <strong>hostage<\/strong>”<\/li>/);
});

test('titles in any script arrive unchanged', async () => {
  await using server = await startSmtp();
  const channel = open({ url: at(server) });
  const titles = [
    'القوات الأمريكية تغادر قاعدة قرب أربيل وتعود إلى الكويت بعد أسابيع من المفاوضات',
    'هێزەکانی ئەمریکا — “pull-out” naïve café 🚁',
  ];
  for (const title of titles) await channel.send(alertBody({ title }), 'alert-1', never);
  assert.deepEqual(
    server.mails.map(({ raw }) => headersOf(raw).get('subject')),
    titles.map((title) => [title]),
  );
  assert.ok(server.mails.every(({ raw }, index) => partOf(raw, 'text/plain').startsWith(titles[index] ?? '-')));
});

test('a hostile item cannot add headers, recipients, markup or links', async () => {
  await using server = await startSmtp();
  const channel = open({ url: at(server) });
  const title = 'Calm\r\nBcc: victim@elsewhere.example\r\nX-Injected: yes\r\n\r\n<script>alert(1)</script>';
  const url = 'javascript:alert(document.cookie)//"><img src=x>';
  const snippet = '</li></ul><img src="https://tracker.example/p.gif" onerror=\'x\'>\u202e';
  const matched = [{ term: '<b>', concept: '"c"', where: 'title', snippet }] as const;
  await channel.send(
    alertBody({
      title,
      url,
      matched,
      why: [`+1  *<b>*: ${snippet}*<i>*`],
      excerpt: `.\r\n.\r\nQUIT\r\n${'x'.repeat(9_000)}`,
    }),
    'al\r\nert>1',
    never,
  );
  const [mail] = server.mails;
  assert.ok(mail !== undefined && server.mails.length === 1);
  assert.deepEqual(mail.to, ['a@desk.example']);
  const headers = headersOf(mail.raw);
  assert.equal(headers.has('bcc') || headers.has('x-injected'), false);
  assert.deepEqual(headers.get('message-id'), ['<al--ert-1@news.example>']);
  assert.match(headers.get('subject')?.[0] ?? '', /^Calm Bcc: victim@elsewhere\.example X-Injected: yes <script>/);
  const html = partOf(mail.raw, 'text/html');
  assert.deepEqual([...new Set(html.match(/<\w+/g))].sort(), [
    '<body',
    '<br',
    '<h3',
    '<head',
    '<html',
    '<li',
    '<meta',
    '<p',
    '<strong',
    '<ul',
  ]);
  assert.doesNotMatch(html, /javascript:|\u202e/);
  assert.ok(mail.raw.length < 8_000);
  assert.ok(mail.raw.split('\r\n').every((line) => line.length <= 998));
});

test('a headline that looks like an encoded word is not decoded by the reader', async () => {
  await using server = await startSmtp();
  await open({ url: at(server) }).send(alertBody({ title: '=?UTF-8?B?ZmFrZWQ=?= news' }), 'alert-1', never);
  assert.deepEqual(headersOf(server.mails[0]?.raw ?? '').get('subject'), ['= ?UTF-8?B?ZmFrZWQ= ?= news']);
});

test('a long title is cut', async () => {
  await using server = await startSmtp();
  await open({ url: at(server) }).send(alertBody({ title: '🚁'.repeat(5_000) }), 'alert-1', never);
  assert.deepEqual(headersOf(server.mails[0]?.raw ?? '').get('subject'), [`${'🚁'.repeat(99)}…`]);
});

test('logs in with the user and password of the address, percent-decoded', async () => {
  await using server = await startSmtp({ logins: { 'watch@news.example': 'p@ss/w:rd' } });
  const channel = open({ url: at(server, 'watch%40news.example:p%40ss%2Fw%3Ard@') });
  assert.equal((await channel.send(alertBody(), 'alert-1', never)).kind, 'sent');
  assert.equal(server.mails[0]?.user, 'watch@news.example');
  assert.equal(server.mails[0]?.secure, true);
});

test('a wrong password may be mended, and is told to nobody', async () => {
  await using server = await startSmtp({ logins: { ops: 'right' } });
  const { kind, answer } = await open({ url: at(server, 'ops:hunter%402@') }).send(alertBody(), 'alert-1', never);
  assert.equal(kind, 'later');
  assert.equal(answer, 'Invalid login: 535 5.7.8 wrong user or password');
  await using echoing = await startSmtp({
    logins: { ops: 'hunter@2' },
    refuseMessage: () => `554 hunter@2 hunter%402 ${Buffer.from('ops:hunter@2').toString('base64')}`,
  });
  const echo = await open({ url: at(echoing, 'ops:hunter%402@') }).send(alertBody(), 'alert-1', never);
  assert.deepEqual(echo, { kind: 'later', answer: 'Message failed: 554 […] […] […]' });
});

test('speaks TLS from the start to an smtps:// address', async () => {
  await using server = await startSmtp({ options: { secure: true } });
  const channel = open({ url: at(server).replace('smtp:', 'smtps:') });
  assert.equal((await channel.send(alertBody(), 'alert-1', never)).kind, 'sent');
  assert.equal(server.mails[0]?.secure, true);
});

test('a certificate that does not hold is refused where the address asks for a check', async () => {
  await using server = await startSmtp();
  const channel = open({ url: `${at(server)}/?tls.rejectUnauthorized=true` });
  const { kind, answer } = await channel.send(alertBody(), 'alert-1', never);
  assert.equal(kind, 'later');
  assert.match(answer, /certificate/);
  assert.equal(server.mails.length, 0);
});

test('beyond the loopback interface a password is sent over TLS only, to a proven server', async () => {
  const options = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };
  await using plaintext = await startSmtp({ logins: { ops: 'pw' }, options });
  // The unspecified address reaches this machine and is none of the loopback names.
  const far = (server: MailServer, rest = ''): string => `smtp://ops:pw@0.0.0.0:${server.port}${rest}`;
  const refused = await open({ url: far(plaintext) }).send(alertBody(), 'alert-1', never);
  assert.equal(refused.kind, 'later');
  assert.match(refused.answer, /STARTTLS/);
  await using unproven = await startSmtp({ logins: { ops: 'pw' } });
  assert.match((await open({ url: far(unproven) }).send(alertBody(), 'alert-1', never)).answer, /certificate/);
  assert.deepEqual([plaintext.mails.length, unproven.mails.length], [0, 0]);
  const lifted = await open({ url: far(plaintext, '?requireTLS=false') }).send(alertBody(), 'alert-1', never);
  assert.equal(lifted.kind, 'sent');
  const trusted = await open({ url: far(unproven, '?tls.rejectUnauthorized=false') }).send(alertBody(), 'a', never);
  assert.equal(trusted.kind, 'sent');
});

test('final only where every address is wrong', async () => {
  const to = ['a@desk.example', 'b@desk.example'];
  const outcome = async (replies: Readonly<Record<string, string>>) => {
    await using server = await startSmtp({ refuse: (recipient) => replies[recipient] });
    return await open({ url: at(server), to }).send(alertBody(), 'alert-1', never);
  };
  const unknown = '550 5.1.1 no such user';
  assert.deepEqual(await outcome({ 'a@desk.example': unknown, 'b@desk.example': unknown }), {
    kind: 'rejected',
    answer: "Can't send mail - all recipients were rejected: 550 5.1.1 no such user",
  });
  for (const other of ['550 5.7.1 relay denied', '550 blocked', '450 4.2.0 greylisted', '552 5.2.2 mailbox full']) {
    assert.equal((await outcome({ 'a@desk.example': unknown, 'b@desk.example': other })).kind, 'later', other);
  }
  assert.deepEqual(await outcome({ 'b@desk.example': unknown }), {
    kind: 'sent',
    answer: '250 queued as 4711; not taken for b@desk.example: 550 5.1.1 no such user',
  });
});

test('a refused message is worth another attempt', async () => {
  for (const reply of ['554 5.7.1 looks like spam', '451 4.3.0 try again', '552 5.3.4 too big']) {
    await using server = await startSmtp({ refuseMessage: () => reply });
    const outcome = await open({ url: at(server) }).send(alertBody(), 'alert-1', never);
    assert.deepEqual(outcome, { kind: 'later', answer: `Message failed: ${reply}` });
  }
});

/** Takes connections and says nothing. */
async function startSilent() {
  const server = createServer((socket) => void socket.resume());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { server, port, close, [Symbol.asyncDispose]: async () => void (server.listening && (await close())) };
}

test('a server that is not there, or is silent, is asked again later', async () => {
  await using silent = await startSilent();
  const url = `smtp://ops:hunter2@127.0.0.1:${silent.port}`;
  const timedOut = await open({ url }, 50).send(alertBody(), 'alert-1', never);
  assert.deepEqual(timedOut, { kind: 'later', answer: 'no answer within 50ms' });
  await silent.close();
  const refused = await open({ url }).send(alertBody(), 'alert-1', never);
  assert.deepEqual(refused, { kind: 'later', answer: `connect ECONNREFUSED 127.0.0.1:${silent.port}` });
});

test('an abort is thrown while the server is silent, closing makes it later; both cut the connection', async () => {
  await using silent = await startSilent();
  const channel = open({ url: `smtp://127.0.0.1:${silent.port}` });
  const sendThenCut = async (signal: AbortSignal, cut: () => unknown) => {
    const connected = once(silent.server, 'connection');
    const sending = channel.send(alertBody(), 'alert-1', signal).catch((error: Error) => error.name);
    const closed = once((await connected)[0], 'close');
    await cut();
    await closed;
    return sending;
  };
  const abort = new AbortController();
  assert.equal(await sendThenCut(abort.signal, () => abort.abort()), 'AbortError');
  const closed = await sendThenCut(never, () => channel.close());
  assert.deepEqual(closed, { kind: 'later', answer: 'Message sending aborted: the channel was closed' });
});

test('a notice is a mail that says what is wrong', async () => {
  await using server = await startSmtp();
  const channel = open({ url: at(server) });
  const { kind } = await channel.send(noticeBody({ message: 'News <b>: nothing new' }), 'notice-1', never);
  await channel.close();
  const [mail] = server.mails;
  assert.ok(kind === 'sent' && mail !== undefined);
  assert.match(headersOf(mail.raw).get('subject')?.[0] ?? '', /^newswatch: a feed has fallen silent/);
  assert.match(partOf(mail.raw, 'text/plain'), /\n\nNews <b>: nothing new\n\nFeed: |\nNews <b>: nothing new\n\nFeed: /);
  const html = partOf(mail.raw, 'text/html');
  assert.match(html, /<p dir="auto">News &lt;b&gt;: nothing new<\/p>/);
  assert.doesNotMatch(html, /<p><\/p>|<ul>/);
});
