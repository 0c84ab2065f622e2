// Writes what a web server publishes into the folder that is named: node scripts/build-site.mjs site
import '../bin/node-version.js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filePage } from './file-page.mjs';
import { siteFiles } from './site.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('axon-rig: name a folder: node scripts/build-site.mjs FOLDER');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(siteFiles(top, await filePage(top))))
  writeFileSync(join(folder, name), text);
