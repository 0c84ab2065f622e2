/** `axon-rig check FILE`: reads a rig, an experiment, a lesson card or a plan and says what it describes, or all that is wrong with it. */

import { openingTimes } from '../exhibit/hours.js';
import { describeAxon, doneWords, type Experiment } from '../experiment/index.js';
import { lessonFileKind } from '../lessons/file-kind.js';
import { fileKind, lightLimitMa, type Pin, type Rig, type RigExhibit } from '../rig/index.js';
import { METERS } from '../units.js';
import { readExperiment } from './experiment-files.js';
import { readRig } from './rig-files.js';
import { cardShelf, experimentShelf, planShelf, rigShelf } from './shelves.js';
import { findFile, readText } from './shipped-files.js';
import { experimentWords } from './simulate-words.js';
import type { Terminal } from './terminal.js';

const LED_WORDS = { strip: 'LED', leds: 'LED', rgb: 'RGB LED', pca9685: 'LED' } as const;

function whereWords({ device }: Rig): string {
  if (!('port' in device)) return device.kind;
  const kind = device.kind === 'firmata' ? 'Firmata' : device.kind;
  const where = `${kind}, ${device.port === 'auto' ? 'first port that answers' : device.port}`;
  return 'baud' in device ? `${where}, ${device.baud} baud` : where;
}

function ledWords(light: Rig['light']): string {
  const isWhole = light.kind !== 'strip' || light.ledCount === light.stripLeds;
  return isWhole
    ? count(light.ledCount, LED_WORDS[light.kind])
    : `${light.ledCount} of ${count(light.stripLeds, 'LED')}`;
}

/** One line that names what the rig has, and what it has not. */
export function describeRig(rig: Rig): string {
  const { name, light, needles, buttons, dials } = rig;
  const fitted = (parts: object) => Object.values(parts).filter((part) => part !== null).length;
  const fittedNeedles = METERS.filter((needle) => needles[needle] !== null);
  const which = fittedNeedles.length > 0 ? ` (${fittedNeedles.join(', ')})` : '';
  const parts = [
    `${ledWords(light)} up to ${Math.ceil(lightLimitMa(light))} mA`,
    `${count(fittedNeedles.length, 'needle')}${which}`,
    count(fitted(buttons), 'button'),
    count(fitted(dials), 'dial'),
    ...(rig.pins.piezo === null ? [] : ['piezo']),
    ...playWords(rig),
    ...(rig.exhibit === null ? [] : [`an exhibit, ${exhibitWords(rig.exhibit)}`]),
  ];
  return `${name}: ${whereWords(rig)}, ${parts.join(', ')}`;
}

function dateParts(atMs: number, zone: string | null): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(zone !== null && { timeZone: zone }),
    ...{ weekday: 'long', year: 'numeric', month: two, day: two, hour: two, minute: two },
  });
  return Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
}

/** When it is open, and so that its owner sees what that means: whether it is now. */
export function exhibitWords({ hours }: RigExhibit, nowMs = Date.now()): string {
  if (hours === null) return 'always open';
  const { open, changesAtMs } = openingTimes(hours).at(nowMs);
  const state = open ? 'open now' : 'closed now';
  if (changesAtMs === null) return `${state}, and for a year`;
  const { year, month, day, hour, minute, weekday } = dateParts(changesAtMs, hours.zone);
  const zone = hours.zone === null ? '' : ` (${hours.zone})`;
  return `${state}, until ${weekday} ${year}-${month}-${day} ${hour}:${minute}${zone}`;
}

/** What the rig plays: a lattice of its own with its figures, anything else by its name. */
function playWords({ name, experiments }: Rig): string[] {
  const [first] = experiments;
  const { geometry, membrane, channelsOff, roomMsPerAxonMs } = first;
  const lens = `time lens 1:${roomMsPerAxonMs}`;
  if (experiments.length > 1 || first.name !== name)
    return [
      `${count(experiments.length, 'experiment')} (${experiments.map((one) => one.name).join(', ')})`,
      lens,
    ];
  if (geometry.kind !== 'lattice') return [describeAxon(geometry, membrane), lens];
  return [count(geometry.siteCount, 'site'), `${channelsOff ? 'passive' : membrane.kind} membrane`, lens];
}

function lightWires(light: Rig['light']): string {
  switch (light.kind) {
    case 'strip':
      return `strip: ${light.pin}`;
    case 'leds': {
      const pins = light.leds.map(({ pin, onFromMv }) => `${pin}${onFromMv === null ? '' : ' (on or off)'}`);
      return `LEDs: ${pins.join(' ')}`;
    }
    case 'rgb':
      return `RGB LEDs: ${light.leds.map(({ red, green, blue }) => `${red} ${green} ${blue}`).join(', ')}`;
    case 'pca9685':
      return `PCA9685: 0x${light.address.toString(16)} on A4 and A5, outputs ${light.leds.map(({ channel }) => channel).join(' ')}`;
  }
}

/** One line that names every pin; of our own firmware the pins are known. */
export function describeWiring({ device, light, pins }: Rig): string | undefined {
  if (device.kind !== 'firmata') return undefined;
  const wires = (what: string, fitted: Readonly<Record<string, Pin | null>>) =>
    Object.entries(fitted).flatMap(([name, pin]) => (pin === null ? [] : [`${what} ${name}: ${pin}`]));
  return [
    lightWires(light),
    ...wires('needle', pins.needles),
    ...wires('button', pins.buttons),
    ...wires('dial', pins.dials),
    ...(pins.piezo === null ? [] : [`piezo: ${pins.piezo}`]),
    ...(pins.lamp === null ? [] : [`fault lamp: ${pins.lamp}`]),
  ].join('; ');
}

/** One line that names what is computed, and what is done to it. */
function describeExperiment(experiment: Experiment): string {
  const { electrodes } = experiment;
  return [experimentWords(experiment), doneWords(experiment), count(electrodes.length, 'electrode')].join(
    '; ',
  );
}

function count(number: number, thing: string): string {
  return `${number === 0 ? 'no' : number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Which kind of file it is, is told by its sections, not by its name. Throws as `simulate` and `run` do. */
export async function check(wanted: string, terminal: Terminal): Promise<void> {
  const path = findFile(wanted, [rigShelf(), experimentShelf(), cardShelf(), planShelf()]);
  const text = readText(path);
  const lesson = lessonFileKind(text);
  if (lesson !== undefined) {
    // It is played on a rig: a good part of the program, which other files do not need.
    const { checkLesson } = await import('./check-lesson.js');
    checkLesson(path, text, lesson, terminal);
    return;
  }
  if (fileKind(text) === 'experiment') {
    const { file, experiment, notes } = readExperiment(path, text);
    tell(file, `experiment: ${describeExperiment(experiment)}`, notes, terminal);
  } else {
    const { file, rig, notes } = readRig(path, text);
    const wiring = describeWiring(rig);
    tell(file, describeRig(rig), notes, terminal, wiring && `pins: ${wiring}`);
  }
}

function tell(
  file: string,
  words: string,
  notes: readonly string[],
  terminal: Terminal,
  more?: string,
): void {
  terminal.out(`${file}: ok – ${words}`);
  if (more !== undefined) terminal.out(more);
  for (const note of notes) terminal.out(`note: ${note}`);
}
