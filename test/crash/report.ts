import { inspect } from 'node:util';
import { CrashFailure, type CrashReport } from './stage.ts';

type Out = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface EngineResult {
  readonly engine: string;
  readonly result: PromiseSettledResult<CrashReport>;
}

/** One line that is written over on a terminal; elsewhere a line for every tenth kill. */
export function openProgress(
  out: Out,
  kills: number,
  articles: number,
): { show(engine: string, report: CrashReport): void; failed(engine: string): void; end(): void } {
  const lines = new Map<string, string>();
  const started = performance.now();
  return {
    show(engine, report) {
      const done = killsIn(report);
      const line = `${engine}: ${done}/${kills} kills, ${report.published}/${articles} articles, ${report.compared} times compared`;
      lines.set(engine, line);
      const seconds = Math.round((performance.now() - started) / 1_000);
      if (out.isTTY) out.write(`\r\u001b[2K${[...lines.values()].join(' · ')} · ${seconds} s`);
      else if (done % 10 === 0) out.write(`${seconds} s ${line}\n`);
    },
    failed(engine) {
      lines.set(engine, `${engine}: FAILED`);
      out.write(`${out.isTTY ? '\r\u001b[2K' : ''}FAILED on ${engine}; what is left to do is done first\n`);
    },
    end: () => void (out.isTTY && out.write('\r\u001b[2K')),
  };
}

const killsIn = ({ kills }: CrashReport): number => [...kills.values()].reduce((sum, count) => sum + count, 0);

/** Of what is not a difference, but a fault of the harness itself, it is told where it came from. */
const told = (reason: unknown): string => (reason instanceof CrashFailure ? reason.message : inspect(reason));

/** CONTRACT 1: after a SIGKILL, what was under way goes on within 5 s of the next start. Milliseconds. */
const RESUME = 5_000;

const SUMS: readonly (readonly [string, (report: CrashReport) => string | number])[] = [
  ['kills in all', killsIn],
  ['… before all was at rest again', ({ inRecovery }) => inRecovery],
  ['times compared', ({ compared }) => compared],
  ['articles', ({ published }) => published],
  ['corpus files', ({ files }) => files],
  ['alerts', ({ alerts }) => alerts],
  ['… sent more than once', ({ repeated }) => repeated],
  ['gone on after, ms: median', ({ resumed }) => resumed.toSorted((a, b) => a - b)[resumed.length >> 1] ?? '-'],
  ['… later than 5 s', ({ resumed }) => resumed.filter((ms) => ms > RESUME).length],
  ['… at most', ({ resumed }) => (resumed.length === 0 ? '-' : Math.max(...resumed))],
];

/** Kills by step and engine, and what came of them; or why one failed. */
export function printSummary(out: Out, results: readonly EngineResult[], seconds: number): void {
  const done = results.flatMap(({ engine, result }) =>
    result.status === 'fulfilled' ? [{ engine, report: result.value }] : [],
  );
  const line = (name: string, cell: (one: (typeof done)[number]) => string | number): void =>
    void out.write(`${name.padEnd(32)}${done.map((one) => String(cell(one)).padStart(14)).join('')}\n`);
  if (done.length > 0) line('killed at', ({ engine }) => engine);
  const names = new Set(done.flatMap(({ report }) => [...report.kills.keys()]));
  for (const name of [...names].toSorted((a, b) => a.localeCompare(b)))
    line(name, ({ report }) => report.kills.get(name) ?? 0);
  if (done.length > 0) for (const [name, of] of SUMS) line(name, ({ report }) => of(report));
  for (const { engine, result } of results)
    if (result.status === 'rejected') out.write(`FAILED on ${engine}: ${told(result.reason)}\n`);
  out.write(`${Math.round(seconds)} s\n`);
}
