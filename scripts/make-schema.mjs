// Writes rigs/rig.schema.json and experiments/experiment.schema.json, which editors use to complete and check those
// files, from the schemas in src/rig and src/experiment. Build first; tests fail when a file is not current.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

async function built(path) {
  return import(path).catch((error) => {
    console.error(`make-schema: the build is missing (${error.message}). Run "npm run build" first.`);
    process.exit(1);
  });
}

const { rigJsonSchema } = await built('../dist/src/rig/index.js');
const { experimentJsonSchema } = await built('../dist/src/experiment/index.js');

const schemas = {
  '../rigs/rig.schema.json': rigJsonSchema(),
  '../experiments/experiment.schema.json': experimentJsonSchema(),
};
const targets = Object.entries(schemas).map(([path, schema]) => {
  const target = fileURLToPath(new URL(path, import.meta.url));
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
  return target;
});

// Laid out as everything else in the project, so that the linter has nothing against it.
const biome = fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url));
const { status } = spawnSync(biome, ['format', '--write', ...targets], { stdio: 'inherit' });
process.exit(status ?? 1);
