import { describe, expect, it } from 'vitest';
import {
  defaultsOfMembranes,
  firstOutdated,
  missingTables,
  withOptionTables,
} from '../../scripts/option-tables.mjs';

const number = (minimum: number, maximum: number, description: string, more = {}) => ({
  type: 'number',
  minimum,
  maximum,
  description,
  ...more,
});
const kind = (word: string, about: string, options: object, required: string[] = ['kind']) => ({
  properties: { kind: { const: word, description: about }, ...options },
  required,
});
const from = number(0, 999, 'First site; left out, the beginning [0 to 999]');
const SCHEMA = {
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 9, default: 'Axon', description: 'Its name' },
    needles: {
      properties: {
        slewUs: number(1, 255, 'Fastest change [1 to 255 µs in steps of 5]', { default: 120 }),
        blue: { properties: { lowUs: number(500, 2500, 'Low end [500 to 2500 µs]') } },
        yellow: { properties: { lowUs: number(500, 2500, 'Low end [500 to 2500 µs]') } },
      },
    },
    treatments: {
      type: 'array',
      items: {
        oneOf: [
          kind('ice', 'Cold', { from, temperatureC: number(-5, 50, 'How cold [-5 to 50 °C]') }, [
            'temperatureC',
          ]),
          kind('dead', 'Nothing works', { from }),
        ],
      },
    },
  },
};

/** The rows of one table, without its head. */
function rows(marker: string, defaults = {}): string[] {
  const [begin, head, line, ...rest] = withOptionTables(
    `<!-- options${marker} -->\nold\n<!-- end of options -->\n`,
    SCHEMA,
    defaults,
  ).split('\n');
  expect([begin, line]).toEqual([`<!-- options${marker} -->`, '|---|---|---|---|---|']);
  expect(head).toBe('| option | unit | default | range | meaning |');
  expect(rest.slice(-2)).toEqual(['<!-- end of options -->', '']);
  return rest.slice(0, -2);
}

describe('a table of options', () => {
  it('at the top of a file has what is no section', () => {
    expect(rows('')).toEqual(['| `title` | – | `Axon` | 1 to 9 characters | Its name |']);
  });

  it('of a section has its sections too, and in one row what two of them have alike', () => {
    expect(rows(' needles')).toEqual([
      '| `needles.slewUs` | µs | `120` | 1 to 255 in steps of 5 | Fastest change |',
      '| `needles.blue` | – | none | a section |  |',
      '| `needles.yellow` | – | none | a section |  |',
      '| `needles.blue.lowUs`, `needles.yellow.lowUs` | µs | none | 500 to 2500 | Low end |',
    ]);
  });

  it('of kinds has what all share; that of one kind the rest', () => {
    const shared = '| `treatments.from` | site | the beginning | 0 to the last site | First site |';
    const cold = '| `treatments.temperatureC` | °C | must be there | -5 to 50 | How cold |';
    expect(rows(' treatments shared')).toEqual([shared]);
    expect(rows(' treatments kinds')).toEqual([
      '| `treatments.kind` | – | must be there | `ice`, `dead` | `ice`: cold. `dead`: nothing works |',
      shared,
    ]);
    expect(rows(' treatments ice')).toEqual([shared, cold]);
    const two =
      '<!-- options treatments shared -->\n<!-- end of options -->\n<!-- options treatments ice -->\n';
    const made = withOptionTables(`${two}<!-- end of options -->`, SCHEMA, {});
    expect(made.split('\n').filter((line) => line === shared)).toHaveLength(1);
  });

  it('takes a default in words where the schema has none, for all kinds or for one', () => {
    const words = { 'treatments.from': 'site 3', 'treatments.from dead': 'site 4', title: 'not this' };
    expect(rows(' treatments ice', words)[0]).toContain('| site 3 |');
    expect(rows(' treatments dead', words)[0]).toContain('| site 4 |');
    expect(rows('', words)[0]).toContain('| `Axon` |');
  });

  it.each([
    [' strip', 'no file has an option strip'],
    [' treatments heat', 'no file has a treatments of kind heat'],
  ])('for what is not there is an error: <!-- options%s -->', (marker, words) => {
    expect(() => rows(marker)).toThrow(words);
  });
});

describe('a document without the table of a kind', () => {
  const cold = '<!-- options treatments ice -->\n<!-- end of options -->\n';
  const shared = '<!-- options treatments shared -->\n<!-- end of options -->\n';

  it('is told which marker to put where', () => {
    expect(missingTables(cold, SCHEMA, 'mine/README.md')).toEqual([
      'no row for treatments.from: put <!-- options treatments dead --> and <!-- end of options --> into mine/README.md, then npm run schema',
    ]);
  });

  it('is complete where that kind has nothing that the table of all kinds has not', () => {
    expect(missingTables(cold + shared, SCHEMA, 'mine/README.md')).toEqual([]);
  });
});

describe('a document that is out of date', () => {
  it('is told the first line that differs, and no more of it', () => {
    expect(firstOutdated('a\nb\nc\n', 'a\nB\nC\n', 'mine/README.md')).toBe(
      'mine/README.md:2 is not what follows from the schema: npm run schema writes it',
    );
    expect(firstOutdated('a\nb', 'a', 'mine/README.md')).toContain('mine/README.md:2 ');
    expect(firstOutdated('a\nb', 'a\nb', 'mine/README.md')).toBeUndefined();
  });
});

describe('the defaults of a membrane', () => {
  it('are those of its first axon, and of others where they differ', () => {
    const defaults = (axon: string) => ({ kind: 'x', warmC: axon === 'patch' ? 6.3 : 18.5 });
    const membrane = {
      kind: 'x',
      axons: ['cable', 'myelinated', 'patch'],
      fields: { warmC: {}, other: {} },
      defaults,
    };
    expect(defaultsOfMembranes([membrane])).toEqual({ 'membrane.warmC x': '`18.5`; patch `6.3`' });
  });
});
