import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkVersion, policyWarning, serverFacts } from '../../src/queue/redis-server.ts';
import { redisTrouble, troubleWithRedis } from '../../src/queue/redis-trouble.ts';

const HERE = 'redis.example:6379';

describe('what Redis says, told to a user', () => {
  const cases: readonly [answer: string, code: string, words: RegExp][] = [
    ['WRONGPASS invalid username-password pair or user is disabled.', 'redis-password', /refuses .* REDIS_URL/],
    ['NOAUTH Authentication required.', 'redis-password', /asks for a password .*REDIS_URL/],
    ["NOPERM this user has no permissions to run the 'eval' command", 'redis-permission', /user in REDIS_URL/],
    [
      "READONLY You can't write against a read only replica. script: abc, on @user_script:12.",
      'redis-read-only',
      /read-only/,
    ],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'redis-memory', /out of memory \(maxmemory\)/],
    ['MISCONF Redis is configured to save RDB snapshots', 'redis-disk', /cannot save/],
    ['LOADING Redis is loading the dataset in memory', 'redis-busy', /not ready/],
    ['ERR max number of clients reached', 'redis-clients', /maxclients/],
    ['connect ECONNREFUSED 127.0.0.1:6379', 'redis-away', /cannot be reached/],
    ["Socket timeout. Expecting data, but didn't receive any in 5000ms.", 'redis-silent', /does not answer/],
    ['Something that nobody has heard of', 'redis-trouble', /cannot be used \(Something/],
  ];
  for (const [answer, code, words] of cases) {
    test(answer.slice(0, 40), () => {
      const trouble = troubleWithRedis(new Error(answer), HERE);
      assert.equal(trouble.code, code);
      assert.ok(trouble.line.startsWith(`Redis at ${HERE} `), trouble.line);
      assert.match(trouble.line, words);
      assert.ok(!/script:/.test(trouble.line), 'of a script only what went wrong');
    });
  }

  test('an error of our own is none of Redis', () => {
    for (const error of [new TypeError('x is not a function'), new Error('the rules r1 are no longer in force')])
      assert.equal(redisTrouble(error, HERE), undefined);
  });
});

describe('what a Redis says of itself', () => {
  const info = (version: string, policy = 'noeviction'): string =>
    `# Server\r\nredis_version:${version}\r\nos:Linux\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;

  test('one that is too old is refused', () => {
    for (const version of ['5.0.14', '6.0.16']) {
      const facts = serverFacts(info(version));
      assert.throws(() => checkVersion(facts, HERE), { code: 'redis-version', message: new RegExp(version) });
    }
    for (const version of ['6.2.0', '7.0.15', '10.0.0', '']) checkVersion(serverFacts(info(version)), HERE);
    checkVersion(serverFacts(''), HERE);
  });

  test('one that evicts keys is warned of', () => {
    assert.match(policyWarning(serverFacts(info('7.2.0', 'allkeys-lru')), HERE) ?? '', /allkeys-lru.*noeviction/);
    for (const said of [info('7.2.0'), '']) assert.equal(policyWarning(serverFacts(said), HERE), null);
  });
});
