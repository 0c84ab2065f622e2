import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DEFAULTS,
  firstOutdated,
  missingTables,
  noRow,
  withOptionTables,
} from '../../scripts/option-tables.mjs';
import { experimentsBeside } from '../../src/cli/named-experiments.js';
import { IDLE_MA } from '../../src/display/light.js';
import { restCurrentMa } from '../../src/rig/checks.js';
import { formatProblem, parseRig, rigJsonSchema } from '../../src/rig/index.js';

const FILE = 'rigs/README.md';
const readme = readFileSync(new URL('../../rigs/README.md', import.meta.url), 'utf8');
/** What a rig file takes as an experiment file does may have its table there. */
const experiments = readFileSync(new URL('../../experiments/README.md', import.meta.url), 'utf8');
const both = `${readme}\n${experiments}`;

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string;
}

interface Option {
  readonly path: string;
  /** `membrane`, or empty for an option of the file itself. */
  readonly section: string;
  /** `gated`, or empty where a section has no kinds. */
  readonly kind: string;
  readonly schema: Schema;
}

/** Every key of the schema; buttons and dials beyond their own key as `buttons.N`, `dials.N`. */
function optionsOf(schema: Schema, path = ''): Option[] {
  return [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((part) => {
    const kind = String(part.properties?.kind?.const ?? '');
    return Object.entries(part.properties ?? {}).flatMap(([key, inner]) => {
      const own = path === '' ? key : `${path}.${key}`;
      const below = own.replace(/^(buttons|dials)\.\d$/, '$1.N');
      // Of a treatment the document says where its options stand.
      const inside = key === 'treatment' ? [] : optionsOf(inner, below);
      return [{ path: own, section: path, kind, schema: inner }, ...inside];
    });
  });
}

interface Row {
  readonly unit: string;
  readonly fallback: string;
  readonly range: string;
  readonly meaning: string;
}

/** The option tables of a document: path → its rows, of which an option that differs by kind has several. */
function documentedRows(document: string): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  for (const line of document.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.length !== 7 || !cells[1]!.startsWith('`')) continue;
    const [, names, unit, fallback, range, meaning] = cells as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    for (const [, name] of names.matchAll(/`([^`]+)`/g)) {
      rows.set(name!, [...(rows.get(name!) ?? []), { unit, fallback, range, meaning }]);
    }
  }
  return rows;
}

const options = optionsOf(rigJsonSchema() as Schema);
const isSection = ({ properties, oneOf, anyOf, items }: Schema): boolean =>
  properties !== undefined ||
  oneOf !== undefined ||
  (anyOf ?? []).some(isSection) ||
  (items !== undefined && isSection(items));
const leaves = options.filter(
  ({ schema, path }) =>
    path === 'leds.pins' || path === 'rgb.pins' || path === 'pca9685.channels' || !isSection(schema),
);
const fallbackWords = (value: unknown) => `\`${Array.isArray(value) ? `[${value.join(', ')}]` : value}\``;
const rows = documentedRows(both);
const ownRows = documentedRows(readme);

describe('rigs/README.md', () => {
  it('has the tables that follow from the schema; if not, run: npm run schema', () => {
    const made = withOptionTables(readme, rigJsonSchema(), DEFAULTS.rig);
    const outdated = firstOutdated(readme, made, FILE);
    expect(outdated, outdated).toBeUndefined();
  });

  it('has a table for every kind with options of its own', () => {
    expect(missingTables(both, rigJsonSchema(), FILE)).toEqual([]);
  });

  it('is held against a schema of more than 40 options', () => {
    expect(new Set(leaves.map(({ path }) => path)).size).toBeGreaterThan(40);
  });

  it.each(leaves.map((leaf) => [leaf.path, leaf] as const))(
    'documents %s with unit, default, range and meaning',
    (path, { section, kind }) => {
      const found = rows.get(path) ?? [];
      expect(found, noRow(path, section, kind, FILE)).not.toEqual([]);
      for (const row of found) expect(Object.values(row).filter((cell) => cell !== '')).toHaveLength(4);
    },
  );

  it('documents every button, dial and needle as a section, and every section under its own heading', () => {
    const sections = options.filter(({ schema }) => isSection(schema));
    for (const { path } of sections) {
      const heading = new RegExp(`^### .*\`${path}\``, 'm');
      expect(rows.has(path) || heading.test(readme), path).toBe(true);
    }
  });

  it('documents nothing that a rig file does not have', () => {
    const known = new Set(options.map(({ path }) => path));
    expect([...ownRows.keys()].filter((path) => !known.has(path))).toEqual([]);
  });

  it.each(
    leaves
      .filter(({ schema }) => schema.default !== undefined)
      .map((leaf) => [leaf.path, leaf.schema] as const),
  )('gives the default of %s as it is', (path, schema) => {
    expect((rows.get(path) ?? []).map(({ fallback }) => fallback)).toContain(fallbackWords(schema.default));
  });

  it.each(leaves.map((leaf) => [leaf.path, leaf.schema] as const))(
    'gives the range of %s as it is',
    (path, schema) => {
      // An option that differs by kind is held against the row with its own default.
      const own = rows.get(path)?.filter(({ fallback }) => fallback === `\`${schema.default}\``) ?? [];
      const range = (own[0] ?? rows.get(path)?.[0])?.range ?? '';
      const figures = [schema, ...(schema.anyOf ?? [])].find(({ minimum }) => minimum !== undefined);
      if (figures && !/the last site|the end of the axon/.test(range)) {
        expect(range).toContain(`${figures.minimum} to ${figures.maximum}`);
      }
      for (const word of schema.enum ?? []) expect(range).toContain(`\`${word}\``);
      if (schema.const !== undefined) expect(range).toContain(`\`${schema.const}\``);
    },
  );

  const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);

  it('has a YAML example for every section', () => {
    const shown = new Set(
      examples.flatMap((example) => [...example.matchAll(/^(\w+):/gm)].map((match) => match[1]!)),
    );
    expect(Object.keys((rigJsonSchema() as Schema).properties!).filter((key) => !shown.has(key))).toEqual([]);
  });

  it.each(examples)('has an example that works as it stands:\n%s', (example) => {
    const result = parseRig(example, FILE, { find: experimentsBeside('rigs') });
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
  });

  const draws = [...readme.matchAll(/^\| (\d+) \| (\d+) mA \| (\d+) mA \|$/gm)].map((match) =>
    match.slice(1).map(Number),
  );

  it('tells for 30, 60 and 144 LEDs what they draw', () => {
    expect(draws.map(([leds]) => leds)).toEqual([30, 60, 144]);
  });

  it.each(draws)(
    'tells what %i LEDs draw: %i mA dark and %i mA at rest, within 1 mA',
    (leds, darkMa, restMa) => {
      const result = parseRig(
        `device: {kind: virtual}\nstrip: {leds: ${leds}, currentLimitMa: 1500}`,
        'x.yaml',
      );
      if (!result.ok) throw new Error('the example is refused');
      expect(darkMa).toBe(leds! * IDLE_MA);
      expect(Math.abs(restCurrentMa(result.rig) - restMa!)).toBeLessThanOrEqual(1);
    },
  );

  it('quotes messages that really come', () => {
    const result = parseRig(
      'device: {kind: serial}\n# 2\n# 3\n# 4\nstrip:\n  leds: 900\n  colorOrder: grb\n',
      'rigs/mine.yaml',
    );
    const lines = result.ok ? [] : result.problems.map(formatProblem);
    expect(lines).toHaveLength(2);
    expect(readme).toContain(lines.join('\n'));
  });
});
