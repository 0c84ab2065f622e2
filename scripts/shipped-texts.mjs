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

/** Where another one of the same length has another byte: its place and that byte. */
function differences(digits, others) {
  if (digits.length !== others.length) throw new Error('firmware/hex: expected programs of one length');
  const found = [];
  for (let at = 0; at < digits.length; at += 2)
    if (digits.slice(at, at + 2) !== others.slice(at, at + 2))
      found.push([at / 2, Number.parseInt(others.slice(at, at + 2), 16)]);
  return found;
}

/** What `src/browser/rig/shipped.ts` says. */
export function shippedOf(top) {
  const firmware = (name) => digitsOf(readFileSync(join(top, 'firmware', 'hex', `${name}.hex`), 'utf8'));
  const usual = firmware('axon-rig-uno');
  return {
    version: JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).version,
    rigs: textsIn(join(top, 'rigs')),
    experiments: textsIn(join(top, 'experiments')),
    cards: textsIn(join(top, 'lessons')),
    plans: textsIn(join(top, 'lessons', 'plans')),
    firmware: usual,
    firmwareAt: { 115200: differences(usual, firmware('axon-rig-uno-115200')) },
  };
}
