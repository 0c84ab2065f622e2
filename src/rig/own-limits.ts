/** Limits that a message names: those of this very rig, where they are known, instead of the widest of any rig. */

import { IDLE_MA } from '../display/light.js';
import { MAX_SITES } from '../experiment/index.js';
import type { FileProblem, FileRest } from '../files/index.js';
import { BITS_PER_BYTE } from '../units.js';
import {
  LONGEST_STRIP_WORDS,
  MAX_LEDS,
  NODE_PIXEL_PIXEL_BYTES,
  SERVO_LOW_US,
  USB_STRIP_MA,
} from './limits.js';
import { settleRig } from './rig.js';
import type { WrittenRig } from './schema.js';

const SITE_PATH = /^(?:electrodes\.\w+|stimulus\.at|buttons\.\d\.at)$/;
/** The range after `expected`, and the last site as the advice at the end. */
const RANGE = new RegExp(`^(expected (?:a whole number, )?0 to )${MAX_SITES - 1}\\b`);
const ADVICE = new RegExp(`(– write (?:at most )?)${MAX_SITES - 1}$`);

const FIRMATA_PULSE_PATH = /^needles\.\w+\.(?:lowUs|highUs)$/;
/** The least pulse, in the range and in the advice. */
const FIRMATA_PULSE = /(expected (?:a whole number, )?|write (?:at least )?)500\b/g;

/** Advice to write a figure, at the end of a message. */
const FIGURE_ADVICE = /write (?:at (?:least|most) )?(\d+)(?: alone.*| without.*|, the key.*)?$/;

/** Keeps the advised current limit within what these LEDs draw when dark and what their supply gives. */
function currentAdvice({ device, strip }: WrittenRig): (advice: string, figure: string) => string {
  const leastMa = strip.leds * IDLE_MA + 1;
  const isOnUsb = device.kind !== 'virtual' && strip.supply === 'usb';
  return (advice, figure) => {
    if (Number(figure) < leastMa)
      return `write at least ${leastMa}: ${strip.leds} LEDs draw ${leastMa - 1} mA when dark`;
    if (isOnUsb && Number(figure) > USB_STRIP_MA)
      return `write at most ${USB_STRIP_MA} for a strip on USB, or more with supply: own`;
    return advice;
  };
}

/** Start bit, eight bits, stop bit. */

/** Why a strip has no more than 150 LEDs on this device, and what to do. */
function longestStripWords(device: WrittenRig['device']): string {
  const write = `write at most ${MAX_LEDS}`;
  switch (device.kind) {
    case 'serial':
      return `an Uno's memory holds ${MAX_LEDS}; ${write}, and the rest of the strip stays dark`;
    case 'firmata': {
      const pictureS = (MAX_LEDS * NODE_PIXEL_PIXEL_BYTES * BITS_PER_BYTE) / device.baud;
      return `over Firmata a picture of ${MAX_LEDS} LEDs takes up to ${pictureS.toFixed(2)} s at ${device.baud} baud, so a longer strip is not driven; ${write}, and the rest of the strip stays dark`;
    }
    default:
      return `a virtual strip is no longer than the longest real one; ${write}`;
  }
}

/** Problems with places on the axon name its own last site, those with a long strip the reason of its own device. */
export function withOwnLimits(
  problems: readonly FileProblem[],
  { value, isWrong }: Pick<FileRest<WrittenRig>, 'value' | 'isWrong'>,
): FileProblem[] {
  const knowsSites = !isWrong(['axon', 'sites']) && !isWrong(['strip', 'leds']);
  const last = knowsSites ? settleRig(value).axon.sites - 1 : undefined;
  const knowsStrip = !isWrong(['strip', 'leds']) && !isWrong(['strip', 'supply']);
  const knowsDevice = !isWrong(['device']);
  return problems.map((problem) => {
    if (FIRMATA_PULSE_PATH.test(problem.path) && knowsDevice && value.device.kind === 'firmata') {
      const message = problem.message.replace(FIRMATA_PULSE, `$1${SERVO_LOW_US}`);
      return { ...problem, message };
    }
    if (problem.path === 'strip.currentLimitMa' && knowsDevice && knowsStrip) {
      return { ...problem, message: problem.message.replace(FIGURE_ADVICE, currentAdvice(value)) };
    }
    if (problem.path === 'strip.leds' && knowsDevice) {
      const message = problem.message.replace(LONGEST_STRIP_WORDS, longestStripWords(value.device));
      return { ...problem, message };
    }
    if (last === undefined || !SITE_PATH.test(problem.path)) return problem;
    const message = problem.message.replace(RANGE, `$1${last}`).replace(ADVICE, `$1${last}`);
    return { ...problem, message };
  });
}
