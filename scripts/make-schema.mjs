// `npm run schema`: writes what follows from the schemas in src/rig, src/experiment and src/lessons. That is
// rigs/rig.schema.json, experiments/experiment.schema.json, lessons/card.schema.json and lessons/plans/plan.schema.json,
// by which editors complete and check those files, and the tables in the README.md of rigs and experiments and in
// docs/cards.md.
// Tests fail when one of them is not current.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withLessonTables } from './lesson-tables.mjs';
import { DEFAULTS, defaultsOfMembranes, missingTables, withOptionTables } from './option-tables.mjs';

async function built(path) {
  return import(path).catch((error) => {
    console.error(`make-schema: the build is missing (${error.message}). Run: npm run schema`);
    process.exit(1);
  });
}

const { rigJsonSchema } = await built('../dist/src/rig/index.js');
const { membranes } = await built('../dist/src/model/membranes/index.js');
const { cardJsonSchema, planJsonSchema } = await built('../dist/src/lessons/parse.js');
const { experimentJsonSchema } = await built('../dist/src/experiment/index.js');

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const made = [
  { schema: rigJsonSchema(), folder: 'rigs', name: 'rig', defaults: DEFAULTS.rig },
  {
    schema: experimentJsonSchema(),
    folder: 'experiments',
    name: 'experiment',
    defaults: { ...DEFAULTS.experiment, ...defaultsOfMembranes(membranes) },
  },
];
const alone = [
  { schema: cardJsonSchema(), folder: 'lessons', name: 'card' },
  { schema: planJsonSchema(), folder: 'lessons/plans', name: 'plan' },
];
for (const { schema, folder, name } of [...made, ...alone]) {
  mkdirSync(file(folder), { recursive: true });
  writeFileSync(file(`${folder}/${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
const missing = [];
for (const { schema, folder, defaults } of made) {
  const readme = file(`${folder}/README.md`);
  const document = readFileSync(readme, 'utf8');
  writeFileSync(readme, withOptionTables(document, schema, defaults));
  // What a rig file takes as an experiment file does may have its table there.
  const more = folder === 'rigs' ? readFileSync(file('experiments/README.md'), 'utf8') : '';
  missing.push(...missingTables(document + more, schema, `${folder}/README.md`));
}

const cards = file('docs/cards.md');
const schemas = { card: cardJsonSchema(), plan: planJsonSchema() };
const lessons = new URL('../lessons/', import.meta.url);
writeFileSync(cards, withLessonTables(readFileSync(cards, 'utf8'), schemas, lessons));

// Laid out as everything else in the project, so that the linter has nothing against it.
const targets = [...made, ...alone].map(({ folder, name }) => file(`${folder}/${name}.schema.json`));
const { status } = spawnSync(file('node_modules/.bin/biome'), ['format', '--write', ...targets], {
  stdio: 'inherit',
});
for (const sentence of missing) console.error(`make-schema: ${sentence}`);
process.exit(missing.length > 0 ? 1 : (status ?? 1));
