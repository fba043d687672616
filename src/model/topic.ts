/** One reason in a verdict: which term of which concept was found where, and what it was worth. */
export interface Contribution {
  readonly concept: string;
  /** The words as they stand in the text. */
  readonly term: string;
  readonly where: 'title' | 'lead' | 'body';
  /** The words with their surroundings, one line. */
  readonly snippet: string;
  /** Negative where it spoke against. */
  readonly points: number;
  /** What the rule that counted it looks for, in the words of the topic file. */
  readonly rule?: string;
  /** The words of other concepts that the rule asked for and found near it. */
  readonly together?: readonly { readonly concept: string; readonly term: string }[];
  /** The most that the rule gives or takes in all, where it has come to that with this sentence; positive. */
  readonly most?: number;
  /** For a rule that goes by density: in how many sentences it holds, of those where it looks. */
  readonly density?: { readonly held: number; readonly of: number };
}

/** What the classifier thinks of one article under one topic. */
export interface Verdict {
  readonly topic: string;
  readonly match: boolean;
  /** Not a match, but close enough to be worth a look. */
  readonly near: boolean;
  readonly score: number;
  readonly threshold: number;
  /** Whether it was judged as a headline with a summary or as a full article. */
  readonly judgedAs: 'brief' | 'article';
  /** How many words it has without its title; absent in verdicts of older versions. */
  readonly words?: number;
  readonly contributions: readonly Contribution[];
  /** Its reasons are no longer kept, nor whether anything was missing. */
  readonly bare?: true;
  /** The concepts that the topic needs and that are named nowhere: nothing counts then. Absent where there are none. */
  readonly missing?: readonly string[];
}

/** How far an article that was not read could come at most with a topic, made of the words that its page has. */
export interface TopicBound {
  readonly topic: string;
  /** The most points that it could get, judged as a brief or as an article, whichever brings it nearer. */
  readonly most: number;
  /** What a near miss takes. */
  readonly near: number;
}

/** A topic file's content, parsed from YAML and not yet compiled. `file` names it in messages. */
export interface TopicSource {
  readonly file: string;
  readonly rules: unknown;
}

/** The rules in force. `revision` is a hash of their content: jobs name it, workers fetch what they lack. */
export interface RuleSet {
  readonly revision: string;
  readonly topics: readonly TopicSource[];
}
