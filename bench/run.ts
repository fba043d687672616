/**
 * Runs the benchmarks: `npm run bench` for all, `npm run bench -- reading` for those whose name contains a word. Figures go
 * to stdout; each benchmark says what it measures, against what, and on how much.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename } from 'node:path';

const wanted = process.argv.slice(2);
const benches = globSync('bench/*.ts')
  .filter((file) => !['run.ts', 'soak.ts'].includes(basename(file)))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
for (const file of benches) {
  process.stdout.write(`\n# ${basename(file, '.ts')}\n`);
  const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
