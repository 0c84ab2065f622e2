/**
 * A single mistake in a shipped rig file: a wrong type, size or unit of any value, any key misspelt. Each gets a
 * message with its place, what was expected and what to do; and what it says to do is done here, and must be taken.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileProblem, problemWords } from '../../src/files/index.js';
import { formatProblem, parseRig } from '../../src/rig/index.js';
import { find } from './messages.js';
import { type Edit, edited, followed, mistakesOf } from './mistakes.js';

const folder = new URL('../../rigs/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
const mistakes = files.flatMap(({ name, text }) => mistakesOf(text).map((edit) => ({ name, text, edit })));

/** What two options together forbid: no message about one of them alone can know it, and this one says what to do. */
const TOGETHER =
  /expected (each (pin|output|experiment) once|another pulse|at most [\d.]+ mA from|one light|kind: firmata)|the axon has \d+ sites|the first site comes first|cannot (do PWM|do servo)|reads no voltage|is none of an Uno|0 and 1 are the line/;

const isTogether = (problem: FileProblem) => TOGETHER.test(problemWords(problem));

const lineOf = (text: string, { from }: Edit) => text.slice(0, from).split('\n').length;

/** What is said about a mistake; empty if the file is as good as before. */
function problemsOf(text: string, name: string): readonly FileProblem[] {
  const result = parseRig(text, name, { find });
  return result.ok ? [] : result.problems;
}

/** What is wrong with what is said about a mistake, in words; empty if nothing is. */
function faultsOf(name: string, good: string, edit: Edit): string[] {
  const text = edited(good, edit);
  const problems = problemsOf(text, name);
  const faults: string[] = [];
  const fault = (problem: FileProblem, why: string) => faults.push(`${why}: ${formatProblem(problem)}`);
  for (const problem of problems) {
    if (!/^(expected .+, got .+ – .+|unknown key( here)? – .+|expected .+ – .+)$/.test(problemWords(problem)))
      fault(problem, 'does not say what was expected, found and to be done');
    const after = followed(text, problem)?.map((next) => problemsOf(next, name));
    // One mistake may show in several places; what is done about one of them cures that one.
    const here = (left: FileProblem) =>
      left.line === problem.line && left.column === problem.column && !isTogether(left);
    if (after !== undefined && !after.some((left) => !left.some(here)))
      fault(problem, `"${after[0]!.map(formatProblem)}" after its own advice`);
    const isMeant = /did you mean [\w-]+\?/.test(problem.advice ?? '');
    if (isMeant && problems.length === 1 && after?.some((left) => left.some((other) => !isTogether(other))))
      fault(problem, `"${after[0]!.map(formatProblem)}" after what was meant`);
  }
  const line = lineOf(text, edit);
  const names = (problem: FileProblem) =>
    Math.abs(problem.line - line) <= 2 || problemWords(problem).includes(`in line ${line}`);
  if (problems.length > 0 && !problems.some(names)) fault(problems[0]!, `is not near line ${line}`);
  return faults;
}

describe('a single mistake in a shipped rig file', () => {
  it('is one of some thousands', () => {
    expect(mistakes.length).toBeGreaterThan(3000);
  });

  it('gets a message with place, expectation and cure, and the cure cures (seed 11, 80 mistakes)', () => {
    const property = fc.property(fc.constantFrom(...mistakes), ({ name, text, edit }) => {
      expect(faultsOf(name, text, edit)).toEqual([]);
    });
    fc.assert(property, { seed: 11, numRuns: 80 });
  });
});
