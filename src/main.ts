import { buildProgram } from './cli/program.ts';
import { report } from './cli/report.ts';
import { terminalIo } from './cli/io.ts';
import { endWith } from './cli/leave.ts';

// A reader that goes away (newswatch matches | head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io = terminalIo();
try {
  endWith(await buildProgram(io, process.argv.slice(2)));
} catch (error) {
  endWith(report(io, error));
}
