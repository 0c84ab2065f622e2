#!/usr/bin/env node
/**
 * Where the program starts. What stops it from running at all, a Node that is too old or an account that may open too
 * few files, is said before anything is loaded that fails in its own words.
 */
await import(new URL('../../../bin/node-version.js', import.meta.url).href);
const { descriptorProblem } = await import('./descriptors.js');
const problem = descriptorProblem();
if (problem === undefined) await import('./command-line.js');
else {
  console.error(`axon-rig: ${problem}`);
  process.exitCode = 1;
}
