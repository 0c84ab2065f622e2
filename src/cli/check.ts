/** `axon-rig check RIG`: reads a rig file and says what it describes, or everything that is wrong with it. */
import type { Rig } from '../rig/index.js';
import { loadRig } from './rig-files.js';
import type { Terminal } from './terminal.js';

/** One line that names what the rig has. */
export function describeRig({ name, device, strip, buttons, dials, axon, membrane }: Rig): string {
  const where =
    device.kind === 'virtual'
      ? 'virtual'
      : `serial, ${device.port === 'auto' ? 'first port that answers' : device.port}, ${device.baud} baud`;
  const fitted = (parts: object) => Object.values(parts).filter((part) => part !== null).length;
  return `${name}: ${where}, ${strip.leds} LEDs up to ${strip.currentLimitMa} mA, ${count(fitted(buttons), 'button')}, ${count(fitted(dials), 'dial')}, ${axon.sites} sites, ${membrane.kind} membrane`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

export function check(wanted: string, terminal: Terminal): void {
  const { file, rig, notes } = loadRig(wanted);
  terminal.out(`${file}: ok – ${describeRig(rig)}`);
  for (const note of notes) terminal.out(`note: ${note}`);
}
