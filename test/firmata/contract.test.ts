/** The contract of every device, on boards nobody here wrote. */
import { afterEach, describe } from 'vitest';
import type { FirmataLights } from '../../src/devices/firmata/setup.js';
import { describeDevice } from '../contract/device-contract.js';
import type { DeviceRig, Manner, RigWishes } from '../contract/device-rig.js';
import type { FirmataHex } from '../harness/firmata/hexes.js';
import { firmataRig } from './firmata-rig.js';

interface Kind {
  readonly name: string;
  readonly hex: FirmataHex;
  readonly lights: FirmataLights;
  readonly manner: Manner;
}

/** A lamp's duty within 1/255; a pulse of the Servo library within 5 µs; counters come twice a second. */
const MANNER: Manner = { lightWithin: 1, needleWithin: 5, statsMs: 600 };
/** The whole contract on every kind of light takes a minute of computing: AXON_FIRMATA=all. */
const ALL = process.env.AXON_FIRMATA === 'all';
const SHORT: Manner = ALL ? {} : { presses: 20 };
const BRIEF: Manner = ALL ? {} : { brief: true };

const EXCHANGED = [...Array.from({ length: 18 }, (_, led) => 3 + led), 22, 21];

const KINDS: readonly Kind[] = [
  {
    name: 'four LEDs on StandardFirmata',
    hex: 'standard',
    lights: { kind: 'leds', leds: [3, 5, 6, 11].map((pin) => ({ pin, onFromLevel: null })) },
    manner: { ...MANNER, ...SHORT, ledCount: 4 },
  },
  {
    name: 'a PCA9685 with sixteen LEDs on StandardFirmata',
    hex: 'standard',
    lights: { kind: 'pca9685', address: 0x40, channels: Array.from({ length: 16 }, (_, led) => led) },
    manner: { ...MANNER, ...BRIEF, ledCount: 16, newsMs: 70 },
  },
  {
    name: "twenty of a strip of 23 on node-pixel's Firmata, the first three skipped, the last two exchanged",
    hex: 'node-pixel',
    lights: { kind: 'strip', pin: 6, ledCount: 23, places: EXCHANGED, colourOrder: 'grb' },
    manner: { ...MANNER, ...BRIEF, ledCount: 20, lightWithin: 0, newsMs: 60 },
  },
];

describe.each(KINDS)('Firmata: $name', ({ name, hex, lights, manner }) => {
  const rigs: { restore(): void }[] = [];
  afterEach(() => {
    for (const rig of rigs.splice(0)) rig.restore();
  });
  describeDevice(
    name,
    (wishes: RigWishes): DeviceRig => {
      const rig = firmataRig(hex, lights, wishes);
      rigs.push(rig);
      return rig;
    },
    manner,
  );
});
