#!/usr/bin/env node
/** The command line of the rig. Exit code 0: done, or stopped because somebody asked; 1: something was wrong. */
import { descriptorProblem } from './descriptors.js';
import { processTerminal } from './terminal.js';

const terminal = processTerminal();
const problem = descriptorProblem();
if (problem === undefined) await start();
else {
  terminal.err(`axon-rig: ${problem}`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const { createProgram, failureWords } = await import('./program.js');
  const program = createProgram(terminal, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    terminal.err(failureWords(error));
    process.exitCode = 1;
  }
}
