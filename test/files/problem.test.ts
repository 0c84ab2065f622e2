/** A problem is a value in parts until somebody prints it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseExperiment } from '../../src/experiment/index.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { type FileProblem, formatProblem, pathWords, problemWords } from '../../src/files/index.js';
import { refusalOf } from '../../src/files/refusals.js';
import { bare, sectionsOf } from '../../src/files/schema-walk.js';
import { parseRig } from '../../src/rig/index.js';
import { rigSchema } from '../../src/rig/schema.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

const problemsOf = (result: ReturnType<typeof parseRig> | ReturnType<typeof parseExperiment>) =>
  result.ok ? [] : result.problems;

describe('the sentence of a problem', () => {
  it.each([
    ['expected 1 to 150, got 900 – write 150', { expected: '1 to 150', got: '900', advice: 'write 150' }],
    ['expected 1 to 150, got 900', { expected: '1 to 150', got: '900' }],
    ['expected more – write more', { expected: 'more', advice: 'write more' }],
    ['unknown key – did you mean leds?', { said: 'unknown key', advice: 'did you mean leds?' }],
    ['the axon stays at rest', { said: 'the axon stays at rest' }],
  ])('%s', (words, wrong) => {
    expect(problemWords(wrong)).toBe(words);
  });

  it('follows its position and, unless it is about the file as a whole, its path', () => {
    const at = { file: 'rigs/x.yaml', line: 6, column: 9 };
    const path = ['stimuli', 0, 'at'];
    expect(formatProblem({ ...at, path, said: 'no' })).toBe('rigs/x.yaml:6:9 stimuli[0].at: no');
    expect(formatProblem({ ...at, path: [], said: 'no' })).toBe('rigs/x.yaml:6:9: no');
  });
});

describe('a problem keeps its parts', () => {
  const at = (line: number, column: number) => ({ file: 'x.yaml', line, column });

  it.each<[string, FileProblem]>([
    [
      'device: {kind: serial}\nstrip: {leds: 900}',
      {
        ...at(2, 15),
        path: ['strip', 'leds'],
        expected: '1 to 150',
        got: '900',
        advice: "an Uno's memory holds 150; write at most 150, and the rest of the strip stays dark",
      },
    ],
    [
      'device: {kind: virtual}\nstimulus: {at: 60}',
      {
        ...at(2, 16),
        path: ['stimulus', 'at'],
        expected: '0 to 59',
        got: '60',
        advice: 'the axon has 60 sites, counted from 0',
      },
    ],
    [
      'device: {kind: virtual}\nstirp: {leds: 60}',
      { ...at(2, 1), path: ['stirp'], said: 'unknown key', advice: 'did you mean strip?' },
    ],
    [
      'device: {kind: virtual}\nname: "x',
      {
        ...at(2, 7),
        path: [],
        expected: 'a closing "',
        advice: 'the text that begins here with " never ends',
      },
    ],
  ])('of a rig: %j', (text, problem) => {
    expect(problemsOf(parseRig(text, 'x.yaml'))).toEqual([problem]);
  });

  it('of an experiment whose step is longer than the experiment', () => {
    const text = 'axon: {kind: lattice}\ndurationMs: 0.1\nstepMs: 0.2\nsampleMs: 0.2';
    expect(problemsOf(parseExperiment(text, 'x.yaml'))[0]).toEqual({
      ...at(3, 9),
      path: ['stepMs'],
      expected: 'at most durationMs (0.1 ms)',
      got: '0.2',
      advice: 'there would be no step at all',
    });
  });

  it('of an experiment that the model refuses: a train of 2500 pulses in one step', () => {
    const train = '{kind: train, durationMs: 0.000001, intervalMs: 0.000004, count: 1000000, currentUa: 1}';
    const text = `axon: {kind: lattice}\nstimuli:\n  - ${train}`;
    expect(problemsOf(parseExperiment(text, 'x.yaml'))).toEqual([
      {
        ...at(3, 53),
        path: ['stimuli', 0, 'intervalMs'],
        expected: 'trains to start and stop at most 1000 times in a step of 0.01 ms',
        got: '5000 times',
        advice: 'write 0.00002 or more, or a shorter stepMs',
      },
    ]);
  });

  it('of a note: two servos on a USB port', () => {
    const result = parseRig('device: {kind: serial}\nneedles: {blue: {}, yellow: {}}', 'x.yaml');
    expect(result.ok && result.notes).toMatchObject([
      {
        ...at(2, 1),
        path: ['needles', 'supply'],
        said: expect.stringMatching(/^two servos that run together draw 500 mA/),
        advice: expect.stringMatching(/^give the servos a 5 V supply of their own/),
      },
    ]);
  });
});

/** Every option of a schema that is no section, and the items of its lists, each with its schema. */
function fieldsOf(schema: z.ZodType, above: readonly string[] = []): [string, z.ZodType][] {
  const inner = bare(schema);
  const inside = sectionsOf(inner).flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([key, option]) => fieldsOf(option as z.ZodType, [...above, key])),
  );
  if (inside.length > 0) return inside;
  const items = inner instanceof z.ZodArray ? fieldsOf(inner.element as z.ZodType, [...above, '*']) : [];
  return [[pathWords(above), inner], ...items];
}

describe('every field', () => {
  it.each([
    ['a rig', rigSchema, 80, ['kind', 'do']],
    ['an experiment', experimentSchema, 80, ['kind']],
  ] as const)('of %s says what it has against a value', (_what, schema, least, kinds) => {
    const fields = fieldsOf(schema);
    expect(fields.length).toBeGreaterThan(least);
    // What names a kind is asked of the choice between sections.
    const silent = fields.filter(([, field]) => refusalOf(field) === undefined).map(([path]) => path);
    expect(new Set(silent.map((path) => path.split('.').at(-1)))).toEqual(new Set(kinds));
  });
});

describe('a sentence', () => {
  it('is made of a problem in these files alone, so that no other can take one apart', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const makers = files.filter((name) =>
      /\b(problemWords|formatProblem|problemLines)\b/.test(readFileSync(`${src}${name}`, 'utf8')),
    );
    expect(makers.sort()).toEqual([
      'browser/rig/lessons.ts',
      'browser/rig/read-rig.ts',
      'browser/rig/shelves.ts',
      'cli/experiment-files.ts',
      'cli/lesson-files.ts',
      'cli/new.ts',
      'cli/rig-files.ts',
      'cli/shipped-files.ts',
      'experiment/report/experiment-figure.ts',
      'files/index.ts',
      'files/problem.ts',
      'playing/lesson-experiments.ts',
      'playing/library.ts',
      'rig/index.ts',
    ]);
  });
});
