import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTopic } from '../../src/judge/compile.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

const GOOD = {
  id: 'test',
  match: 2,
  near: 1,
  for: [{ name: 'it', find: 'a', points: 1 }],
  concepts: { a: ['alpha'], b: ['beta'] },
};

/** The mistakes of the good topic with some keys replaced, as `key: message`. */
function mistakesOf(change: Record<string, unknown>): string[] {
  const compiled = compileTopic({ file: 'test.yaml', rules: { ...GOOD, ...change } });
  return 'mistakes' in compiled ? compiled.mistakes.map(({ key, message }) => `${key}: ${message}`) : [];
}

const rule = (change: Record<string, unknown>): Record<string, unknown> => ({ for: [{ ...GOOD.for[0], ...change }] });
const words = (...list: string[]): Record<string, unknown> => ({ concepts: { a: list } });

test('a good topic has no mistakes', () => {
  assert.deepEqual(mistakesOf({}), []);
  assert.deepEqual(mistakesOf({ id: 'x1', title: 'X', description: 'of what', match: { brief: 2, article: 3 } }), []);
});

test('every mistake names its key and what would be right', () => {
  const rows: [Record<string, unknown>, RegExp][] = [
    [{ id: undefined }, /^id: is missing, must be a name such as us-forces-iraq$/],
    [{ id: 'A b' }, /^id: must be lower-case letters/],
    [{ match: 'much' }, /^match: must be a number of points, or one for brief and one for article$/],
    [{ match: { brief: 1 } }, /^match\.article: is missing, must be a number$/],
    [{ near: 0 }, /^near: must be more than 0$/],
    [{ near: 3 }, /^near: is 3, must not be more than match \(2\)$/],
    [{ colour: 'red' }, /^colour: is no known key, must be one of id, title, .*, for, against$/],
    [{ for: undefined }, /^for: is missing, must be a list of rules, each beginning/],
    [{ for: [] }, /^for: must have at least one rule$/],
    [{ for: ['a'] }, /^for\.0: must be a rule with name, find and points$/],
    [{ concepts: undefined }, /^concepts: is missing, must name at least one concept$/],
    [{ concepts: { a: 'alpha' } }, /^concepts\.a: must be a list of words, or have words/],
    [{ concepts: { a: [] } }, /^concepts\.a: must have at least one word$/],
    [{ concepts: { a: {} } }, /^concepts\.a: must have words, exact, includes or also$/],
    [{ concepts: { a: { words: ['x'], word: 1 } } }, /^concepts\.a\.word: is no known key/],
    [{ concepts: { 'a.b': ['x'], a: ['x'] } }, /^concepts\.a\.b: must be a name of letters/],
    [{ concepts: { a: { includes: 'c' } } }, /^concepts\.a\.includes: is "c", must be one of the concepts a$/],
    [
      { concepts: { a: { includes: 'b' }, b: { includes: 'a' } } },
      /^concepts\.b\.includes: is "a", which is made of itself$/,
    ],
    [{ concepts: { a: { also: [{ find: 'a' }] } } }, /^concepts\.a\.also\.0\.find: is "a", which is made of itself$/],
    [rule({ name: undefined }), /^for\.0\.name: is missing, must say what the rule looks for/],
    [rule({ find: 'c' }), /^for\.0\.find: is "c", must be one of the concepts a, b$/],
    [rule({ find: 'constructor' }), /^for\.0\.find: is "constructor", must be one of/],
    [rule({ with: ['b', 'c'] }), /^for\.0\.with: is "c", must be one of/],
    [rule({ within: '5 lines', with: 'b' }), /^for\.0\.within: must be "sentence", "paragraph", "text", or a reach/],
    [rule({ within: 'text' }), /^for\.0\.within: needs "with" or "without"/],
    [rule({ order: 'before' }), /^for\.0\.order: needs "with" or "without"/],
    [rule({ with: 'a' }), /^for\.0\.with: is "a" as "find" is, .*; for several places use "least"$/],
    [rule({ without: ['b', 'a'] }), /^for\.0\.without: is "a" as "find" is, so that it can never hold$/],
    [rule({ with: 'b', without: 'b' }), /^for\.0\.without: is "b" as "with" is, so that it can never hold$/],
    [rule({ with: [] }), /^for\.0\.with: must be a concept or a list of at most 20 concepts$/],
    [{ concepts: { a: { words: ['x'], also: [{ find: 'b', order: 'after' }] }, b: ['x'] } }, /also\.0\.order: needs/],
    [rule({ order: 'first' }), /^for\.0\.order: must be "any", "before" or "after"$/],
    [rule({ in: 'headline' }), /^for\.0\.in: must be "title", "lead" or "body"$/],
    [rule({ in: [] }), /^for\.0\.in: must be "title", "lead", "body" or a list of these$/],
    [rule({ in: 'title', points: { lead: 1 } }), /^for\.0\.points: must give points for title, where the rule looks/],
    [rule({ points: 0.25 }), /^for\.0\.points: must have one decimal at most$/],
    [rule({ points: { title: 1.05 } }), /^for\.0\.points\.title: must have one decimal at most$/],
    [rule({ most: 2.55 }), /^for\.0\.most: must have one decimal at most$/],
    [rule({ points: 2_000 }), /^for\.0\.points: must be 1000 at most$/],
    [rule({ points: '3' }), /^for\.0\.points: is "3", must be a number; remove the quotes$/],
    [{ match: 2.55 }, /^match: must have one decimal at most$/],
    [{ match: '5' }, /^match: is "5", must be a number; remove the quotes$/],
    [{ for: { name: 'it' } }, /^for: must be a list of rules, each beginning with "- name:"$/],
    [{ for: [GOOD.for[0], GOOD.for[0]] }, /^for\.1\.name: is "it" like that of for\.0, must be one of its own$/],
    [
      { against: GOOD.for, for: [{ name: 'x', find: 'a', points: 1 }, GOOD.for[0]] },
      /^against\.0\.name: is "it" like that of for\.1, must be/,
    ],
    [{ needs: 'c' }, /^needs: is "c", must be one of the concepts a, b$/],
    [{ needs: [] }, /^needs: must be a concept or a list of at most 20 concepts$/],
    [rule({ least: 1 }), /^for\.0\.least: must be a number of sentences from 2 to 1000$/],
    [rule({ least: 2, share: '5%' }), /^for\.0\.least: must not stand beside "share"; leave one of them out$/],
    [rule({ least: 2, in: 'title' }), /^for\.0\.least: is 2, but the title is one sentence \("in"\)$/],
    [rule({ points: 3, most: 3, share: '5%' }), /^for\.0\.most: must not stand beside "share"/],
    [
      { ...rule({ most: 1.5 }), match: 2 },
      /^match: is 2, must not be more than all rules together can give a brief \(1\.5\)$/,
    ],
    [{ match: { brief: 2, article: 60 } }, /^match: is 60, must not be .* together can give an article \(51\)$/],
    [{ concpets: {} }, /^concpets: is no known key; did you mean "concepts"\?$/],
    [rule({ finds: 'a' }), /^for\.0\.finds: is no known key; did you mean "find"\?$/],
    [rule({ points: { leed: 1 } }), /^for\.0\.points\.leed: is no known key; did you mean "lead"\?$/],
    [{ concepts: { a: { words: ['x'], word: ['x'] } } }, /^concepts\.a\.word: .* did you mean "words"\?$/],
    [
      { concepts: { wolf: ['x'], a: ['x'] }, ...rule({ find: 'wofl' }) },
      /^for\.0\.find: is "wofl", which is no concept; did you mean "wolf"\?$/,
    ],
    [rule({ points: -1 }), /^for\.0\.points: must be more than 0; what speaks against stands under "against"$/],
    [rule({ points: { headline: 1 } }), /^for\.0\.points\.headline: is no known key/],
    [rule({ points: {} }), /^for\.0\.points: must give points for title, lead or body$/],
    [rule({ points: 3, most: 2 }), /^for\.0\.most: is 2, must not be less than the points for one sentence \(3\)$/],
    [rule({ share: '300%' }), /^for\.0\.share: must be a share of the sentences such as "30%"$/],
    [rule({ share: '30%', points: { title: 1 } }), /^for\.0\.points: must be one number for a rule with "share"$/],
    [rule({ only: 'books' }), /^for\.0\.only: must be "brief" or "article"$/],
  ];
  for (const [change, expected] of rows) {
    const [first = 'no mistake', ...rest] = mistakesOf(change);
    assert.match(first, expected, JSON.stringify(change));
    assert.deepEqual(rest, [], JSON.stringify(change));
  }
});

test('mistakes in words', () => {
  const rows: [string, RegExp][] = [
    ['', /^concepts\.a\.0: "" must have at least one letter or digit$/],
    [`wolf! ${'x'.repeat(90)}?`, /^concepts\.a\.0: "wolf! x{54}…" has "\?"/],
    ['---', /must have at least one letter or digit$/],
    ['troops *', /has "\*" without a word before it/],
    ['it*', /: "it\*", must have at least 3 letters before "\*"$/],
    ['*ing', /"\(…\)" and "\*" may only stand at a word's end/],
    ['a(b)c', /may only stand at a word's end/],
    ['wolf(s', /may only stand at a word's end/],
    ['wolf (pack)', /has "\(pack\)" apart from a word, must be two words or more/],
    ['the (wolf|) pack', /has "\(wolf\|\)", must have one word on each side of "\|"$/],
    ['wolf ()', /has "\(\)" apart from a word/],
    ['wolf(s|)', /: "wolf\(s\|\)", must have letters on each side of "\|"/],
    ['a wolf(s|)', /: "a wolf\(s\|\)" has "wolf\(s\|\)", must have letters on each side of "\|"/],
    ['wolf()', /must have letters on each side/],
    ['wolf(s|,)', /has ","/],
    ['wolf(s|&)', /must have letters on each side/],
    ['troops (left|pulled out)', /has "\(left\|pulled out\)", must have single words or endings/],
    ['wolf( pack)', /has "\( pack\)", must have single words/],
    ['(US-led|allied) troops', /must have single words/],
    ['#troops', /: "#troops"; "#" is any number, with a blank or hyphen on both sides/],
    ['Visual C#', /has "C#"; "#" is any number/],
    ['Paris, Texas', /has ",", which no phrase reaches across; .*: "Paris \.\.\.1 Texas"$/],
    ['12:30', /has ":", which no phrase reaches across; .*: "12 \.\.\.1 30"$/],
    ['wolf; sheep', /has ";"/],
    ['wolf — sheep', /has "—"/],
    ['غزة، لبنان', /has "،"/],
    ['wolf,', /has ","; leave it out/],
    ['wolf|wolves', /has "\|"; alternatives stand in round brackets/],
    ['[wW]olf', /has "\["; alternatives/],
    ['wolf{2}', /has "\{"; alternatives/],
    ['wolf?', /has "\?"; write out what may follow/],
    ['C++', /has "\+"; leave it out, .*for "C\+\+" write "C", under exact/],
    ['^wolf$', /has "\^"; leave it out/],
    ['$5', /has "\$"; leave it out/],
    ['bomb(ed\\|ing)', /has "\\"; leave it out/],
    ['pull .. out', /has "\.\."; a gap is "\.\.\." or "\.\.\.6" with a blank on both sides$/],
    ['pull .... out', /has "\.\.\.\."; a gap is/],
    ['pull... out', /has "pull\.\.\."; a gap is/],
    ['bomb(ed)*', /keep one of them$/],
    ['... out', /has "\.\.\." where no word precedes it/],
    ['pull ...', /ends with a gap/],
    ['pull ... ... out', /where no word precedes it/],
    ['pull ...99 out', /must be between \.\.\.1 and \.\.\.10$/],
    ['a ... b ... c ... d', /has 3 gaps, must have at most 2$/],
    ['a b c d e f g h i j k', /has 11 words, must have at most 10$/],
    ['a(b|c|d|e|f) a(b|c|d|e|f) a(b|c|d|e|f) a(b|c|d|e|f)', /stands for 1296 phrases, must stand for at most 1000/],
  ];
  for (const [written, expected] of rows)
    assert.match(mistakesOf(words(written))[0] ?? 'no mistake', expected, written);
});

test('what YAML makes of a word that is not in quotes', () => {
  const rows: [unknown, RegExp][] = [
    [true, /^concepts\.a\.0: is true to YAML, must be a word or a phrase; write it in quotes$/],
    [null, /^concepts\.a\.0: is empty, must be a word or a phrase; "null" and what has "#" in it stand in quotes$/],
    [{ ratio: 'two' }, /^concepts\.a\.0: must be a word or a phrase; what has ":" or "," in it stands in quotes$/],
  ];
  for (const [word, expected] of rows) assert.match(mistakesOf({ concepts: { a: [word] } })[0] ?? '', expected);
});

test('all mistakes are told at once', () => {
  assert.equal(mistakesOf({ ...rule({ find: 'c', with: 'd' }), concepts: { a: ['x*', '((', 'good'] } }).length, 4);
});

test('what is no topic at all', () => {
  for (const rules of [null, undefined, 3, 'text', [], [GOOD]]) {
    const compiled = compileTopic({ file: 'test.yaml', rules });
    assert.ok('mistakes' in compiled);
    assert.match(
      compiled.mistakes[0]?.message ?? '',
      /^(is (missing|empty), )?must be a topic with id, match, near, concepts and for$/,
    );
  }
});

test('YAML that looks odd: keys of the prototype, numbers as words', () => {
  const yaml = parseYaml(
    't',
    'id: t\nmatch: 1\nnear: 1\nfor: [{name: x, find: toString, points: 1}]\nconcepts: {toString: [2003]}',
  );
  const compiled = compileTopic({ file: 't', rules: yaml.value });
  assert.ok('topic' in compiled);
  assert.equal(compiled.topic.concepts[0]?.terms[0]?.written, '2003');
});
