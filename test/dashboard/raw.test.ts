import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ask } from './ask.ts';
import { openStation } from './station.ts';

/** Requests that no library would send, byte by byte. */

function dial(address: string): Socket {
  const { hostname, port } = new URL(address);
  return connect(Number(port), hostname).on('error', () => undefined);
}

/** The status of every answer to these bytes until the server closes, and all that came. */
async function send(address: string, ...lines: string[]): Promise<{ statuses: number[]; answer: string }> {
  const socket = dial(address);
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  const answer = await text(socket);
  return { statuses: [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, code]) => Number(code)), answer };
}

test('a request is answered for our own names only, wherever and however often it names one', async (t) => {
  const address = await openStation(t).serve();
  const { host } = new URL(address);
  const get = 'GET /api/status HTTP/1.1';
  const cases: Record<string, [number, ...string[]]> = {
    own: [200, get, `Host: ${host}`],
    'another in the target': [421, 'GET http://evil.example/api/status HTTP/1.1', `Host: ${host}`],
    'another beside the target': [421, `GET http://${host}/api/status HTTP/1.1`, 'Host: evil.example'],
    'two, ours first': [400, get, `Host: ${host}`, 'Host: evil.example'],
    'two, ours last': [400, get, 'Host: evil.example', `host: ${host}`],
    none: [400, get],
    'ours with a tail': [421, get, 'Host: localhost.evil.example'],
    'ours as a user': [400, get, 'Host: localhost@evil.example'],
    forwarded: [421, get, 'Host: evil.example', 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost'],
  };
  for (const [name, [status, ...lines]] of Object.entries(cases)) {
    assert.deepEqual((await send(address, ...lines)).statuses, [status], name);
  }
});

test('nothing is smuggled behind a body of two lengths', async (t) => {
  const station = openStation(t);
  const mark = `POST /match/${station.addMatch()}/mark HTTP/1.1`;
  const address = await station.serve();
  const host = `Host: ${new URL(address).host}`;
  const hidden = ['', '0', '', 'GET /api/status HTTP/1.1', host];
  const cases = [
    ['Content-Length: 4', 'Transfer-Encoding: chunked', ...hidden],
    ['Content-Length: 4', 'Content-Length: 10', '', 'mark'],
    ['Transfer-Encoding: xchunked', ...hidden],
    ['Transfer-Encoding : chunked', ...hidden],
    ['Content-Length: +4', '', 'mark'],
  ];
  for (const lines of cases)
    assert.deepEqual((await send(address, mark, host, ...lines)).statuses, [400], lines.join());
});

test('no method but GET and POST does anything, and nobody changes protocols', async (t) => {
  const station = openStation(t);
  const id = station.addMatch();
  const address = await station.serve();
  const host = `Host: ${new URL(address).host}`;
  for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'GET', 'HEAD']) {
    const { statuses, answer } = await send(
      address,
      `${method} /match/${id}/mark?mark=right HTTP/1.1`,
      host,
      'X-HTTP-Method-Override: POST',
      'X-Echo: me',
    );
    assert.deepEqual(statuses, [405], method);
    assert.doesNotMatch(answer, /X-Echo|Access-Control-Allow/i);
  }
  const match = JSON.parse((await ask(`${address}/api/matches`)).body) as { matches: { mark: unknown }[] };
  assert.equal(match.matches[0]?.mark, null);
  const upgrade = await send(address, 'GET /healthz HTTP/1.1', host, 'Upgrade: websocket', 'Sec-WebSocket-Key: x');
  assert.deepEqual(upgrade.statuses, [200], 'answered as if it had not asked');
  assert.deepEqual((await send(address, 'CONNECT evil.example:443 HTTP/1.1', 'Host: evil.example')).statuses, []);
});

test('no path leads out of the routes', async (t) => {
  const station = openStation(t);
  station.addMatch();
  const address = await station.serve();
  const host = `Host: ${new URL(address).host}`;
  const paths = ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/match/..%2f..%2fnewswatch.db', '/match/%ff%00'];
  for (const path of [...paths, '//evil.example/api/status', '/style.css/../../package.json', '/.env'])
    assert.deepEqual((await send(address, `GET ${path} HTTP/1.1`, host)).statuses, [404], path);
});

test('the one that sends too slowly is cut off, and hinders nobody', async (t) => {
  const address = await openStation(t).serve();
  const slow = Array.from({ length: 20 }, () => dial(address));
  for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  assert.equal((await ask(`${address}/healthz`)).status, 200);
  const ends = slow.map((socket) => text(socket));
  for (const end of ends) assert.match(await end, /^HTTP\/1\.1 408 /);
});
