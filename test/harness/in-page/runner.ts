/**
 * Stands for vitest in a page: the same words, so that a file of tests runs there as it is. What it needs of vitest is
 * here, and nothing else; a word that is missing ends the bundling.
 */
import { makeExpect } from 'virtual:expect';
import type { ExpectStatic } from 'vitest';

export const expect: ExpectStatic = makeExpect();

type Act = () => unknown;
type Row = readonly unknown[] | object | string | number;

interface Suite {
  readonly name: string;
  readonly isSkipped: boolean;
  readonly before: Act[];
  readonly after: Act[];
  readonly beforeAll: Act[];
  readonly afterAll: Act[];
  readonly parts: (Suite | Test)[];
}

interface Test {
  readonly name: string;
  readonly act: Act;
}

export interface RunResult {
  readonly name: string;
  /** Null: it has passed. */
  readonly error: string | null;
}

const suiteOf = (name: string, isSkipped = false): Suite => ({
  name,
  isSkipped,
  before: [],
  after: [],
  beforeAll: [],
  afterAll: [],
  parts: [],
});
const top = suiteOf('');
let now = top;
let whenFinished: Act[] = [];

export const beforeEach = (act: Act): unknown => now.before.push(act);
export const afterEach = (act: Act): unknown => now.after.push(act);
export const beforeAll = (act: Act): unknown => now.beforeAll.push(act);
export const afterAll = (act: Act): unknown => now.afterAll.push(act);
export const onTestFinished = (act: Act): unknown => whenFinished.push(act);

function addSuite(name: string, fill: () => void, isSkipped = false): void {
  const outer = now;
  now = suiteOf(name, isSkipped);
  outer.parts.push(now);
  fill();
  now = outer;
}

function addTest(name: string, act: Act): void {
  now.parts.push({ name, act });
}

/** `%s`, `%j` and the like one after the other, `$key` of an object. */
function named(name: string, row: Row): string {
  const values = Array.isArray(row) ? row : [row];
  let next = 0;
  const filled = name.replace(/%[sdijo]/g, () => String(values[next++]));
  if (typeof row !== 'object' || Array.isArray(row)) return filled;
  return filled.replace(/\$(\w+)/g, (_, key: string) => String((row as Record<string, unknown>)[key]));
}

const spread = (row: Row): unknown[] => (Array.isArray(row) ? row : [row]);

function withEach<F extends (...args: never[]) => unknown>(add: (name: string, act: Act) => void) {
  return (rows: readonly Row[]) => (name: string, act: F) => {
    for (const row of rows) add(named(name, row), () => act(...(spread(row) as never[])));
  };
}

const nothing = Object.assign(() => {}, { each: () => () => {} });

export const describe = Object.assign(addSuite, {
  each: withEach((name, fill) => addSuite(name, fill)),
  skipIf: (isSkipped: boolean) =>
    isSkipped ? nothing : Object.assign(addSuite, { each: withEach((name, fill) => addSuite(name, fill)) }),
});
export const it = Object.assign(addTest, {
  each: withEach(addTest),
  skipIf: (isSkipped: boolean) => (isSkipped ? nothing : Object.assign(addTest, { each: withEach(addTest) })),
});
export const test = it;

async function runTest(test: Test, suites: readonly Suite[]): Promise<void> {
  whenFinished = [];
  try {
    for (const { before } of suites) for (const act of before) await act();
    await test.act();
  } finally {
    for (const { after } of suites.toReversed()) for (const act of after) await act();
    for (const act of whenFinished.toReversed()) await act();
  }
}

/** Runs all that was described, one after the other. */
export async function run(tell: (result: RunResult) => void): Promise<void> {
  await runSuite(top, [], tell);
}

async function runSuite(
  suite: Suite,
  outer: readonly Suite[],
  tell: (result: RunResult) => void,
): Promise<void> {
  const suites = [...outer, suite];
  const path = suites.map(({ name }) => name).filter(Boolean);
  for (const act of suite.beforeAll) await act();
  for (const part of suite.parts) {
    if ('parts' in part) {
      await runSuite(part, suites, tell);
      continue;
    }
    const name = [...path, part.name].join(' > ');
    try {
      await runTest(part, suites);
      tell({ name, error: null });
    } catch (error) {
      tell({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  for (const act of suite.afterAll) await act();
}
