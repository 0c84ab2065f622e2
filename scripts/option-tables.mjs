// The tables of options in rigs/README.md and experiments/README.md, made from the JSON Schema of those files. A table
// stands between two comments, and the first says which:
//
//   <!-- options -->                      the options at the top of a file
//   <!-- options needles -->              those of a section, and of the sections in it
//   <!-- options membrane kinds -->       which kinds a section has, and what most of them share
//   <!-- options treatments shared -->    what most of them share, without the kinds
//   <!-- options membrane gated -->       what one kind has beyond that
//   <!-- end of options -->
//
// `buttons.N` is any of `buttons.1`, `buttons.2`, and so on.

const TABLE = /(<!-- options(?: ([\w.]+))?(?: ([\w-]+))? -->\n)[\s\S]*?(<!-- end of options -->)/g;
const HEAD = '| option | unit | default | range | meaning |\n|---|---|---|---|---|\n';

/** The end of an axon has a number in the schema, but who reads the table has an axon of another length. */
const PLACES = {
  '0 to 999': { unit: 'site', range: '0 to the last site' },
  '0 to 100000': { unit: 'site, mm or node', range: '0 to the end of the axon' },
};

/**
 * Defaults that depend on another option, which the schema does not know. By the path of the option; where kinds
 * differ, with the kind after it. Those of membranes follow from their descriptors: `defaultsOfMembranes`.
 */
export const DEFAULTS = {
  rig: {
    'lens.roomMsPerAxonMs':
      '`500` on a lattice of this file; else that of the experiment, or a crossing takes some 3 s',
    stepMs: '`0.025` on a lattice; else `0.01`, frog node `0.005`',
    sampleMs: 'as `stepMs`; of no effect here',
    'buttons.N.at electrode': 'must be there',
    'electrodes.blue': '`3` on a lattice, else the first of two along the axon',
    'electrodes.yellow': '`8` on a lattice, else the second',
    'axon.sites':
      'as many as `strip.leds`; with `leds`, `rgb` or `pca9685` two for each LED, and at least 10',
    'stimulus.conductanceMs': '`2.4`',
    'stimulus.reversalMv': '`membrane.sodiumReversalMv`',
    'buttons.N.at': 'as `stimulus.at`',
    'buttons.N.conductanceMs': 'as `stimulus.conductanceMs`',
    'buttons.N.reversalMv': 'as `stimulus.reversalMv`',
    'buttons.N.currentUa': 'as `stimulus.currentUa`',
    'buttons.N.currentNa': 'as the experiment',
    'buttons.N.currentUaPerCm2': 'as the experiment',
    'buttons.N.name experiment': 'the next one',
    'buttons.N.durationMs': 'as `stimulus.durationMs`',
  },
  experiment: {
    name: "the file's name",
    stepMs: '`0.01`; frog node `0.005`',
    sampleMs: 'as `stepMs`',
    'axon.sites': '`60`',
    'axon.nodes': '`41` (M1), `21` (M2)',
    'axon.nodeLengthUm': '`2.5`',
    'axon.internodeUm': '`2000` (M1), `1000` (M2)',
    'axon.diameterUm myelinated': '`14` (M1), `10` (M2)',
    'axon.axialResistivityOhmCm myelinated': '`110` (M1), `70` (M2)',
    'axon.capacitanceUfPerCm2 myelinated': '`2` (M1), `1` (M2)',
    'axon.internodeCompartments': '`0` (M1), `10` (M2)',
    'axon.myelinCapacitanceUfPerCm2': '`0.005`',
    'axon.myelinConductanceMsPerCm2': '`0.005`',
    'axon.capacitanceUfPerCm2 patch': '`1`; frog node `2`',
    'lens.roomMsPerAxonMs': 'a crossing takes some 3 s',
    'electrodes.name': '`electrode 1`, `electrode 2`, …',
  },
};

/** `18.5`; patch `6.3`: a field of a membrane on the first axon that it fits, and where it is another. */
export function defaultsOfMembranes(membranes) {
  const words = {};
  for (const { kind, axons, fields, defaults } of membranes)
    for (const field of Object.keys(fields)) {
      const values = axons.map((axon) => ({ axon, value: defaults(axon)[field] }));
      const [usual, ...others] = values.filter(({ value }) => value !== undefined);
      if (usual === undefined) continue;
      const different = others.filter(({ value }) => value !== usual.value);
      const rest = different.map(({ axon, value }) => `; ${axon} ${code(value)}`);
      words[`membrane.${field} ${kind}`] = code(usual.value) + rest.join('');
    }
  return words;
}

/** @returns the document with every table made from the schema; `defaults` as above. */
export function withOptionTables(document, schema, defaults) {
  const asked = [...document.matchAll(TABLE)].map(([, , path, what]) => `${path} ${what}`);
  const keys = keysOf(schema);
  return document.replace(TABLE, (_all, begin, path = '', what, end) => {
    const sharedIsShown = ['kinds', 'shared'].some((word) => asked.includes(`${path} ${word}`));
    const rows = joinTwins(rowsOf(find(schema, path), path, what, sharedIsShown));
    const lines = rows.map((row) => `| ${cells(row, defaults, keys).join(' | ')} |\n`);
    return `${begin}${HEAD}${lines.join('')}${end}`;
  });
}

/**
 * What the document has no row for, each with what to do: options that one kind alone has, where that kind has no table.
 * `file`: what the document is called. A kind with options of its own needs the table that its marker makes.
 */
export function missingTables(document, schema, file) {
  const asked = new Set([...document.matchAll(TABLE)].map(([, , path, what]) => `${path} ${what}`));
  return Object.keys(schema.properties ?? {}).flatMap((path) => {
    const section = find(schema, path);
    const sharedIsShown = ['kinds', 'shared'].some((word) => asked.has(`${path} ${word}`));
    return (section.oneOf ?? []).flatMap((part) => {
      const { name } = nameOf(part);
      const rows = asked.has(`${path} ${name}`) ? [] : rowsOf(section, path, name, sharedIsShown);
      return rows.length === 0 ? [] : [noRow(rows[0].paths[0], path, name, file)];
    });
  });
}

/** Where an option has no row: what to do. `kind`: empty where the section has none. */
export function noRow(option, section, kind, file) {
  const marker = ['options', section, kind].filter(Boolean).join(' ');
  return `no row for ${option}: put <!-- ${marker} --> and <!-- end of options --> into ${file}, then npm run schema`;
}

/** The first line in which a document is not what the schema makes of it, with what to do; undefined: there is none. */
export function firstOutdated(written, made, file) {
  if (written === made) return undefined;
  const is = written.split('\n');
  const should = made.split('\n');
  const line = should.findIndex((text, i) => text !== is[i]);
  return `${file}:${(line < 0 ? should.length : line) + 1} is not what follows from the schema: npm run schema writes it`;
}

/** A section by its path: where it is a list, one of its entries. */
function find(schema, path) {
  let section = schema;
  for (const key of path.split('.').filter(Boolean)) {
    const options = section?.properties ?? {};
    section = options[key === 'N' ? Object.keys(options).find((name) => /^\d+$/.test(name)) : key];
  }
  if (!section) throw new Error(`no file has an option ${path}`);
  const either = (section.anyOf ?? []).find(isSection);
  if (either) return either;
  return isSection(section.items ?? {}) ? section.items : section;
}

/** A section, a choice between kinds of it, or a section that a list may stand in place of. */
function isSection({ properties, oneOf, anyOf = [] }) {
  return properties !== undefined || oneOf !== undefined || anyOf.some((one) => one.properties !== undefined);
}

function rowsOf(section, path, what, sharedIsShown) {
  if (what === undefined) return sectionRows(section, path);
  const kinds = section.oneOf.map((kind) => {
    const { key, ...of } = nameOf(kind);
    return { key, ...of, rows: optionRows(kind, path, { but: key, kind: of.name }) };
  });
  const isShared = (row) =>
    kinds.filter(({ rows }) => rows.some((other) => isSame(row, other))).length >
    Math.max(1, kinds.length / 2);
  if (what === 'kinds' || what === 'shared') {
    const all = kinds.flatMap(({ rows }) => rows);
    const shared = all.filter((row, i) => isShared(row) && all.findIndex((one) => isSame(row, one)) === i);
    return what === 'kinds' ? [kindsRow(kinds, path), ...shared] : shared;
  }
  const kind = kinds.find(({ name }) => name === what);
  if (!kind) throw new Error(`no file has a ${path} of kind ${what}`);
  return kind.rows.filter((row) => !(sharedIsShown && isShared(row)));
}

/** What tells a kind from the others: the option that can be one word only. */
function nameOf(kind) {
  const [key, option] = Object.entries(kind.properties).find(([, { const: word }]) => word !== undefined);
  return { key, name: option.const, about: partsOf(option).about, isUsual: option.default !== undefined };
}

function kindsRow(kinds, path) {
  const usual = kinds.find(({ isUsual }) => isUsual);
  return {
    paths: [`${path}.${kinds[0].key}`],
    unit: '–',
    fallback: usual ? code(usual.name) : 'must be there',
    range: kinds.map(({ name }) => code(name)).join(', '),
    meaning: kinds
      .map(({ name, about }) => `${code(name)}: ${about[0].toLowerCase()}${about.slice(1)}`)
      .join('. '),
  };
}

/** The options of a section, then those of each section in it. At the top of a file, sections have their own tables. */
function sectionRows(section, path) {
  const rows = optionRows(section, path);
  if (path === '') return rows.filter(({ option }) => !isSection(option) && !isSection(option.items ?? {}));
  // All buttons have the same options, and all dials.
  const below = rows.filter(({ option }) => option.properties);
  const inner = below.flatMap(({ option, paths: [own] }) => sectionRows(option, own.replace(/\.\d$/, '.N')));
  return [...rows, ...inner.filter((row, i) => inner.findIndex((one) => isSame(row, one)) === i)];
}

/** One row for each option; that which says the `kind` has a row of its own. */
function optionRows({ properties = {}, required = [], default: own }, path, { but, kind } = {}) {
  return Object.entries(properties)
    .filter(([key]) => key !== but)
    .map(([key, option]) => ({
      paths: [path === '' ? key : `${path}.${key}`],
      kind,
      option,
      ...measure(option, key),
      ...fallbackOf(option, required.includes(key), own?.[key]),
    }));
}

function isSame(one, other) {
  return textOf(one) === textOf(other);
}

function textOf({ paths, unit, fallback, range, meaning }) {
  return [...paths, unit, fallback, range, meaning].join('\0');
}

/** A description says what it is about and, in brackets at its end, the range and the unit. */
function partsOf({ description = '' }) {
  const [, about, bracket = ''] = /^(.*?)(?: \[([^\]]*)\])?$/.exec(description);
  return { about: about.replace(' (millisiemens)', ''), bracket };
}

function measure(option, key) {
  const words = option.const === undefined ? option.enum : [option.const];
  if (words) return { unit: '–', range: words.map(code).join(', ') };
  if (isSection(option)) return { unit: '–', range: 'a section' };
  if (option.type === 'boolean') return { unit: '–', range: '`true`, `false`' };
  if (option.type === 'object') return { unit: '–', range: 'names with values' };
  if (option.type === 'string')
    return { unit: '–', range: `${option.minLength ?? 1} to ${option.maxLength} characters` };
  if (option.type === 'array') {
    const of = option.items?.enum ? `: ${option.items.enum.map(code).join(', ')}` : '';
    return { unit: '–', range: `${option.minItems ?? 0} to ${option.maxItems} of them${of}` };
  }
  const { minimum, maximum } = [option, ...(option.anyOf ?? [])].find((one) => one.minimum !== undefined);
  const figures = `${minimum} to ${maximum}`;
  // 0 to 1020 ms in steps of 4; 0 to 999, or bath
  const [, range, unit, rest] = /^(\S+ to [^\s,]+) ?(.*?)((?:,| in steps).*)?$/.exec(partsOf(option).bracket);
  const others = (rest ?? '').replace(/ bath$/, ' `bath`').replace(/\bA(\d+) to A(\d+)/, '`A$1` to `A$2`');
  const place = unit === '' ? PLACES[figures] : undefined;
  if (place) return { unit: key.endsWith('Mm') ? 'mm' : place.unit, range: place.range + others };
  return { unit: unit || '–', range: `${range}${range === figures ? '' : ` (${figures})`}${others}` };
}

/** The default, and what is left of the description: where the schema has no default, its words may have one. */
function fallbackOf(option, isRequired, ofSection) {
  const { about } = partsOf(option);
  const own = option.default ?? ofSection;
  if (own !== undefined && !isSection(option)) return { fallback: code(own), meaning: about };
  if (own !== undefined) return { fallback: code(inline(own)), meaning: about };
  if (isRequired) return { fallback: 'must be there', meaning: about };
  const [, twin] = /^(?:Another name of|The same as) (\w+)/.exec(about) ?? [];
  if (twin) return { fallback: `as ${code(twin)}`, meaning: about };
  const [, meaning, leftOut, usual] =
    /^(.*); (?:left out, (.*)|(.*) unless said otherwise)$/.exec(about) ?? [];
  const words = leftOut ?? usual ?? 'none';
  return { fallback: /^[-\d.]+$/.test(words) ? code(words) : words, meaning: meaning ?? about };
}

/** A section as it is written on one line: {do: stimulate} */
function inline(section) {
  const options = Object.entries(section).map(([key, value]) => `${key}: ${value}`);
  return `{${options.join(', ')}}`;
}

/** A list as it is written on one line. */
function code(value) {
  return Array.isArray(value) ? `\`[${value.join(', ')}]\`` : `\`${value}\``;
}

/** What two sections have alike, such as the two needles, is one row. */
function joinTwins(rows) {
  const joined = new Map();
  for (const row of rows) {
    const text = textOf({ ...row, paths: [row.paths[0].split('.').at(-1)] });
    const twin = joined.get(text);
    joined.set(text, twin ? { ...twin, paths: [...twin.paths, ...row.paths] } : row);
  }
  return [...joined.values()];
}

/** The names of options that no English word is: sodiumReversalMv. */
function keysOf(schema) {
  const all = [...JSON.stringify(schema).matchAll(/"([a-z]+[A-Z]\w*)":\{/g)].map(([, key]) => key);
  return new Set(all.filter((key) => !/^(?:any|one)Of$/.test(key)));
}

function cells({ paths, kind, option = {}, unit, fallback, range, meaning }, defaults, keys) {
  const marked = (text) =>
    text
      .replace(/\b(?:kind|do|supply): [a-z]+\b/g, code)
      .replace(/\b[a-z]+[A-Z]\w*/g, (word) => (keys.has(word) ? code(word) : word));
  const own = defaults[`${paths[0]} ${kind}`] ?? defaults[paths[0]];
  const usual =
    (option.default === undefined && own) || (fallback.includes('`') ? fallback : marked(fallback));
  return [paths.map(code).join(', '), unit, usual, range, marked(meaning)];
}
