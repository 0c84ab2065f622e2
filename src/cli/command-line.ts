/** The command line of the rig. Exit code 0: done, or stopped because somebody asked; 1: something was wrong. */
import { createProgram, failureWords } from './program.js';
import { processTerminal, writeStandardOutput } from './terminal.js';

const terminal = processTerminal();
const program = createProgram(terminal, (code) => {
  process.exitCode = code;
});
try {
  await program.parseAsync();
  await writeStandardOutput('');
} catch (error) {
  terminal.err(failureWords(error));
  process.exitCode = 1;
}
