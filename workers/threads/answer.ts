import { getHeapStatistics } from 'node:v8';
import { messageOf, NewswatchError, type Retry } from '../../src/errors.ts';

/**
 * What a thread sends back. Structured cloning keeps neither the class nor the fields of an error, so that trouble travels
 * as data.
 */
export type Answer<Result> = { readonly heapMb: number } & (
  | { readonly result: Result }
  | { readonly error: { readonly code: string; readonly message: string; readonly retry: Retry } }
);

/** Makes a function of thread.ts out of work: what it returns or throws becomes an {@link Answer}. */
export const task =
  <Input, Result>(work: (input: Input) => Promise<Result>) =>
  async (input: Input): Promise<Answer<Result>> => {
    const outcome = await work(input).then((result) => ({ result }), describe);
    return { ...outcome, heapMb: getHeapStatistics().used_heap_size / 1_000_000 };
  };

/** What is no error of ours came of the input: libraries throw at what they did not expect. */
function describe(error: unknown): { error: { code: string; message: string; retry: Retry } } {
  const { code, retry } = error instanceof NewswatchError ? error : { code: 'thread-failed', retry: 'never' as const };
  return { error: { code, message: messageOf(error), retry } };
}

/** The result. @throws NewswatchError as it was thrown in the thread */
export function resultOf<Result>(answer: Answer<Result>): Result {
  if ('result' in answer) return answer.result;
  const { code, message, retry } = answer.error;
  throw new NewswatchError(code, message, { retry });
}
