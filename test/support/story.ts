import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Random } from './random.ts';

/**
 * Articles written by templates: `stories/*.yaml`. In a template `{a|b}` is one of the alternatives (may be nested),
 * `<name>` a word of the list of that name, `<3-12>` a number in that range. `<name1>` and `<name2>` are two different
 * words of the list `name`; each keeps its value through the whole article. `<name1.last>` is its last word, `<Name>`
 * its value with a capital. Lists are in `stories/words.yaml`, and may hold templates themselves.
 */
export interface StoryKind {
  readonly kind: string;
  readonly titles: readonly string[];
  readonly openings: readonly string[];
  /** Paragraphs; an article takes some of them, in any order. */
  readonly body: readonly string[];
  /** Ranges of numbers that title and text share. */
  readonly numbers?: Readonly<Record<string, readonly [number, number]>>;
}

export interface Story {
  readonly kind: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

type Words = Readonly<Record<string, readonly string[]>>;

const load = (name: string): unknown =>
  parse(readFileSync(new URL(`stories/${name}.yaml`, import.meta.url), 'utf8')) as unknown;

const WORDS = load('words') as Words;
/** Body paragraphs that any article may take besides its kind's own. */
const ON_TOPIC_COMMON = load('on-topic-common') as readonly string[];
const OFF_TOPIC_COMMON = load('off-topic-common') as readonly string[];

export const ON_TOPIC = load('on-topic') as readonly StoryKind[];
export const OFF_TOPIC = [...(load('off-topic-home') as StoryKind[]), ...(load('off-topic-world') as StoryKind[])];

/** A new article of seven to eleven paragraphs. */
export function writeStory(random: Random, onTopic: boolean): Story {
  const kind = random.pick(onTopic ? ON_TOPIC : OFF_TOPIC);
  const write = writer(random, kind.numbers ?? {});
  const own = random.shuffle(kind.body).slice(0, random.between(3, 5));
  const common = random.shuffle(onTopic ? ON_TOPIC_COMMON : OFF_TOPIC_COMMON).slice(0, random.between(3, 5));
  const title = write(random.pick(kind.titles));
  return {
    kind: kind.kind,
    title,
    paragraphs: [random.pick(kind.openings), ...own, ...common].map(write),
  };
}

/** Expands templates, one after another, for one article: names stay the same from title to last paragraph. */
export function writer(random: Random, numbers: Readonly<Record<string, readonly [number, number]>>) {
  const known = new Map<string, string>();
  const number = (low: number, high: number): string => random.between(low, high).toLocaleString('en-US');
  const newWord = (slot: string): string => {
    const list = WORDS[slot.replace(/\d+$/, '')];
    if (list === undefined) throw new Error(`no list of words for <${slot}>`);
    const taken = new Set(known.values());
    let word = expand(random.pick(list));
    while (taken.has(word)) word = expand(random.pick(list));
    return word;
  };
  const value = (slot: string): string => {
    const found = known.get(slot);
    if (found !== undefined) return found;
    const range = numbers[slot];
    const text = range === undefined ? newWord(slot) : number(...range);
    known.set(slot, text);
    return text;
  };
  const fill = (slot: string): string => {
    const range = /^(\d+)-(\d+)$/.exec(slot);
    if (range !== null) return number(Number(range[1]), Number(range[2]));
    const [name = '', part] = slot.split('.');
    const text = value(name.charAt(0).toLowerCase() + name.slice(1));
    if (part === 'last') return text.slice(text.lastIndexOf(' ') + 1);
    return /^[A-Z]/.test(name) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  };
  const expand = (template: string): string => {
    let text = template;
    while (text.includes('{'))
      text = text.replace(/\{([^{}]*)\}/g, (_all, body: string) => random.pick(body.split('|')));
    return text.replace(/<([\w.-]+)>/g, (_all, slot: string) => fill(slot));
  };
  return expand;
}
