// Builds dist/axon-rig.html: the whole rig in one file, for any browser, with nothing installed. A stamp in dist/ tells
// from which sources it was built: where they are the same, it is left alone, without a word.
import '../bin/node-version.js';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { filePage } from './file-page.mjs';
import { builtFile, writeFilePage } from './file-stamp.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

if (builtFile(top) === undefined) {
  const html = await writeFilePage(top, filePage);
  const gzipped = gzipSync(html, { level: 9 }).length;
  console.error(
    `axon-rig: dist/axon-rig.html is built: ${kB(Buffer.byteLength(html))}, ${kB(gzipped)} gzipped`,
  );
}
