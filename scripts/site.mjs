// What a web server publishes: the page that is one file, under two names, and beside it the program that keeps it for times
// without a network.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const OFFLINE = 'offline.js';

/**
 * @param html the page that is one file.
 * @returns texts by the names of their files.
 */
export function siteFiles(top, html) {
  const page = html
    .replace(/worker-src blob:(?=;|")/, "worker-src blob: 'self'")
    .replace(/trusted-types ([\w -]+?)(?=;|")/, 'trusted-types $1 axon-rig-offline')
    .replace('</title>', `</title>\n    <meta name="axon-rig-offline" content="${OFFLINE}" />`);
  return {
    'index.html': page,
    'axon-rig.html': page,
    [OFFLINE]: readFileSync(join(top, 'src/browser/offline.js'), 'utf8'),
  };
}
