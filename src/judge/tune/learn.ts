import { Candidates } from './candidates.ts';
import { foldsOf, trainingOf, validated, type Validation } from './cross-validate.ts';
import type { Learner } from './learnt.ts';
import { MarkedTexts } from './marked-texts.ts';
import { search } from './search.ts';
import { changedParts, nameOfPart, type Setting, type Space } from './setting.ts';
import { groupOf, type Candidate, type Group } from './term-change.ts';
import type { Marked } from './weigh.ts';

/** A change is stable if learning without a fifth of the marks led to it so often, of five times. */
const LEAST_FOLDS = 3;

/** Learns from all marks and, to see what that is worth, from each four fifths of them. */
export class Learning {
  readonly texts: MarkedTexts;
  /** The changes of terms that all marks together suggest. */
  readonly candidates: readonly Candidate[];
  readonly #learner: Learner;
  readonly #start: Setting;
  readonly #thresholds: Space['thresholds'];
  readonly #all: readonly number[];
  readonly #folds: readonly number[];
  readonly #trainings: readonly { readonly among: readonly number[]; readonly candidates: readonly Candidate[] }[];

  /**
   * @param names hashes of the texts' words
   * @param oneThreshold whether the topic file has one number for briefs and articles
   */
  constructor(learner: Learner, marks: readonly Marked[], names: readonly string[], oneThreshold: boolean) {
    const { topic } = learner;
    this.#learner = learner;
    this.texts = new MarkedTexts(topic, marks);
    this.#start = { match: topic.match, steps: topic.rules.map(() => 0), terms: [] };
    this.#thresholds = oneThreshold ? [['brief', 'article']] : [['brief'], ['article']];
    this.#all = [...marks.keys()];
    this.#folds = foldsOf(marks, names);
    const candidates = new Candidates(this.texts, learner);
    this.candidates = candidates.among(this.#all);
    this.#trainings = trainingOf(this.#folds).map((among) => ({ among, candidates: candidates.among(among) }));
  }

  get start(): Setting {
    return this.#start;
  }

  /** What changes of these groups do to marks that they were not found on. @param onFold told of each, from 1 */
  crossValidate(groups: readonly Group[], onFold: (fold: number) => void): Validation {
    const settings = this.#trainings.map(({ among, candidates }, index) => {
      const setting = search(
        this.texts,
        among,
        this.#space(groups, candidates, () => true),
      );
      onFold(index + 1);
      return setting;
    });
    return validated(this.texts, this.#folds, settings);
  }

  /** The best setting on all marks, as far as its changes are allowed. */
  fromAll(groups: readonly Group[], allows: (name: string) => boolean): Setting {
    return search(this.texts, this.#all, this.#space(groups, this.candidates, allows));
  }

  #space(groups: readonly Group[], candidates: readonly Candidate[], allows: (name: string) => boolean): Space {
    const { topic, newRules } = this.#learner;
    const numbers = groups.includes('numbers');
    const ofNewWords = Object.values(newRules);
    const rules = topic.rules.map((_rule, index) => index);
    return {
      start: this.#start,
      near: topic.near,
      thresholds: numbers ? this.#thresholds : [],
      // The points of a new rule belong to its words, not to the numbers that are there.
      rules: rules.filter((rule) => (ofNewWords.includes(rule) ? groups.includes('terms in') : numbers)),
      terms: candidates.map(({ change }) => change).filter((change) => groups.includes(groupOf(change))),
      allows: (name) => allows(name) || ofNewWords.some((rule) => name.startsWith(`rule ${rule} `)),
    };
  }

  partsOf(setting: Setting): ReturnType<typeof changedParts> {
    return changedParts(
      setting,
      this.#space(['numbers'], [], () => true),
    );
  }
}

/** How often each change was found, by its name. */
export function timesFound(learning: Learning, settings: readonly Setting[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const setting of settings) {
    for (const { part } of learning.partsOf(setting)) {
      const name = nameOfPart(part, setting, learning.start);
      times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
  return times;
}

export const isStable = (times: number): boolean => times >= LEAST_FOLDS;
