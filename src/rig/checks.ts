/** What no single option shows: whether the parts of a rig work together, and whether the power is enough. */
import { IDLE_MA, paletteColour, stripCurrentMa } from '../display/light.js';
import { paletteStops } from '../display/palette.js';
import { membraneNotes, membraneProblems, pressProblems, siteProblem } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { numberRefusal } from '../files/number-field.js';
import { METERS, REST_LEVEL } from '../units.js';
import { traitsOf } from './device-schema.js';
import { dimLightNotes, limitBlackensRest } from './dim-light.js';
import { lightLimitMa } from './light.js';
import { lampCurrentProblems, oneLightProblems, outputProblems, stretchProblems } from './light-checks.js';
import { BOARD_MA, SERVO_MA, USB_PORT_MA, USB_STRIP_MA } from './limits.js';
import { PULSE } from './needle-schema.js';
import { ledsOf } from './own-fields.js';
import type { Rig } from './rig.js';
import type { WrittenRig } from './schema.js';
import { speedNotes, speedProblems } from './speed-checks.js';

/** Worst-case current of the strip while the whole axon is at rest, before any limit [mA]. */
export function restCurrentMa({ strip }: Pick<Rig, 'strip'>): number {
  const rgb = new Uint8Array(3 * strip.leds);
  const stops = paletteStops(strip.brightness);
  for (let led = 0; led < strip.leds; led++) paletteColour(stops, REST_LEVEL, rgb, 3 * led);
  return stripCurrentMa(rgb);
}

/** A strip that is longer than its device drives. */
function stripProblems({ device, light, strip }: Rig): Problem[] {
  const leds = ledsOf(device);
  if (light.kind !== 'strip' || strip.leds <= leds.high) return [];
  return [{ path: ['strip', 'leds'], ...numberRefusal(leds)(strip.leds) }];
}

function powerProblems({ device, light, strip }: Rig): Problem[] {
  if (light.kind !== 'strip') return [];
  const problems: Problem[] = [];
  const path = ['strip', 'currentLimitMa'];
  const got = String(strip.currentLimitMa);
  const idleMa = strip.leds * IDLE_MA;
  if (strip.currentLimitMa <= idleMa) {
    problems.push({
      path,
      or: [['strip', 'leds']],
      expected: `more than ${idleMa} mA for ${strip.leds} LEDs`,
      got,
      advice: `each LED draws ${IDLE_MA} mA even when dark, so nothing is left for light; raise the limit or fit fewer LEDs`,
    });
  }
  if (traitsOf(device).isOnUsb && strip.supply === 'usb' && strip.currentLimitMa > USB_STRIP_MA) {
    problems.push({
      path,
      expected: `at most ${USB_STRIP_MA} mA from USB`,
      got,
      advice: `a USB port gives ${USB_PORT_MA} mA, less ${BOARD_MA} for the board and ${SERVO_MA} for a servo; for more, give the strip a 5 V supply of its own and write supply: own`,
    });
  }
  return problems;
}

function needleProblems({ needles }: Rig): Problem[] {
  return METERS.flatMap((name) => {
    const needle = needles[name];
    if (needle === null || needle.lowUs !== needle.highUs) return [];
    const expected = 'another pulse than lowUs';
    const got = `${needle.highUs} µs for both`;
    return [{ path: ['needles', name, 'highUs'], expected, got, advice: 'the needle would never move' }];
  });
}

function placeProblems({ axon, electrodes, stimulus, buttons }: Rig): Problem[] {
  return [
    ...siteProblem(['electrodes', 'blue'], electrodes.blue, axon, true),
    ...siteProblem(['electrodes', 'yellow'], electrodes.yellow, axon, true),
    ...siteProblem(['stimulus', 'at'], stimulus.at, axon),
    ...([1, 2, 3, 4] as const).flatMap((number) => {
      const action = buttons[number];
      // A button that takes its site from the stimulus has the stimulus's problem, not one of its own.
      if (action?.do !== 'stimulate' || action.at === stimulus.at) return [];
      return siteProblem(['buttons', String(number), 'at'], action.at, axon);
    }),
  ];
}

/** Pulses that are shorter than the device gives them. */
function pulseProblems({ device, needles }: Rig): Problem[] {
  const { shortestPulse } = traitsOf(device);
  if (shortestPulse === undefined) return [];
  const { us, why } = shortestPulse;
  return METERS.flatMap((name) =>
    (['lowUs', 'highUs'] as const).flatMap((end) => {
      const pulseUs = needles[name]?.[end] ?? us;
      if (pulseUs >= us) return [];
      const expected = `${us} to ${PULSE.high} µs with kind: ${device.kind}`;
      const advice = `${why}; write ${us}`;
      return [{ path: ['needles', name, end], expected, got: String(pulseUs), advice }];
    }),
  );
}

/**
 * What of lights and pins cannot work, with the reason.
 * @param has whether the file itself has an option.
 */
export function wiringProblems(written: WrittenRig, rig: Rig, has: (path: FilePath) => boolean): Problem[] {
  const lights = oneLightProblems(written, has);
  // Of lights that cannot be together, or that the device has not, the pins say nothing.
  if (lights.length > 0) return lights;
  const traits = traitsOf(rig.device);
  return [
    ...traits.pinProblems(rig),
    ...lampCurrentProblems(written),
    ...outputProblems(rig),
    ...stretchProblems(rig),
    ...(traits.ownProblems?.(rig) ?? []),
    ...pulseProblems(rig),
  ];
}

/** Presses that are written as two things at once. */
export function allPressProblems({ stimulus, buttons }: WrittenRig): Problem[] {
  return [
    ...pressProblems(stimulus, ['stimulus']),
    ...([1, 2, 3, 4] as const).flatMap((number) => {
      const action = buttons[number];
      return action?.do === 'stimulate' ? pressProblems(action, ['buttons', String(number)]) : [];
    }),
  ];
}

/** Everything about the rig that cannot work, with the reason. */
export function rigProblems(rig: Rig): Problem[] {
  return [
    ...stripProblems(rig),
    ...powerProblems(rig),
    ...needleProblems(rig),
    ...placeProblems(rig),
    ...membraneProblems(rig.membrane, rig.axon),
    ...speedProblems(rig),
  ];
}

/** Options that a problem about `path` is drawn from. */
function sourcesOf(path: FilePath): FilePath[] {
  const sites = [
    ['axon', 'sites'],
    ['strip', 'leds'],
  ];
  switch (path[0]) {
    case 'strip':
      return [['strip'], ['device']];
    case 'needles':
      return [path.slice(0, 2)];
    case 'electrodes':
    case 'stimulus':
      return [path, ...sites];
    case 'buttons':
      return [path, ['stimulus', 'at'], ...sites];
    default:
      return [['axon'], ['membrane'], ['strip', 'leds']];
  }
}

/**
 * Problems about a rig that was read from a file with mistakes: those that no mistake has a part in.
 * @param isWrong whether an option of the file is wrong, so that the rig has its default instead.
 */
export function problemsOfRest(rig: Rig, isWrong: (path: FilePath) => boolean): Problem[] {
  return rigProblems(rig).filter(({ path }) => !sourcesOf(path).some(isWrong));
}

/** What the light may draw from the USB port [mA]. */
function usbLightMa({ light }: Rig): number {
  if (light.kind === 'strip') return light.supply === 'usb' ? light.currentLimitMa : 0;
  return lightLimitMa(light);
}

/** What works, but perhaps not as its owner expects. */
export function rigNotes(rig: Rig): Problem[] {
  const { light, strip, needles, device } = rig;
  const notes: Problem[] = [];
  const idleMa = strip.leds * IDLE_MA;
  const restMa = Math.ceil(restCurrentMa(rig));
  if (light.kind === 'strip' && restMa > strip.currentLimitMa) {
    const isBlack = limitBlackensRest(rig);
    notes.push({
      path: ['strip', 'currentLimitMa'],
      or: [
        ['strip', 'brightness'],
        ['strip', 'leds'],
      ],
      said: `${strip.leds} LEDs draw ${idleMa} mA when dark and ${restMa} mA with the axon at rest; the limit of ${strip.currentLimitMa} mA leaves ${strip.currentLimitMa - idleMa} mA for light, so the strip ${isBlack ? 'is black at rest' : 'will always be dimmed'}`,
      advice: `raise strip.currentLimitMa to ${restMa}${restMa > USB_STRIP_MA ? ` (over ${USB_STRIP_MA} needs supply: own)` : ''} or more${isBlack ? '' : ', or lower strip.brightness'}`,
    });
  }
  if (traitsOf(device).isOnUsb && needles.blue && needles.yellow && needles.supply === 'usb') {
    const neededMa = Math.round(BOARD_MA + 2 * SERVO_MA + usbLightMa(rig));
    notes.push({
      path: ['needles', 'supply'],
      said: `two servos that run together draw ${2 * SERVO_MA} mA, with the rest ${neededMa} mA of the ${USB_PORT_MA} mA of a USB port, and still more when they start`,
      advice: 'give the servos a 5 V supply of their own (1 A or more, grounds joined) and write supply: own',
    });
  }
  return [...notes, ...dimLightNotes(rig), ...speedNotes(rig), ...membraneNotes(rig.membrane, rig.axon)];
}
