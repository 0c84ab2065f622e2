/** What no single option shows: whether the parts of a rig work together, and whether the power is enough. */
import { IDLE_MA, paletteColour, stripCurrentMa } from '../display/light.js';
import { paletteStops } from '../display/palette.js';
import {
  experimentNotes,
  type Geometry,
  type LiveExperiment,
  membraneNotes,
  restMvOf,
  settleAxon,
} from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { numberRefusal } from '../files/number-field.js';
import { LEVEL_BASE_MV, LEVEL_MAX, METERS, type MeterName, mvOfLevel, REST_LEVEL } from '../units.js';
import { checkActions } from './action-checks.js';
import { traitsOf } from './device-schema.js';
import { dimLightNotes, limitBlackensRest } from './dim-light.js';
import type { Needle } from './fitted.js';
import { lampProblems } from './lamp-checks.js';
import { lightLimitMa } from './light.js';
import {
  lampCurrentProblems,
  oneLightProblems,
  outputProblems,
  stretchNotes,
  stretchProblems,
} from './light-checks.js';
import { BOARD_MA, SERVO_MA, USB_PORT_MA, usbStripMa } from './limits.js';
import { PULSE } from './needle-schema.js';
import { ownLatticeProblems, ownPlaceProblems } from './own-checks.js';
import { ownExperiment, ownWritten } from './own-experiment.js';
import { ledsOf } from './own-fields.js';
import { type Board, type Rig, settleBoard } from './rig.js';
import type { WrittenRig } from './schema.js';
import { lensProblems, speedNotes } from './speed-checks.js';
import { ledsOfMap } from './strip-schema.js';

/** Worst-case current of the strip while the whole axon is at rest, before any limit [mA]. */
export function restCurrentMa({ strip, light }: Pick<Rig, 'strip' | 'light'>): number {
  const lit = light.kind === 'strip' ? light.ledCount : strip.leds;
  const rgb = new Uint8Array(3 * lit);
  const stops = paletteStops(strip.brightness);
  for (let led = 0; led < lit; led++) paletteColour(stops, REST_LEVEL, rgb, 3 * led);
  return stripCurrentMa(rgb) + (strip.leds - lit) * IDLE_MA;
}

/** A strip that is longer than its device drives. */
function stripProblems({ device, light, strip }: Board): Problem[] {
  const leds = ledsOf(device);
  if (light.kind !== 'strip' || strip.leds <= leds.high) return [];
  return [{ path: ['strip', 'leds'], ...numberRefusal(leds)(strip.leds) }];
}

/** LEDs that a map or the skipped ones leave out, or that are not there. */
function shownProblems({ light, strip }: Board): Problem[] {
  if (light.kind !== 'strip') return [];
  const { leds, skip, map = [], reversed } = strip;
  const most = {
    expected: `0 to ${leds - 1}`,
    why: `the strip has ${leds} LEDs, counted from 0 at the board`,
  };
  if (strip.map === undefined && skip >= leds)
    return [
      {
        path: ['strip', 'skip'],
        or: [['strip', 'leds']],
        expected: most.expected,
        got: String(skip),
        advice: `skipped LEDs count among the ${leds} of strip.leds; at least one must show the axon`,
      },
    ];
  const problems: Problem[] = [];
  const beside = (key: string, got: string, advice: string) =>
    problems.push({ path: ['strip', key], expected: `no ${key} beside a map`, got, advice });
  if (strip.map !== undefined && skip > 0)
    beside('skip', String(skip), 'leave these LEDs out of the map, and remove skip');
  if (strip.map !== undefined && reversed)
    beside('reversed', 'true', 'turn the map round, which begins where the axon does, and remove reversed');
  const entryOf = new Map<number, number>();
  for (const [i, run] of map.entries()) {
    const beyond = (['from', 'to'] as const).find((end) => run[end] >= leds);
    if (beyond !== undefined) {
      const path = ['strip', 'map', i, beyond];
      problems.push({ path, expected: most.expected, got: String(run[beyond]), advice: most.why });
      continue;
    }
    const own = ledsOfMap([run]);
    const twice = own.find((led) => entryOf.has(led));
    if (twice !== undefined)
      problems.push({
        path: ['strip', 'map', i],
        expected: 'each LED once',
        got: `LED ${twice} in entry ${entryOf.get(twice)! + 1} and again in entry ${i + 1}`,
        advice: 'an LED shows one place of the axon; take it out of one of the two',
      });
    for (const led of own) if (!entryOf.has(led)) entryOf.set(led, i);
  }
  return problems;
}

function powerProblems({ device, light, strip, needles }: Board): Problem[] {
  if (light.kind !== 'strip') return [];
  const problems: Problem[] = [];
  const path = ['strip', 'currentLimitMa'];
  const got = String(strip.currentLimitMa);
  const idleMa = strip.leds * IDLE_MA;
  const mostMa = usbStripMa(needles);
  if (strip.currentLimitMa <= idleMa) {
    problems.push({
      path,
      or: [['strip', 'leds']],
      expected: `more than ${idleMa} mA for ${strip.leds} LEDs`,
      got,
      advice: `each LED draws ${IDLE_MA} mA even when dark, so nothing is left for light; raise the limit or fit fewer LEDs`,
    });
  }
  if (traitsOf(device).isOnUsb && strip.supply === 'usb' && strip.currentLimitMa > mostMa) {
    problems.push({
      path,
      expected: `at most ${mostMa} mA from USB`,
      got,
      advice: `a USB port gives ${USB_PORT_MA} mA, less ${BOARD_MA} for the board and ${needles.supply === 'own' ? 'what its fuse loses when it is warm' : `${SERVO_MA} for a servo`}; for more, give the strip a 5 V supply of its own and write supply: own`,
    });
  }
  return problems;
}

function needleProblems({ needles }: Board): Problem[] {
  return METERS.flatMap((name) => {
    const needle = needles[name];
    if (needle === null) return [];
    if (needle.lowUs !== needle.highUs) return midProblems(name, needle);
    const expected = 'another pulse than lowUs';
    const got = `${needle.highUs} µs for both`;
    return [{ path: ['needles', name, 'highUs'], expected, got, advice: 'the needle would never move' }];
  });
}

/** A middle that is no middle. */
function midProblems(name: MeterName, { lowUs, midUs, highUs }: Needle): Problem[] {
  if (midUs === undefined) return [];
  const [least, most] = [Math.min(lowUs, highUs) + 1, Math.max(lowUs, highUs) - 1];
  if (midUs >= least && midUs <= most) return [];
  const expected = least > most ? 'no midUs' : `${least} to ${most} µs, between lowUs and highUs`;
  const advice =
    'the needle would turn back on its way; turn it by hand to the middle of the scale, or leave it out';
  return [{ path: ['needles', name, 'midUs'], expected, got: String(midUs), advice }];
}

/** Pulses that are shorter than the device gives them. */
function pulseProblems({ device, needles }: Board): Problem[] {
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
 * @param own the axon that the file describes itself; `null`: it names others.
 * @param has whether the file itself has an option.
 */
export function wiringProblems(
  written: WrittenRig,
  board: Board,
  own: Geometry | null,
  has: (path: FilePath) => boolean,
): Problem[] {
  const lights = oneLightProblems(written, has);
  // Of lights that cannot be together, or that the device has not, the pins say nothing.
  if (lights.length > 0) return lights;
  const traits = traitsOf(board.device);
  return [
    ...traits.pinProblems(board),
    ...lampCurrentProblems(written),
    ...outputProblems(board),
    ...stretchProblems(board, own),
    ...(traits.ownProblems?.(board) ?? []),
    ...pulseProblems(board),
    ...lampProblems(written.exhibit, board, traits),
  ];
}

/** Everything about strip, power and needles that cannot work, with the reason. */
export function boardProblems(board: Board): Problem[] {
  return [
    ...stripProblems(board),
    ...shownProblems(board),
    ...powerProblems(board),
    ...needleProblems(board),
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
export function problemsOfRest(written: WrittenRig, isWrong: (path: FilePath) => boolean): Problem[] {
  const experiment = ownExperiment(written);
  const own = { name: written.name, experiment };
  const isNamed = written.experiment !== undefined || written.experiments !== undefined;
  const ofOwn = isNamed
    ? []
    : [
        ...ownPlaceProblems(written, experiment),
        ...ownLatticeProblems(written, experiment),
        ...checkActions(written, [own], true).problems,
      ];
  return [...boardProblems(settleBoard(written)), ...ofOwn].filter(
    ({ path }) => !sourcesOf(path).some(isWrong),
  );
}

/** What cannot be shown of what the rig plays. `paths`: where the file names each; `null`: it describes it itself. */
export function showingProblems({ experiments }: Rig, paths: readonly (FilePath | null)[]): Problem[] {
  return experiments.flatMap((live, i) => {
    const path = paths[i] ?? null;
    return [...lensProblems(live, path), ...scaleProblems(live, path)];
  });
}

/** An axon that rests where the strip has no colours and the needles no scale. */
function scaleProblems(live: LiveExperiment, path: FilePath | null): Problem[] {
  // A lattice is dark there, as its owner may want it, and has a note.
  if (path === null && live.geometry.kind === 'lattice') return [];
  const restMv = restMvOf(live);
  const highestMv = Math.floor(mvOfLevel(LEVEL_MAX));
  if (restMv >= LEVEL_BASE_MV && restMv <= highestMv) return [];
  return [
    {
      path: path ?? ['membrane', 'leakReversalMv'],
      or: [['membrane'], ['treatments'], ['axon']],
      said: `${path === null ? 'this axon' : live.name} rests at ${Math.round(restMv)} mV, and strip and needles show ${LEVEL_BASE_MV} to ${highestMv} mV`,
      advice: 'write a membrane that rests within that',
    },
  ];
}

/** What the light may draw from the USB port [mA]. */
function usbLightMa({ light }: Rig): number {
  if (light.kind === 'strip') return light.supply === 'usb' ? light.currentLimitMa : 0;
  return lightLimitMa(light);
}

/** What works, but perhaps not as its owner expects. */
export function rigNotes(rig: Rig, written: WrittenRig, isOwn: boolean): Problem[] {
  const { light, strip, needles, device } = rig;
  const notes: Problem[] = [];
  const idleMa = strip.leds * IDLE_MA;
  const restMa = Math.ceil(restCurrentMa(rig));
  const mostMa = usbStripMa(needles);
  if (light.kind === 'strip' && restMa > strip.currentLimitMa) {
    const isBlack = limitBlackensRest(rig);
    notes.push({
      path: ['strip', 'currentLimitMa'],
      or: [
        ['strip', 'brightness'],
        ['strip', 'leds'],
      ],
      said: `${strip.leds} LEDs draw ${idleMa} mA when dark and ${restMa} mA with the axon at rest; the limit of ${strip.currentLimitMa} mA leaves ${strip.currentLimitMa - idleMa} mA for light, so the strip ${isBlack ? 'is black at rest' : 'will always be dimmed'}`,
      advice: `raise strip.currentLimitMa to ${restMa}${restMa > mostMa ? ` (over ${mostMa} needs supply: own)` : ''} or more${isBlack ? '' : ', or lower strip.brightness'}`,
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
  return [...notes, ...dimLightNotes(rig), ...stretchNotes(rig), ...(isOwn ? ownNotes(rig, written) : [])];
}

/** Of the experiment that the file describes itself. */
function ownNotes({ experiments: [live] }: Rig, written: WrittenRig): Problem[] {
  const { axon } = ownWritten(written);
  const experiment = ownExperiment(written);
  if (axon.kind !== 'lattice') return experimentNotes(experiment);
  return [...speedNotes(live), ...membraneNotes(experiment.membrane, settleAxon(axon))];
}
