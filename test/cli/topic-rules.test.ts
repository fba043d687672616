import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { install, type Installation } from '../support/daemon.ts';

const TOPIC =
  'id: wolves\nmatch: 1\nnear: 1\nfor: [{ name: it, find: wolf, points: 1 }]\nconcepts:\n  wolf: [wolf]\n  bear: [bear]\n';
const SAID = 'wolves.yaml:7: concepts.bear: is used by no rule; name it in one, or remove it';

/** An installation whose topic has something of no use. */
async function installed(t: TestContext): Promise<Installation> {
  const installation = await install(t, { feeds: [] });
  const { folder } = installation;
  await writeFile(join(folder, 'wolves.yaml'), TOPIC);
  await writeFile(
    join(folder, 'newswatch.yaml'),
    'data: data\ntopics: [wolves.yaml]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\n',
  );
  await writeFile(join(folder, 'page.html'), '<title>Wolves</title><p>A wolf was seen in the valley on Monday.</p>');
  await writeFile(join(folder, 'labelled.jsonl'), '{"title":"A wolf","text":"A wolf.","label":1}\n');
  return installation;
}

test('what is of no use in a topic is told on stderr, in one line', async (t) => {
  const { folder, run } = await installed(t);
  for (const command of [
    ['check', '--html', join(folder, 'page.html'), '--url', 'https://a.example/'],
    ['eval', join(folder, 'labelled.jsonl')],
    ['classify', '--jsonl'],
  ]) {
    const { stdout, stderr } = await run(...command);
    assert.equal(stderr, `warning: ${folder}/${SAID}\n`, command.join(' '));
    assert.doesNotMatch(stdout, /bear/);
  }
});

test('check judges a page by topic files that no configuration names', async (t) => {
  const { folder, run } = await installed(t);
  await writeFile(join(folder, 'newswatch.yaml'), 'no: configuration\n');
  await writeFile(join(folder, 'bears.yaml'), TOPIC.replace('id: wolves', 'id: bears').replace(/\n {2}bear.*/, ''));
  const page = join(folder, 'long.html');
  const sentence =
    'A wolf was seen in the valley on Monday, said the hunting office, and the shepherds were told to stay. ';
  await writeFile(page, `<title>Wolves</title><article>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}</article>`);
  const check = ['check', '--html', page, '--url', 'https://a.example/', '--json', '--topics'];
  const { stdout } = await run(...check, join(folder, 'bears.yaml'));
  const { verdicts } = JSON.parse(stdout) as { verdicts: { topic: string }[] };
  assert.deepEqual(
    verdicts.map(({ topic }) => topic),
    ['bears'],
  );
  assert.equal((await run(...check, join(folder, 'none.yaml'))).code, 2);
});

test('the daemon logs it once', async (t) => {
  const { folder, run } = await installed(t);
  const { code, stderr } = await run('run', '--once');
  const events = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event === 'topic');
  assert.equal(code, 0);
  assert.deepEqual(
    events.map(({ msg, line, key }) => [msg, line, key]),
    [[`${folder}/${SAID}`, 7, 'concepts.bear']],
  );
});
