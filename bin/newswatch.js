#!/usr/bin/env node
// The one file that any Node from 12 on must be able to read: it says what to do when started by one that is too old,
// and hands over to the program otherwise, from its sources in a checkout and from dist/ where it was built.
import fs from 'fs';
import module from 'module';
import v8 from 'v8';

// Long-running commands spare memory. Left alone, V8 takes 550 MB for a moment to optimise the code of the embedded
// PostgreSQL; what --liftoff-only implies on the command line has to be said here flag by flag, before any WebAssembly is
// compiled (docs/decisions/001-embedded-engine.md has the figures).
const SPARING = [
  '--liftoff-only',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--wasm-tiering-budget=2000000000',
];
if (process.argv[2] === 'run' || process.argv[2] === 'worker') {
  SPARING.forEach((flag) => v8.setFlagsFromString(flag));
  // Half of libuv's threads may look up names at once: two by default, which two hosts without a working name server fill.
  // Read when the first of them is needed (docs/decisions/028-leaving-look-ups.md).
  process.env.UV_THREADPOOL_SIZE = process.env.UV_THREADPOOL_SIZE || '16';
}

// What Node has compiled once it need not compile at the next start.
if (module.enableCompileCache) module.enableCompileCache();

const NEEDED = [24, 15];
const [major, minor] = process.versions.node.split('.').map(Number);

const isThere = (path) => fs.existsSync(new URL(path, import.meta.url));

/** One line, no stack: whoever reads it can do something about it. */
function giveUp(line, exitCode) {
  process.stderr.write('newswatch: ' + line + '\n');
  process.exitCode = exitCode;
}

function start(main) {
  import(main).catch((error) => {
    // Only what is missing before the program runs; what goes wrong later is the program's own to tell.
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    giveUp('a part of it is missing: run "npm ci" first (' + error.message.split('\n')[0] + ')', 1);
  });
}

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const found = 'needs Node ' + NEEDED.join('.') + ' or later, this is ' + process.versions.node + ': ';
  const remedy = isThere('../package-lock.json')
    ? '"npm ci" brings it, then use "npm start" or "npm run newswatch -- COMMAND"'
    : 'install Node 24 and start it with that';
  giveUp(found + remedy, 2);
} else if (isThere('../src/main.ts')) {
  start('../src/main.ts');
} else if (isThere('../dist/src/main.js')) {
  start('../dist/src/main.js');
} else {
  giveUp('it is not built: run "npm run build" first', 1);
}
