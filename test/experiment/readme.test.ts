import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DEFAULTS,
  defaultsOfMembranes,
  firstOutdated,
  missingTables,
  noRow,
  withOptionTables,
} from '../../scripts/option-tables.mjs';
import { experimentJsonSchema, parseExperiment } from '../../src/experiment/index.js';
import { membraneDefaults, myelinatedDefaults, patchCapacitance } from '../../src/experiment/settle.js';
import { formatProblem } from '../../src/files/index.js';
import { membranes } from '../../src/model/membranes/index.js';
import { folder, messages } from './load.js';

const FILE = 'experiments/README.md';
const readme = readFileSync(new URL('README.md', folder), 'utf8');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly const?: unknown;
}

interface Option {
  /** `axon`, or empty for an option of the experiment itself. */
  readonly section: string;
  /** `cable`, or empty where a section has no kinds. */
  readonly kind: string;
  readonly key: string;
  readonly schema: Schema;
}

/** Every key that a file may have, but for `kind`. */
function optionsOf(schema: Schema): Option[] {
  return Object.entries(schema.properties ?? {}).flatMap(([section, value]) => {
    const inner = value.items ?? value;
    const kinds = inner.oneOf ?? (inner.properties ? [inner] : []);
    if (kinds.length === 0) return [{ section: '', kind: '', key: section, schema: value }];
    return kinds.flatMap((part) => {
      const kind = String(part.properties?.kind?.const ?? '');
      return Object.entries(part.properties ?? {})
        .filter(([key]) => key !== 'kind')
        .map(([key, option]) => ({ section, kind, key, schema: option }));
    });
  });
}

interface Row {
  readonly kind: string;
  readonly path: string;
  readonly unit: string;
  readonly fallback: string;
  readonly range: string;
  readonly meaning: string;
}

/** Rows of the option tables, each with the kind that its heading names. */
function documentedRows(): Row[] {
  let kind = '';
  return readme.split('\n').flatMap((line) => {
    if (line.startsWith('#')) kind = /`kind: ([\w-]+)`/.exec(line)?.[1] ?? '';
    const cells = line.split('|').map((cell) => cell.trim());
    const path = /^`([\w.]+)`$/.exec(cells[1] ?? '')?.[1];
    if (cells.length !== 7 || path === undefined) return [];
    return [{ kind, path, unit: cells[2]!, fallback: cells[3]!, range: cells[4]!, meaning: cells[5]! }];
  });
}

const options = optionsOf(experimentJsonSchema() as Schema);
const rows = documentedRows();
const pathOf = ({ section, key }: Option) => (section === '' ? key : `${section}.${key}`);
/** The row of an option: under its own kind, or with those that all kinds of its section share. */
const rowOf = (option: Option) =>
  rows.find(({ kind, path }) => path === pathOf(option) && kind === option.kind) ??
  rows.find(({ kind, path }) => path === pathOf(option) && kind === '');
const titled = options.map((option) => [`${pathOf(option)} of kind ${option.kind}`, option] as const);

describe('experiments/README.md', () => {
  it('has the tables that follow from the schema; if not, run: npm run schema', () => {
    const defaults = { ...DEFAULTS.experiment, ...defaultsOfMembranes(membranes) };
    const made = withOptionTables(readme, experimentJsonSchema(), defaults);
    const outdated = firstOutdated(readme, made, FILE);
    expect(outdated, outdated).toBeUndefined();
  });

  it('has a table for every kind with options of its own', () => {
    expect(missingTables(readme, experimentJsonSchema(), FILE)).toEqual([]);
  });

  it('is held against a schema of more than 90 options', () => expect(options.length).toBeGreaterThan(90));

  it.each(titled)('documents %s with unit, default, range and meaning', (_, option) => {
    const row = rowOf(option);
    if (row === undefined) return expect.fail(noRow(pathOf(option), option.section, option.kind, FILE));
    const { unit, fallback, range, meaning } = row;
    expect([unit, fallback, range, meaning]).not.toContain('');
    if (option.schema.default !== undefined) expect(fallback).toBe(`\`${option.schema.default}\``);
    const figures = [option.schema, ...(option.schema.anyOf ?? [])].find(
      (part) => part.minimum !== undefined,
    );
    if (figures && !range.includes('the end of the axon'))
      expect(range).toContain(`${figures.minimum} to ${figures.maximum}`);
  });

  it('documents every kind under a heading of its own', () => {
    for (const { section, kind } of options) {
      if (kind === '') continue;
      const heading = `### \`${section}\`, \`kind: ${kind}\``;
      expect(readme.includes(`\n${heading}`), `${FILE} has no heading ${heading}`).toBe(true);
    }
  });

  it('documents nothing that an experiment file does not have', () => {
    const known = new Set(options.map(pathOf));
    const outputs = ['restMv', 'halfWidthMs', 'spikesMs'];
    expect(
      rows.map(({ path }) => path).filter((path) => !known.has(path) && !outputs.includes(path)),
    ).toEqual([]);
  });

  const settled: [string, string, object][] = [
    ['axon', 'myelinated', myelinatedDefaults('frankenhaeuser-huxley')],
    ['axon', 'myelinated', myelinatedDefaults('hodgkin-huxley')],
    ['axon', 'patch', { capacitanceUfPerCm2: patchCapacitance('hodgkin-huxley') }],
    ['axon', 'patch', { capacitanceUfPerCm2: patchCapacitance('frankenhaeuser-huxley') }],
    ['membrane', 'passive', membraneDefaults('cable', 'passive')],
    ...(['cable', 'patch', 'myelinated'] as const).flatMap((axon) =>
      (['hodgkin-huxley', 'frankenhaeuser-huxley'] as const).map(
        (kind) => ['membrane', kind, membraneDefaults(axon, kind)] as [string, string, object],
      ),
    ),
  ];

  it.each(settled)('gives the defaults of %s %s as the sets have them', (section, kind, values) => {
    for (const [key, value] of Object.entries(values)) {
      if (key === 'kind') continue;
      const row = rows.find((one) => one.path === `${section}.${key}` && one.kind === kind);
      expect(row?.fallback, key).toContain(`\`${value}\``);
    }
  });

  const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);

  it.each(examples)('has an example that works as it stands:\n%s', (example) => {
    const result = parseExperiment(example, FILE);
    // An example of an axon or a membrane puts nothing in.
    const found = (result.ok ? result.notes : result.problems).map(formatProblem);
    expect(found.filter((line) => !line.includes(': there is no stimulus, '))).toEqual([]);
  });

  it('has a row for every shipped file, and for no other', () => {
    const linked = [...readme.matchAll(/^\| \[`(.+\.yaml)`\]\(\1\) \|/gm)].map((match) => match[1]!);
    expect(linked.sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .sort(),
    );
    expect(linked).toContain('lesson.yaml');
  });

  it('quotes messages that really come', () => {
    const text = [
      'axon: {kind: cable}',
      'durationMs: 10',
      '',
      'stimuli: [{kind: pulse, at: 120, startMs: 12, durationMs: 1, currentNa: 5000}]',
    ];
    for (const line of messages(text.join('\n'))) {
      expect(readme).toContain(line.replace('x.yaml', 'experiments/mine.yaml'));
    }
  });
});

describe('experiments/experiment.schema.json', () => {
  it('is current; if not, run: npm run schema', () => {
    const written = readFileSync(new URL('experiment.schema.json', folder), 'utf8');
    expect(JSON.parse(written)).toEqual(experimentJsonSchema());
  });
});
