// Writes rigs/rig.schema.json, which editors use to complete and check rig files, from the schema in src/rig.
// Build first; a test fails when the file is not current.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { rigJsonSchema } = await import('../dist/src/rig/index.js').catch((error) => {
  console.error(`make-schema: the build is missing (${error.message}). Run "npm run build" first.`);
  process.exit(1);
});

const target = fileURLToPath(new URL('../rigs/rig.schema.json', import.meta.url));
writeFileSync(target, `${JSON.stringify(rigJsonSchema(), null, 2)}\n`);

// Laid out as everything else in the project, so that the linter has nothing against it.
const biome = fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url));
const { status } = spawnSync(biome, ['format', '--write', target], { stdio: 'inherit' });
process.exit(status ?? 1);
