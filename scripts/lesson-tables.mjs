// The tables of docs/cards.md, made from the schemas of cards and plans and from the files that ship. A table stands
// between two comments:
//
//   <!-- fields card -->      what a card may say; likewise of a plan
//   <!-- kinds of measures -->
//   <!-- shipped cards -->    each card, and the plans that have it
//   <!-- end of table -->
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const TABLE =
  /(<!-- (fields card|fields plan|kinds of measures|shipped cards) -->\n)[\s\S]*?(<!-- end of table -->)/g;

/** Has rows elsewhere: in experiments/README.md, or in the table of measures. */
const ELSEWHERE = ['experiments', 'measures.NAME.of'];

const cell = (text) => (text ?? '').replaceAll('|', '\\|');

/** What is below a field: its own fields, or those of each of its items. */
function below(schema) {
  if (schema.properties) return { schema, path: '' };
  if (schema.items) return below(schema.items);
  if (typeof schema.additionalProperties === 'object')
    return { schema: schema.additionalProperties, path: '.NAME' };
  const long = schema.anyOf?.find((one) => one.type === 'object');
  return long && { schema: long, path: '' };
}

function fieldRows(schema, path) {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = `${path}${key}`;
    const star = schema.required?.includes(key) ? '' : '*';
    const about = field.description ?? field.anyOf?.find((one) => one.description)?.description;
    const fallback = [false, undefined].includes(field.default) || typeof field.default === 'object';
    const said = fallback ? cell(about) : `${cell(about)}; \`${field.default}\` if left out`;
    const row = `| \`${name}\`${star} | ${said} |`;
    if (ELSEWHERE.includes(name)) return [`| \`${name}\`${star} | ${ABOUT[name]} |`];
    const inner = below(field);
    return [row, ...(inner ? fieldRows(inner.schema, `${name}${inner.path}.`) : [])];
  });
}

const ABOUT = {
  experiments:
    'The experiments, by names of your own; the first is what the card sets up. Each has the keys of an [experiment file](../experiments/README.md), or is the name of one that ships, such as `main: lesson`',
  'measures.NAME.of': 'What is measured: one of the kinds below',
};

function kindRows(card) {
  const of = card.properties.measures.additionalProperties.properties.of;
  return (of.oneOf ?? of.anyOf).map(({ properties: { kind, ...fields }, required }) => {
    const names = Object.keys(fields).map((name) => `\`${name}\`${required?.includes(name) ? '' : '*'}`);
    return `| \`${kind.const}\` | ${names.join(', ') || '–'} | ${cell(kind.description)} |`;
  });
}

function filesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({
      name: name.slice(0, -'.yaml'.length),
      file: parse(readFileSync(new URL(name, folder), 'utf8')),
    }));
}

/** @param folder of the lessons, as a URL. */
function cardRows(folder) {
  const plans = filesIn(new URL('plans/', folder));
  const has = ({ file }, card) => file.cards.some((one) => one === card || one.card === card);
  return filesIn(folder).map(({ name, file: { title, age, minutes } }) => {
    const played = plans.filter((plan) => has(plan, name)).map((plan) => plan.name);
    return `| [\`${name}\`](../lessons/${name}.yaml) | ${cell(title)} | ${age} | ${minutes} | ${played.join(', ') || '–'} |`;
  });
}

const table = (heads, rows) =>
  `${[`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...rows].join('\n')}\n`;

/** @returns the document with every table made again. */
export function withLessonTables(document, { card, plan }, folder) {
  const made = {
    'fields card': () => table(['field', 'meaning'], fieldRows(card, '')),
    'fields plan': () => table(['field', 'meaning'], fieldRows(plan, '')),
    'kinds of measures': () => table(['kind', 'fields', 'what it is'], kindRows(card)),
    'shipped cards': () => table(['card', 'title', 'age', 'minutes', 'plans'], cardRows(folder)),
  };
  return document.replaceAll(TABLE, (_, start, which, end) => `${start}${made[which]()}${end}`);
}
