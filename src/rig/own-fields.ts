/** Fields as this very rig has them: its device, its axon and its supply leave less than the schema of all rigs does. */
import { IDLE_MA } from '../display/light.js';
import { MAX_SITES, settleAxon } from '../experiment/index.js';
import type { NumberRange } from '../files/fields.js';
import type { FilePath, OwnRefusals, Refuse } from '../files/index.js';
import { numberOrWordRefusal, numberRefusal } from '../files/number-field.js';
import { longestStrip, traitsOf, type WrittenDevice } from './device-schema.js';
import { usbStripMa } from './limits.js';
import { PULSE } from './needle-schema.js';
import { ownWritten } from './own-experiment.js';
import type { WrittenRig } from './schema.js';
import { CURRENT_LIMIT, LEDS, TOO_STRONG } from './strip-schema.js';

/** LEDs of a strip on this device. */
export function ledsOf(device: WrittenDevice): NumberRange {
  const { leds, advice } = longestStrip(device);
  return { ...LEDS, high: leds, whyNotMore: advice };
}

/** A servo's pulse from this device. */
function pulseOf(device: WrittenDevice): NumberRange {
  return { ...PULSE, low: traitsOf(device).shortestPulse?.us ?? PULSE.low };
}

/** The current limit: advised within what these LEDs draw when dark and what their supply gives. */
function currentLimitOf({
  device,
  strip,
  needles,
}: Pick<WrittenRig, 'device' | 'strip' | 'needles'>): NumberRange {
  const { high } = CURRENT_LIMIT;
  const darkMa = strip.leds * IDLE_MA;
  const mostMa = usbStripMa(needles);
  const isOnUsb = traitsOf(device).isOnUsb && strip.supply === 'usb';
  const instead = (ma: number) => {
    if (ma <= darkMa) return `write at least ${darkMa + 1}: ${strip.leds} LEDs draw ${darkMa} mA when dark`;
    if (!isOnUsb || ma <= mostMa) return undefined;
    return `write at most ${mostMa} for a strip on USB, or more with supply: own`;
  };
  return {
    ...CURRENT_LIMIT,
    instead,
    whyNotMore: `${TOO_STRONG}; ${instead(high) ?? `write at most ${high}`}`,
  };
}

const ELECTRODES: readonly FilePath[] = [
  ['electrodes', 'blue'],
  ['electrodes', 'yellow'],
];
const STIMULATED: readonly FilePath[] = [
  ['stimulus', 'at'],
  ...[1, 2, 3, 4].map((button) => ['buttons', String(button), 'at']),
];
const PULSES: readonly FilePath[] = ['blue', 'yellow'].flatMap((name) =>
  ['lowUs', 'highUs'].map((end) => ['needles', name, end]),
);

/** A place, or the first of several that is none. */
function ofPlaces(refuse: Refuse): Refuse {
  return (value) =>
    Array.isArray(value) ? refuse(value.find((at) => typeof at !== 'number' || at < 0)) : refuse(value);
}

/** What this rig has against a value, as far as what it depends on is known. */
export const ownRefusals: OwnRefusals<WrittenRig> = ({ value, isWrong }) => {
  const isKnown = (...paths: FilePath[]) => !paths.some(isWrong);
  const own = new Map<string, Refuse>();
  const add = (paths: readonly FilePath[], refuse: Refuse) => {
    for (const path of paths) own.set(path.join('.'), refuse);
  };
  const { axon } = ownWritten(value);
  if (axon.kind === 'lattice' && isKnown(['axon', 'kind'])) {
    const sites = isKnown(['axon', 'sites'], ['strip', 'leds'], ['strip', 'skip'], ['strip', 'map'])
      ? settleAxon(axon).sites
      : MAX_SITES;
    const site = { low: 0, high: sites - 1, whole: true };
    add(STIMULATED, ofPlaces(numberRefusal(site)));
    add(ELECTRODES, numberOrWordRefusal(site, 'bath'));
  }
  if (isKnown(['device'])) {
    add([['strip', 'leds']], numberRefusal(ledsOf(value.device)));
    add(PULSES, numberRefusal(pulseOf(value.device)));
  }
  if (isKnown(['device'], ['strip', 'leds'], ['strip', 'supply'], ['needles', 'supply']))
    add([['strip', 'currentLimitMa']], numberRefusal(currentLimitOf(value)));
  return (path) => own.get(path.join('.'));
};
