import { z } from 'zod';

/** The shape of a topic file. What the names in it refer to is checked when it is compiled. Unknown keys are refused. */

const name = z
  .string('must be the name of a concept')
  .regex(/^[\p{L}\p{N}_-]{1,64}$/u, 'must be a name of letters, digits, "-" and "_"');
const conceptsHelp = 'must be a concept or a list of at most 20 concepts';
const oneOrMore = z.union(
  [name.transform((one) => [one]), z.array(name).min(1, conceptsHelp).max(20, conceptsHelp)],
  conceptsHelp,
);

function noTerm(value: unknown): string {
  if (value === null) return 'is empty, must be a word or a phrase; "null" and what has "#" in it stand in quotes';
  if (typeof value === 'boolean') return `is ${value} to YAML, must be a word or a phrase; write it in quotes`;
  return 'must be a word or a phrase; what has ":" or "," in it stands in quotes';
}

const terms = z
  .array(
    z.union([z.string(), z.number().transform(String)], { error: ({ input }) => noTerm(input) }),
    'must be a list of words and phrases',
  )
  .min(1, 'must have at least one word')
  .max(5_000, 'must have at most 5000 words');

const WITHIN = /^(?:(\d{1,3}) (word|sentence)s?|sentence|paragraph|text)$/;
const withinHelp = 'must be "sentence", "paragraph", "text", or a reach such as "5 words" or "2 sentences"';
const within = z
  .string(withinHelp)
  .regex(WITHIN, withinHelp)
  .transform((text) => {
    const [, count, unit] = WITHIN.exec(text) ?? [];
    if (text === 'paragraph' || text === 'text') return { unit: text } as const;
    return { unit: unit === 'word' ? 'words' : 'sentences', count: Number(count ?? 0) } as const;
  });

const place = z.enum(['title', 'lead', 'body'], 'must be "title", "lead" or "body"');
const placesHelp = 'must be "title", "lead", "body" or a list of these';
const places = z.union([place.transform((one) => [one]), z.array(place).min(1, placesHelp)], placesHelp);

const pattern = {
  find: name,
  with: oneOrMore.optional(),
  without: oneOrMore.optional(),
  within: within.optional(),
  order: z.enum(['any', 'before', 'after'], 'must be "any", "before" or "after"').optional(),
  in: places.default(['title', 'lead', 'body']),
};

/** For a number in quotes the way out is another. */
const aNumber = (right: string) => ({
  error: ({ input }: { readonly input?: unknown }): string =>
    typeof input === 'string' && input.trim() !== '' && Number.isFinite(Number(input))
      ? `is "${input.trim().slice(0, 20)}", must be a number; remove the quotes`
      : right,
});

/** Points are tenths everywhere. */
const isTenths = (number: number): boolean => Math.abs(number * 10 - Math.round(number * 10)) < 1e-6;
const TENTHS = 'must have one decimal at most';

const points = z
  .number(aNumber('must be a number'))
  .positive('must be more than 0; what speaks against stands under "against"')
  .max(1_000, 'must be 1000 at most')
  .refine(isTenths, TENTHS);

const SHARE = /^(\d{1,3})\s?%$/;
const share = z
  .string('must be a share of the sentences such as "30%"')
  .refine(
    (text) => Number(SHARE.exec(text)?.[1]) >= 1 && Number(SHARE.exec(text)?.[1]) <= 100,
    'must be a share of the sentences such as "30%"',
  )
  .transform((text) => Number(SHARE.exec(text)?.[1]) / 100);

const nameHelp = 'must say what the rule looks for, in at most 200 characters';
const leastHelp = 'must be a number of sentences from 2 to 1000';

const rule = z.strictObject(
  {
    name: z.string(nameHelp).min(1, nameHelp).max(200, nameHelp),
    ...pattern,
    points: z.union(
      [points, z.strictObject({ title: points.optional(), lead: points.optional(), body: points.optional() })],
      aNumber('must be a number, or numbers for title, lead and body'),
    ),
    most: points.optional(),
    share: share.optional(),
    least: z.int(leastHelp).min(2, leastHelp).max(1_000, leastHelp).optional(),
    only: z.enum(['brief', 'article'], 'must be "brief" or "article"').optional(),
  },
  'must be a rule with name, find and points',
);

const threshold = z
  .union(
    [
      z.number().transform((one) => ({ brief: one, article: one })),
      z.strictObject({
        brief: z.number(aNumber('must be a number')),
        article: z.number(aNumber('must be a number')),
      }),
    ],
    aNumber('must be a number of points, or one for brief and one for article'),
  )
  .refine((one) => one.brief > 0 && one.article > 0, 'must be more than 0')
  .refine((one) => isTenths(one.brief) && isTenths(one.article), TENTHS);

const patternsHelp = 'must be a list of at most 50 patterns, each beginning with "- find:"';

const concept = z.union(
  [
    terms.transform((words) => ({ words, short: true as const })),
    z
      .strictObject({
        words: terms.optional(),
        exact: terms.optional(),
        except: terms.optional(),
        includes: oneOrMore.optional(),
        also: z.array(z.strictObject(pattern), patternsHelp).min(1, patternsHelp).max(50, patternsHelp).optional(),
      })
      .refine(
        ({ words, exact, includes, also }) => Boolean(words ?? exact ?? includes ?? also),
        'must have words, exact, includes or also',
      ),
  ],
  'must be a list of words, or have words, exact, except, includes, also',
);

const textHelp = 'must be a text of at most 200 characters';
const wordsHelp = 'must be a number of words from 0 to 10000';
const rulesHelp = 'must be a list of rules, each beginning with "- name:"';
const TOO_MANY = 'must have at most 500 rules';

export const topicSchema = z.strictObject(
  {
    id: z
      .string('must be a name such as us-forces-iraq')
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and "-"'),
    title: z.string(textHelp).min(1, textHelp).max(200, textHelp).optional(),
    description: z.string('must be a text').optional(),
    match: threshold,
    near: threshold,
    needs: oneOrMore.optional(),
    briefWords: z.int(wordsHelp).min(0, wordsHelp).max(10_000, wordsHelp).default(100),
    leadWords: z.int(wordsHelp).min(0, wordsHelp).max(10_000, wordsHelp).default(60),
    concepts: z.record(name, concept, 'must name at least one concept'),
    for: z.array(rule, rulesHelp).min(1, 'must have at least one rule').max(500, TOO_MANY),
    against: z.array(rule, rulesHelp).max(500, TOO_MANY).default([]),
  },
  'must be a topic with id, match, near, concepts and for',
);

export type TopicFile = z.output<typeof topicSchema>;
export type ConceptEntry = TopicFile['concepts'][string];
export type PatternEntry = Pick<TopicFile['for'][number], 'find' | 'with' | 'without' | 'within' | 'order' | 'in'>;
export type RuleEntry = TopicFile['for'][number];

const PLACE_KEYS = ['title', 'lead', 'body'];
const CONCEPT_KEYS = ['words', 'exact', 'except', 'includes', 'also'];

/** The keys that may stand at a place of a topic file; empty where the author names them. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const [first, , third] = path;
  if (path.length === 0) return Object.keys(topicSchema.shape);
  if (first === 'match' || first === 'near') return ['brief', 'article'];
  if (first === 'concepts') return third === 'also' ? Object.keys(pattern) : CONCEPT_KEYS;
  return third === 'points' ? PLACE_KEYS : Object.keys(rule.shape);
}
