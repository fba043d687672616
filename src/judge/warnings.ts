import { askedFor, madeOf } from './made-of.ts';
import type { Told } from './rule-mistakes.ts';
import { quoted, type Term } from './term.ts';
import type { CompiledTopic, Concept } from './topic-rules.ts';
import { ANY_NUMBER, type WordPattern } from './vocabulary.ts';
import { isArabic } from './fold.ts';

/**
 * What a topic has to no use, though it is no mistake: full keys, and what is odd there.
 * @param keyOf where a term is written
 */
export function warningsOf(topic: CompiledTopic, keyOf: (term: Term) => string): Told[] {
  const asked = topic.rules.flatMap(({ pattern }) => askedFor(pattern, 'without'));
  const used = madeOf([...topic.needs, ...asked], topic, 'without');
  return topic.concepts.flatMap((concept, index): Told[] => [
    ...(used.has(index)
      ? []
      : [[`concepts.${concept.id}`, 'is used by no rule; name it in one, or remove it'] as const]),
    ...saidTwice(concept, keyOf),
    ...neverFound(concept, keyOf),
    ...withoutUse(
      concept,
      [...madeOf([index], topic, null)].flatMap((one) => topic.concepts[one]?.terms ?? []),
      keyOf,
    ),
  ]);
}

function saidTwice({ terms }: Concept, keyOf: (term: Term) => string): Told[] {
  const first = new Map<string, Term>();
  return terms.flatMap((term): Told[] => {
    const same = JSON.stringify(term.words);
    const other = first.get(same);
    if (other === undefined) first.set(same, term);
    return other === undefined
      ? []
      : [[keyOf(term), `${quoted(term.written)} says the same as ${quoted(other.written)} (${keyOf(other)})`]];
  });
}

function neverFound({ terms, except }: Concept, keyOf: (term: Term) => string): Told[] {
  return terms.flatMap((term): Told[] => {
    const exception = except.find((one) => covers(one, term));
    if (exception === undefined) return [];
    return [[keyOf(term), `${quoted(term.written)} is never found, for ${quoted(exception.written)} is an exception`]];
  });
}

/** Whether one term finds all that another does, but for its capitals. */
function covers(one: Term, other: Term): boolean {
  return (
    one.words.length === other.words.length &&
    other.words.every(({ forms, gap }, index) => {
      const { forms: known = [], gap: room = 0 } = one.words[index] ?? {};
      return gap === room && forms.every((form) => known.some((each) => isSame(each, form)));
    })
  );
}

const isSame = (one: WordPattern, other: WordPattern): boolean =>
  one.spelling === other.spelling && one.open === other.open;

/** Exceptions that have none of the words by which the concept is found. A gap may hold any word. */
function withoutUse({ except }: Concept, terms: readonly Term[], keyOf: (term: Term) => string): Told[] {
  const forms = terms.flatMap(({ words }) => words.flatMap((word) => word.forms));
  return except
    .filter(({ words }) => words.every(({ gap }) => gap === 0))
    .filter(({ words }) => !words.some((word) => word.forms.some((form) => forms.some((own) => mayMeet(form, own)))))
    .map(
      (term) =>
        [
          keyOf(term),
          `${quoted(term.written)} has none of the words of the concept, so that it takes nothing away`,
        ] as const,
    );
}

/** Whether there may be a word that both find. */
function mayMeet(one: WordPattern, other: WordPattern): boolean {
  const [short, long] = one.spelling.length < other.spelling.length ? [one, other] : [other, one];
  if (short.spelling === long.spelling || short.spelling === ANY_NUMBER) return true;
  return (
    (short.open && long.spelling.startsWith(short.spelling)) ||
    (isArabic(long.spelling.charCodeAt(0)) && long.spelling.endsWith(short.spelling))
  );
}
