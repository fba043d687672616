import type { Io } from './io.ts';

type Run = (args: string[], options: { [name: string]: never }) => Promise<number | void>;

/** A command of CONTRACT section 1. It hands over to one function, whose file is loaded when it is asked for. */
export interface Definition {
  readonly name: string;
  readonly about: string;
  readonly options?: readonly (readonly [flags: string, about: string])[];
  readonly run: (io: Io) => Run;
}

export const JSON_OPTION = ['--json', 'print one JSON document on stdout and nothing else there'] as const;
