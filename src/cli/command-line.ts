/** The command line of the rig. Exit code 0: done, or stopped because somebody asked; 1: something was wrong. */
import { runCommand } from './program.js';
import { processTerminal } from './terminal.js';

process.exitCode = await runCommand(process.argv.slice(2), processTerminal());
