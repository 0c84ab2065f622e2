/** `axon-rig check RIG`: reads a rig file and says what it describes, or everything that is wrong with it. */
import type { Rig } from '../rig/index.js';
import { loadRig } from './rig-files.js';
import type { Terminal } from './terminal.js';

/** One line that names what the rig has, and what it has not. */
export function describeRig(rig: Rig): string {
  const { name, device, strip, needles, buttons, dials, axon, membrane } = rig;
  const where =
    device.kind === 'virtual'
      ? 'virtual'
      : `serial, ${device.port === 'auto' ? 'first port that answers' : device.port}, ${device.baud} baud`;
  const fitted = (parts: object) => Object.values(parts).filter((part) => part !== null).length;
  const fittedNeedles = (['blue', 'yellow'] as const).filter((needle) => needles[needle] !== null);
  const which = fittedNeedles.length > 0 ? ` (${fittedNeedles.join(', ')})` : '';
  const parts = [
    `${count(strip.leds, 'LED')} up to ${strip.currentLimitMa} mA`,
    `${count(fittedNeedles.length, 'needle')}${which}`,
    count(fitted(buttons), 'button'),
    count(fitted(dials), 'dial'),
    count(axon.sites, 'site'),
    `${membrane.kind} membrane`,
  ];
  return `${name}: ${where}, ${parts.join(', ')}`;
}

function count(number: number, thing: string): string {
  return `${number === 0 ? 'no' : number} ${thing}${number === 1 ? '' : 's'}`;
}

export function check(wanted: string, terminal: Terminal): void {
  const { file, rig, notes } = loadRig(wanted);
  terminal.out(`${file}: ok – ${describeRig(rig)}`);
  for (const note of notes) terminal.out(`note: ${note}`);
}
