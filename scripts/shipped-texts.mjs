// The files that come with the program, as texts: the page that is one file has them in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of the YAML files of a folder, by name. */
function textsIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.sort().map((name) => [name.replace(/\.yaml$/, ''), readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The bytes of an Intel HEX file whose records follow each other from address 0, as hexadecimal digits. */
function digitsOf(hex) {
  let digits = '';
  for (const [, count, address, data] of hex.matchAll(/^:(..)(....)00(.*)..$/gm)) {
    if (Number.parseInt(address, 16) !== digits.length / 2 || data.length !== 2 * Number.parseInt(count, 16))
      throw new Error('firmware/hex: expected records that follow each other from address 0');
    digits += data;
  }
  return digits.toLowerCase();
}

/** What `src/browser/rig/shipped.ts` says. */
export function shippedOf(top) {
  return {
    version: JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).version,
    rigs: textsIn(join(top, 'rigs')),
    experiments: textsIn(join(top, 'experiments')),
    cards: textsIn(join(top, 'lessons')),
    plans: textsIn(join(top, 'lessons', 'plans')),
    firmware: digitsOf(readFileSync(join(top, 'firmware', 'hex', 'axon-rig-uno.hex'), 'utf8')),
  };
}
