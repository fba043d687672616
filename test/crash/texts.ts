import type { Random } from '../support/random.ts';

/** Articles by the thousand of which no two are alike unless they are meant to be. */

const NOUNS =
  'baker,bridge,canal,captain,cellar,chapel,clerk,council,ferry,garden,grocer,house,inspector,island,kitchen,library,market,meadow,mill,neighbour,orchard,painter,parish,pilot,quarry,river,road,school,shepherd,station,street,tailor,teacher,theatre,tower,valley,village,visitor,warehouse,weaver'.split(
    ',',
  );
const VERBS =
  'admires,answers,borrows,builds,carries,cleans,describes,enters,follows,guards,hears,improves,joins,keeps,leaves,measures,needs,opens,paints,questions,repairs,sells,thanks,upholds,visits,watches'.split(
    ',',
  );
const ADJECTIVES =
  'ancient,busy,careful,distant,early,famous,gentle,hidden,idle,joyful,kind,large,modest,narrow,open,patient,quiet,rough,small,tall,useful,vivid,warm,young'.split(
    ',',
  );
const ENDINGS =
  'all day,at noon,by night,every spring,for now,in vain,once more,twice weekly,until dusk,without noise'.split(',');
const SYLLABLES = 'ba,cor,du,fen,gil,hos,jor,kel,lum,mir,nor,pes,quo,ras,sil,tur,ven,wol,yar,zim'.split(',');

/** What the topic of the harness looks for. */
export const TOPIC_WORD = 'zeppelin';

/** Matches from three sentences with the word on; one such sentence is not enough, and a page without it is ruled out. */
export const TOPIC = `id: airships
match: 3
near: 2
for:
  - { name: airships, find: airship, points: 1 }
concepts: { airship: [${TOPIC_WORD}] }
`;

/** A place of which nobody has heard: what tells two reports from each other is their names. */
const placeName = ({ pick }: Random): string =>
  `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}`.replace(/^./, (letter) => letter.toUpperCase());

function sentence(random: Random, subject = random.pick(NOUNS)): string {
  const { pick } = random;
  return `The ${pick(ADJECTIVES)} ${subject} of ${placeName(random)} ${pick(VERBS)} the ${pick(ADJECTIVES)} ${pick(NOUNS)} and ${pick(VERBS)} a ${pick(NOUNS)} ${pick(ENDINGS)}.`;
}

/** Paragraphs with the topic's word in so many sentences. */
export function paragraphs(random: Random, mentions: number): string[] {
  const sentences = Array.from({ length: 16 }, (_, index) =>
    sentence(random, index < mentions ? TOPIC_WORD : undefined),
  );
  return Array.from({ length: 4 }, (_, index) => sentences.slice(index * 4, index * 4 + 4).join(' '));
}

/** The same story as another paper prints it: with one sentence more. */
export const retold = (random: Random, [first = '', ...rest]: readonly string[]): string[] => [
  first,
  `${rest[0] ?? ''} ${sentence(random)}`,
  ...rest.slice(1),
];

export const titleOf = (random: Random, serial: number): string => {
  const { pick } = random;
  return `${pick(ADJECTIVES)} ${pick(NOUNS)} ${pick(VERBS)} ${pick(ADJECTIVES)} ${pick(NOUNS)} number ${serial}`.replace(
    /^./,
    (letter) => letter.toUpperCase(),
  );
};
