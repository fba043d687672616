import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { appendToList, removeFromList } from '../../src/settings/edit-feed-list.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

const FEED = { url: 'https://new.test/feed', title: 'New: "quoted" # not a comment', tags: ['iraq', 'e, n'] };
const append = (text: string, feeds = [FEED]): string => appendToList('feeds.yaml', text, feeds);
const remove = (text: string, index: number): string => removeFromList('feeds.yaml', text, index);
const valueOf = (text: string): unknown => parseYaml('feeds.yaml', text).value;

/** A list as people keep it, with everything that a YAML printer would straighten out. */
const LIST = `# My feeds


-   url:   https://a.test/   # aligned
    title:  'A'
    auth: { type: bearer,token: \${TOKEN} }   # secret


# -- Section
  # (indented)

# about b
-   tags: [ x,y ]
    # inner
    url: "https://b.test/?key=\${KEY:-none}"
    headers:
        X-Long: ${'word '.repeat(40)}end
-
    url: https://c.test/
    title: |
        C

    # tail of c

# - url: https://off.test/
#   title: switched off
`;
const [A, B, C] = valueOf(LIST) as unknown[];

describe('adding', () => {
  test('keeps every byte that was there', () => {
    const text = append(LIST);
    assert.equal(
      text,
      `${LIST}- url: https://new.test/feed\n  title: 'New: "quoted" # not a comment'\n  tags: [iraq, "e, n"]\n`,
    );
    assert.deepEqual(valueOf(text), [A, B, C, FEED]);
  });

  test('several at once', () => {
    const more = { url: 'https://more.test/' };
    assert.deepEqual(valueOf(append(LIST, [FEED, more as typeof FEED])), [A, B, C, FEED, more]);
  });

  for (const [what, text] of [
    ['an empty file', ''],
    ['a file of comments only', '# Nothing yet.\n#- url: https://example.org/\n'],
    ['comments without a newline at the end', '# Nothing yet.'],
    ['a document mark', '---\n# Nothing yet.\n'],
  ] as const) {
    test(`to ${what}`, () => {
      const changed = append(text);
      assert.ok(changed.startsWith(text));
      assert.deepEqual(valueOf(changed), [FEED]);
    });
  }

  test('follows the indentation of the list', () => {
    assert.match(append('  - url: https://a.test/\n'), /\n {2}- url: https:\/\/new\.test\/feed\n {4}title: /);
  });

  test('follows the line ends of the file, and begins a line where there is none', () => {
    const text = append('# c\r\n- url: https://a.test/');
    assert.ok(text.startsWith('# c\r\n- url: https://a.test/\r\n- url: https://new.test/feed\r\n'));
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  for (const [what, text] of [
    ['a list in brackets', '# mine\n[{ url: https://a.test/, title: "${NAME}" }] # end\n'],
    ['an empty list in brackets', '# mine\n[] # end\n'],
    ['a null', '# mine\n~ # end\n'],
    ['a document with an end mark', '# mine\n- url: https://a.test/ # end\n...\n'],
  ] as const) {
    test(`to ${what}: written anew, comments and references kept`, () => {
      const changed = append(text);
      assert.deepEqual(valueOf(changed), [...((valueOf(text) as unknown[] | null) ?? []), FEED]);
      for (const kept of ['# mine', '# end']) assert.ok(changed.includes(kept), changed);
      if (text.includes('${NAME}')) assert.ok(changed.includes('${NAME}'));
    });
  }
});

describe('removing', () => {
  test('takes out the lines of the feed and no other byte', () => {
    const changed = remove(LIST, 0);
    assert.equal(changed, LIST.replace(/-   url:[^]*?\}   # secret\n/, ''));
    assert.deepEqual(valueOf(changed), [B, C]);
  });

  test('the heading above a feed stays', () => {
    const changed = remove(LIST, 1);
    assert.equal(changed, LIST.replace(/-   tags:[^]*?end\n/, ''));
    assert.deepEqual(valueOf(changed), [A, C]);
  });

  test('a dash on a line of its own goes with its feed', () => {
    const changed = remove(LIST, 2);
    assert.deepEqual(valueOf(changed), [A, B]);
    assert.ok(changed.includes('# tail of c') && changed.includes('# - url: https://off.test/'));
    assert.ok(changed.startsWith(LIST.slice(0, LIST.indexOf('-\n'))));
  });

  test('the last one leaves a list that can be added to', () => {
    const text = '# mine\n- url: https://a.test/ # end\n# tail';
    assert.equal(remove(text, 0), '# mine\n# tail');
    assert.deepEqual(valueOf(append(remove(text, 0))), [FEED]);
    assert.equal(remove('- url: https://a.test/', 0), '');
  });

  test('from a list in brackets: written anew', () => {
    const changed = remove('# mine\n[{ url: https://a.test/ }, { url: https://b.test/ }]\n', 0);
    assert.deepEqual(valueOf(changed), [{ url: 'https://b.test/' }]);
    assert.ok(changed.includes('# mine'));
  });

  test('a list that others depend on by an alias is not broken but refused', () => {
    const text = '- &a { url: https://a.test/, tags: &t [x] }\n- { url: https://b.test/, tags: *t }\n';
    assert.throws(() => remove(text, 0), {
      code: 'feed-list',
      line: 'feeds.yaml is written in a way that cannot be changed here (edit it by hand)',
    });
    assert.deepEqual(valueOf(remove(text, 1)), [{ url: 'https://a.test/', tags: ['x'] }]);
  });
});

test('any feed of the shipped list can be taken out, and nothing but its lines goes', () => {
  const shipped = readFileSync(resolve(import.meta.dirname, '../../config/feeds.yaml'), 'utf8');
  const feeds = valueOf(shipped) as unknown[];
  assert.ok(feeds.length > 20);
  for (let index = 0; index < feeds.length; index += 9) {
    const changed = remove(shipped, index);
    assert.deepEqual(valueOf(changed), feeds.toSpliced(index, 1));
    let start = 0;
    while (start < changed.length && changed[start] === shipped[start]) start++;
    assert.equal(shipped.slice(0, start) + shipped.slice(start + shipped.length - changed.length), changed);
  }
  assert.ok(append(shipped).startsWith(shipped));
});
