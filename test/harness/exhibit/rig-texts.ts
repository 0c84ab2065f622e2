/** Rig files of exhibits for long runs, made from the one that is shipped. */
import { join } from 'node:path';
import { shippedRigs } from '../../../src/cli/package-folder.js';
import { readRig } from '../../../src/cli/rig-files.js';
import { readText } from '../../../src/cli/shipped-files.js';
import type { Rig } from '../../../src/rig/index.js';

const PATH = join(shippedRigs, 'exhibit.yaml');
const HOURS = '  hours: {zone: Europe/Berlin, open: {tue-sun: 09:00-17:00}, closed: [12-24, 12-25]}\n';
const SERVICE =
  '  log: {folder: logs, megabytesADay: 1, days: 7}\n  hub: {url: "http://hub.local:8082", id: axon}\n  webhook: https://example.org/axon\n';
const BUTTONS =
  '  2: {do: channels}\n  3: {do: experiment}\n  4: {do: pause}\n\ndials:\n  0: {do: lens}\n  1: {do: strength, lowPercent: 0, highPercent: 200}\n\nexperiments: [lesson, channels-apart, squid-axon, ttx-block, collision, frog-fibre, patch]\n';
const ALL_USES =
  '[stimulate, strength, aim, lens, channels, treat, electrode, time, weakest, load, lesson, language]';

function readWith(change: (text: string) => string, hours: boolean): Rig {
  const text = `${change(readText(PATH)).trimEnd()}\n${hours ? HOURS : ''}${SERVICE}`;
  return readRig(PATH, text).rig;
}

const everything = (text: string) =>
  text
    // Each experiment brings its own.
    .replace(/\nelectrodes:\n( .*\n)+/, '\n')
    .replace(/(\n {2}1: \{do: stimulate\}.*\n)/, `$1${BUTTONS}`)
    .replace(/\n {2}visitors: .*\n/, `\n  visitors: ${ALL_USES}\n  lamp: {led: last}\n`);

/** One without a board, in which everything may be done, with so much light and current. */
export function virtualRig(brightness: number, currentLimitMa: number): Rig {
  return readWith(
    (text) =>
      everything(text)
        .replace(/kind: serial\n *port: auto.*\n/, 'kind: virtual\n')
        .replace(/brightness: 1 .*\n/, `brightness: ${brightness}\n`)
        .replace('currentLimitMa: 500', `currentLimitMa: ${currentLimitMa}`),
    false,
  );
}

/** The shipped one, and one in which visitors may do everything, with four buttons, two dials and a lamp. */
export function soakRigs(hours: boolean): readonly Rig[] {
  return [readWith((text) => text, hours), readWith(everything, hours)];
}
