/** `axon-rig check FILE`: reads a rig or experiment file and says what it describes, or all that is wrong with it. */
import type { Experiment } from '../experiment/index.js';
import { fileKind, type Rig } from '../rig/index.js';
import { experimentShelf, readExperiment } from './experiment-files.js';
import { readRig, rigShelf } from './rig-files.js';
import { findFile, readText } from './shipped-files.js';
import { experimentWords } from './simulate-words.js';
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

/** One line that names what is computed, and what is done to it. */
export function describeExperiment(experiment: Experiment): string {
  const { stimuli, treatments, electrodes } = experiment;
  const parts = [
    experimentWords(experiment),
    count(stimuli.length, 'stimulus', 'stimuli'),
    count(treatments.length, 'treatment'),
    count(electrodes.length, 'electrode'),
  ];
  return parts.join(', ');
}

function count(number: number, thing: string, things = `${thing}s`): string {
  return `${number === 0 ? 'no' : number} ${number === 1 ? thing : things}`;
}

/** Which kind of file it is, is told by its sections, not by its name. Throws as `simulate` and `run` do. */
export function check(wanted: string, terminal: Terminal): void {
  const path = findFile(wanted, [rigShelf(), experimentShelf()]);
  const text = readText(path);
  if (fileKind(text) === 'experiment') {
    const { file, experiment, notes } = readExperiment(path, text);
    tell(file, `experiment: ${describeExperiment(experiment)}`, notes, terminal);
  } else {
    const { file, rig, notes } = readRig(path, text);
    tell(file, describeRig(rig), notes, terminal);
  }
}

function tell(file: string, words: string, notes: readonly string[], terminal: Terminal): void {
  terminal.out(`${file}: ok – ${words}`);
  for (const note of notes) terminal.out(`note: ${note}`);
}
