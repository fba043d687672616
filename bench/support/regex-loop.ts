import { conceptHits, missingConcepts } from '../../src/judge/concepts.ts';
import {
  ANY_SHAPE,
  APOSTROPHE,
  CAPITALS,
  LOWER,
  MIXED,
  TITLE,
  foldOf,
  isArabic,
  isUpper,
  withoutPossessive,
} from '../../src/judge/fold.ts';
import type { Hit } from '../../src/judge/hits.ts';
import type { KnownWord } from '../../src/judge/phrases.ts';
import type { ConceptHits } from '../../src/judge/relations.ts';
import { scanText, type ScannedText } from '../../src/judge/scan.ts';
import { applyRule, round } from '../../src/judge/score.ts';
import type { Term } from '../../src/judge/term.ts';
import type { CompiledRules, CompiledTopic } from '../../src/judge/topic-rules.ts';
import { ANY_NUMBER, PROCLITICS, type Vocabulary, type WordPattern } from '../../src/judge/vocabulary.ts';
import { newWord, readWord } from '../../src/judge/word.ts';
import type { Verdict } from '../../src/model/topic.ts';
import type { Text } from './texts.ts';

/** What the benchmark compares of a verdict. */
export type Outcome = Pick<Verdict, 'topic' | 'score' | 'match'>;

/**
 * Judges as one would without an engine: each term of each topic is a regular expression, run over the text; relations and
 * points are the engine's. The text is first written plainly, a sentence a line, words folded and parted by blanks, with a
 * comma where no phrase may go across, so that the expressions find what the engine finds.
 */
export function openRegexLoop({ topics, followers }: CompiledRules): (text: Text) => Outcome[] {
  const loops = topics.map((topic, index) => ({
    topic,
    followers: followers[index] ?? [],
    terms: topic.concepts.map(({ terms }) => terms.map(expressionOf)),
    exceptions: topic.concepts.map(({ except }) => except.map(expressionOf)),
  }));
  return ({ title, text }) => {
    const scanned = scanText(title, text, EVERY_WORD);
    const plain = plainText(scanned);
    const run = (lists: readonly (readonly RegExp[])[]) => lists.map((list) => hitsOf(list, plain, scanned.words));
    return loops.map(({ topic, followers: after, terms, exceptions }) => {
      const hits = conceptHits(topic, after, { terms: run(terms), exceptions: run(exceptions) }, scanned);
      return outcome(topic, hits, scanned);
    });
  };
}

function outcome(topic: CompiledTopic, hits: ConceptHits, scanned: ScannedText): Outcome {
  const judgedAs = scanned.end - scanned.bodyStart <= topic.briefWords ? 'brief' : 'article';
  const rules = missingConcepts(topic, hits).length > 0 ? [] : topic.rules;
  const points = rules
    .filter(({ only }) => only === null || only === judgedAs)
    .flatMap((rule) => applyRule(rule, topic, hits, scanned))
    .reduce((sum, contribution) => sum + contribution.points, 0);
  const score = Math.max(0, round(points));
  return { topic: topic.id, score, match: score >= topic.match[judgedAs] };
}

const EVERY_WORD: Vocabulary = { recognise: () => [{ word: 0, shape: ANY_SHAPE, leads: true }] };

interface PlainText {
  readonly plain: string;
  /** By offset into it, the number of the word that begins there. */
  readonly words: ReadonlyMap<number, number>;
}

function plainText({ title, body, words }: ScannedText): PlainText {
  const starts = new Map<number, number>();
  let plain = '';
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before?.sentence !== word.sentence) plain += '\n';
    plain += word.parted ? ', ' : ' ';
    starts.set(plain.length, index);
    plain += plainWord(word.sentence === 0 ? title : body, word);
  }
  return { plain: `${plain} `, words: starts };
}

/** A word with its case and, for a possessive, an apostrophe. `u.s.` counts as in capitals. */
function plainWord(text: string, { start, end, shape }: KnownWord): string {
  let plain = '';
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const folded = foldOf(code);
    if (folded <= APOSTROPHE) continue;
    const letter = String.fromCharCode(folded);
    plain += isUpper(code) ? letter.toUpperCase() : letter;
  }
  return ((shape & CAPITALS) === 0 ? plain : plain.toUpperCase()) + (shape > ANY_SHAPE ? "'" : '');
}

/** Every place where one of the expressions matches: also where two of these overlap. */
function hitsOf(
  expressions: readonly RegExp[],
  { plain, words }: PlainText,
  known: readonly KnownWord[],
): readonly Hit[] {
  const hits: Hit[] = [];
  for (const expression of expressions) {
    expression.lastIndex = 0;
    for (let found = expression.exec(plain); found !== null; found = expression.exec(plain)) {
      expression.lastIndex = found.index + 1;
      const index = words.get(found.index) ?? 0;
      const length = found[0].trimEnd().split(' ').length;
      const [first, last] = [known[index], known[index + length - 1]];
      if (first === undefined || last === undefined) continue;
      hits.push({
        sentence: first.sentence,
        first: first.position,
        last: last.position,
        start: first.start,
        end: last.end,
      });
    }
  }
  return hits.toSorted((a, b) => a.first - b.first || a.last - b.last);
}

/** `pull ... out` becomes `(?<= )(?i:pull)'?(?:,? [^ ,\n]+){0,3},? (?i:out)'?(?=[ ,\n])`. */
function expressionOf({ words }: Term): RegExp {
  const parts = words.map(({ forms, gap }, index) => {
    const before = index === 0 ? '' : gap === 0 ? ' ' : `(?:,? [^ ,\\n]+){0,${gap}},? `;
    return `${before}(?:${forms.map(wordExpression).join('|')})`;
  });
  return new RegExp(`(?<= )${parts.join('')}(?=[ ,\\n])`, 'gu');
}

const ARTICLES = PROCLITICS.filter((one) => one !== 'ك' && one !== 'ف').join('|');

function wordExpression(pattern: WordPattern): string {
  return spellingExpression(pattern) + (pattern.open ? "[^' ,\\n]*" : '') + (pattern.shape > ANY_SHAPE ? "'" : "'?");
}

function spellingExpression({ spelling, open, shape: asked }: WordPattern): string {
  if (spelling === ANY_NUMBER) return '[0-9]+';
  const shape = withoutPossessive(asked);
  // What is left behind an article is no rest of a word.
  const before = isArabic(spelling.charCodeAt(0)) ? `(?:(?:${ARTICLES})(?=[^' ,\\n]{3})|[كف](?=[^' ,\\n]{4}))?` : '';
  if (shape === ANY_SHAPE) return `${before}(?i:${spelling})`;
  if (open || (shape & MIXED) !== 0) return `${inShape(shape)}(?i:${spelling})`;
  const title = spelling.charAt(0).toUpperCase() + spelling.slice(1);
  const written = [spelling, title, spelling.toUpperCase()].filter((one) => (shapeOfWritten(one) & shape) !== 0);
  return `(?:${written.join('|')})`;
}

const SHAPES: readonly (readonly [shape: number, written: string])[] = [
  [LOWER, '[^\\p{Lu} ,\\n]+'],
  [TITLE, '[^\\p{L} ,\\n]*\\p{Lu}[^\\p{Lu} ,\\n]*'],
  [CAPITALS, '[^\\p{Ll} ,\\n]+'],
];

/** That the word which follows has one of the shapes, or, for a mixed one, none. */
function inShape(shape: number): string {
  const anyOf = (shapes: typeof SHAPES): string => `(?:${shapes.map(([, written]) => written).join('|')})(?=[ ,\\n])`;
  const wanted = SHAPES.filter(([one]) => (one & shape) !== 0);
  const mixed = (shape & MIXED) === 0 ? [] : [`(?!${anyOf(SHAPES)})`];
  return `(?:${[...(wanted.length === 0 ? [] : [`(?=${anyOf(wanted)})`]), ...mixed].join('|')})`;
}

function shapeOfWritten(written: string): number {
  const word = newWord();
  readWord(written, 0, word);
  return word.shape;
}
