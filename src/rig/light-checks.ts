/** Whether a rig has one light that its device can drive, and whether its lamps get the current that they want. */

import { type Geometry, MAX_SITES } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { orList } from '../units.js';
import { traitsOf } from './device-schema.js';
import { ledMa } from './light.js';
import { channelsOf } from './light-schema.js';
import {
  ALL_PINS_MA,
  BOARD_MA,
  PCA9685_CHANNELS,
  PCA9685_PIN_MA,
  PIN_MA,
  SERVO_MA,
  SUPPLY_MV,
  USB_PORT_MA,
} from './limits.js';
import type { Board, Rig } from './rig.js';
import type { WrittenRig } from './schema.js';

const LIGHTS = ['leds', 'rgb', 'pca9685', 'strip'] as const;

/**
 * A rig glows on one thing, and on one that its device drives.
 * @param has whether the file itself has an option.
 */
export function oneLightProblems({ device }: WrittenRig, has: (path: FilePath) => boolean): Problem[] {
  const { refuses, hasUsualStrip } = traitsOf(device);
  const refused = [...LIGHTS, 'piezo' as const].flatMap((section) => {
    const wrong = has([section]) && refuses?.(section);
    return wrong ? [{ path: [section], ...wrong }] : [];
  });
  if (refused.length > 0) return refused;
  const there = LIGHTS.filter((light) => has([light]));
  if (there.length > 1) {
    const [first, ...others] = there;
    return others.map((light) => ({
      path: [light],
      expected: 'one light',
      got: `${first} and ${light}`,
      advice: 'the axon glows on one of them; remove the other',
    }));
  }
  if (there.length === 1 || hasUsualStrip) return [];
  return [
    {
      path: ['device'],
      expected: orList(LIGHTS.filter((light) => !refuses?.(light))),
      got: 'none of them',
      advice: 'say what the axon glows on, for example leds: {pins: [3, 5, 6, 9, 10]}',
    },
  ];
}

/** Resistors of the E12 series in one decade. */
const E12 = [10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82];

/** The next larger resistor that shops have [Ω]. */
export function nextResistorOhm(leastOhm: number): number {
  for (let decade = 0.1; ; decade *= 10) {
    const found = E12.find((value) => value * decade >= leastOhm - 1e-9);
    if (found !== undefined) return Math.round(found * decade * 10) / 10;
  }
}

const round = (ma: number) => Math.round(ma * 10) / 10;

/** Of the lamps of a rig, if it has any: where they stand in the file and what carries their current. */
function lampsOf(written: WrittenRig) {
  const { leds, rgb, pca9685 } = written;
  if (leds)
    return {
      key: 'leds',
      ...leds,
      count: leds.pins.length,
      perLed: 1,
      pinMa: PIN_MA,
      from: 'a pin',
    } as const;
  if (rgb)
    return { key: 'rgb', ...rgb, count: rgb.pins.length, perLed: 3, pinMa: PIN_MA, from: 'a pin' } as const;
  if (pca9685) {
    const count = channelsOf(pca9685).length;
    return {
      key: 'pca9685',
      ...pca9685,
      count,
      perLed: 1,
      pinMa: PCA9685_PIN_MA,
      from: 'a PCA9685 output',
    } as const;
  }
  return undefined;
}

/** Too much current for a pin, for the processor or for the USB port. */
export function lampCurrentProblems(written: WrittenRig): Problem[] {
  const lamps = lampsOf(written);
  if (lamps === undefined) return [];
  const { key, count, perLed, resistorOhm, forwardMv, brightness, pinMa, from } = lamps;
  const path = [key, 'resistorOhm'];
  const or = [[key, 'forwardMv'], [key]];
  const oneMa = ledMa(lamps);
  const lit = count * perLed;
  const dropMv = SUPPLY_MV - forwardMv;
  const advice = (mostMa: number) => {
    const leastOhm = nextResistorOhm(dropMv / mostMa);
    return `fit resistors of ${leastOhm} Ω and write resistorOhm: ${leastOhm}`;
  };
  const sum = `${SUPPLY_MV / 1000} V less ${forwardMv / 1000} V over ${resistorOhm} Ω`;
  if (oneMa > pinMa) {
    return [
      {
        path,
        or,
        expected: `at most ${pinMa} mA from ${from}`,
        got: `${round(oneMa)} mA (${sum})`,
        advice: advice(pinMa),
      },
    ];
  }
  if (key !== 'pca9685' && lit * oneMa > ALL_PINS_MA) {
    return [
      {
        path,
        or,
        expected: `at most ${ALL_PINS_MA} mA from all pins together`,
        got: `${round(lit * oneMa)} mA (${lit} × ${round(oneMa)} mA)`,
        advice: `${advice(ALL_PINS_MA / lit)}, or fewer LEDs`,
      },
    ];
  }
  const { blue, yellow, supply } = written.needles;
  const servoMa = (blue || yellow) && supply === 'usb' ? SERVO_MA : 0;
  const leftMa = USB_PORT_MA - BOARD_MA - servoMa;
  const wantedMa = lit * oneMa * brightness;
  if (!traitsOf(written.device).isOnUsb || wantedMa <= leftMa) return [];
  const servo = servoMa > 0 ? ` and ${SERVO_MA} for a servo` : '';
  return [
    {
      path,
      or,
      expected: `at most ${leftMa} mA from USB`,
      got: `${round(wantedMa)} mA for ${lit} LEDs`,
      advice: `a USB port gives ${USB_PORT_MA} mA, less ${BOARD_MA} for the board${servo}; ${advice(leftMa / (lit * brightness))}${servoMa > 0 ? ', or give the servo a 5 V supply of its own and write needles.supply: own' : ''}`,
    },
  ];
}

/** A stretch that ends before it begins, or beyond the rig's own axon; of other axons it need say nothing. */
export function stretchProblems({ light }: Board, geometry: Geometry | null): Problem[] {
  if (light.kind === 'strip') return [];
  const list = light.kind === 'pca9685' ? 'channels' : 'pins';
  const sites = geometry?.kind === 'lattice' ? geometry.siteCount : MAX_SITES;
  return light.leds.flatMap(({ ownSites }, i) => {
    const [firstSite, lastSite] = ownSites ?? [0, 0];
    const path = [light.kind, list, i, 'sites'];
    const got = `[${firstSite}, ${lastSite}]`;
    if (ownSites !== null && geometry !== null && geometry.kind !== 'lattice')
      return [
        {
          path,
          expected: `no sites on a ${geometry.kind}`,
          got,
          advice: 'sites are those of a lattice; remove it, and the LEDs share the axon evenly',
        },
      ];
    if (firstSite <= lastSite && lastSite < sites) return [];
    const why =
      firstSite > lastSite ? 'the first site comes first' : `the axon has ${sites} sites, counted from 0`;
    return [{ path, expected: `two of 0 to ${sites - 1}`, got, advice: why }];
  });
}

/** Stretches that an experiment has not the sites for. */
export function stretchNotes({ light, experiments }: Rig): Problem[] {
  if (light.kind === 'strip') return [];
  const list = light.kind === 'pca9685' ? 'channels' : 'pins';
  const at = light.leds.findIndex(({ ownSites }) => ownSites !== null);
  const last = Math.max(...light.leds.map(({ ownSites }) => ownSites?.[1] ?? 0));
  const without = experiments.filter(
    ({ geometry }) => geometry.kind !== 'lattice' || geometry.siteCount <= last,
  );
  if (at < 0 || without.length === 0) return [];
  return [
    {
      path: [light.kind, list, at, 'sites'],
      said: `${without.map(({ name }) => name).join(', ')} has no such sites: there these LEDs have an even share of the axon`,
    },
  ];
}

/** Two LEDs on one output of a PCA9685. */
export function outputProblems({ light }: Board): Problem[] {
  if (light.kind !== 'pca9685') return [];
  const outputs = light.leds.map(({ channel }) => channel);
  return outputs.flatMap((output, i) => {
    const first = outputs.indexOf(output);
    if (first === i) return [];
    const free = Array.from({ length: PCA9685_CHANNELS }, (_, n) => n).filter((n) => !outputs.includes(n));
    const move = `move LED ${first + 1} or LED ${i + 1}; free: ${free.join(', ')}`;
    return [
      {
        path: ['pca9685', 'channels', i],
        expected: 'each output once',
        got: `${output} for LED ${first + 1} and for LED ${i + 1}`,
        advice: move,
      },
    ];
  });
}
