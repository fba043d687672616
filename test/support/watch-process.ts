import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Looks at a daemon ten times a second while something is done to it. Memory and waiting are known on Linux only; elsewhere 0. */
export interface WatchedProcess extends AsyncDisposable {
  /** Resident memory of the process and all that descend from it, at most. */
  peakMb(): number;
  /** How long /healthz took, at most, in ms; without the time that somebody else had the processor. */
  slowestMs(): number;
  /** How often it answered. */
  answers(): number;
}

export async function watchProcess(pid: number, address: string): Promise<WatchedProcess> {
  const closing = new AbortController();
  let peak = 0;
  let slowest = 0;
  let answers = 0;
  const memory = setInterval(() => (peak = Math.max(peak, residentMb(pid))), 100);
  const asking = (async () => {
    while (!closing.signal.aborted) {
      const [started, stolen] = [performance.now(), stolenMs(pid)];
      const answer = await fetch(`${address}/healthz`, { signal: closing.signal }).catch(() => null);
      if (answer === null) return;
      await answer.text();
      slowest = Math.max(slowest, performance.now() - started - (stolenMs(pid) - stolen));
      answers++;
      await sleep(100);
    }
  })();
  return {
    peakMb: () => Math.round(peak),
    slowestMs: () => Math.round(slowest),
    answers: () => answers,
    async [Symbol.asyncDispose]() {
      clearInterval(memory);
      closing.abort();
      await asking.catch(() => undefined);
    },
  };
}

/** Milliseconds that the main threads of the process and of this one were ready to run and had to wait (proc(5), schedstat). */
const stolenMs = (pid: number): number => [pid, process.pid].map(delayOf).reduce((sum, ms) => sum + ms, 0);

const delayOf = (pid: number): number => Number(read(`/proc/${pid}/task/${pid}/schedstat`).split(' ')[1] ?? 0) / 1e6;

function residentMb(root: number): number {
  const parents = new Map<number, number>();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    const parent = /^\d+$/.test(name) ? /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] : undefined;
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && belongs(parents.get(pid) ?? 0));
  return [...parents.keys()]
    .filter(belongs)
    .map((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024)
    .reduce((sum, mb) => sum + mb, 0);
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
