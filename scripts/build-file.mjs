// Builds dist/axon-rig.html: the whole rig in one file, for any browser, with nothing installed.
import '../bin/node-version.js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { filePage } from './file-page.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const html = await filePage(top);
mkdirSync(join(top, 'dist'), { recursive: true });
writeFileSync(join(top, 'dist', 'axon-rig.html'), html);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.error(
  `axon-rig: dist/axon-rig.html, ${kB(Buffer.byteLength(html))}, ${kB(gzipSync(html, { level: 9 }).length)} gzipped`,
);
