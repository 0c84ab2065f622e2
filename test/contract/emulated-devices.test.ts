/** The contract on the real program: the hex that is put on an Uno, in the emulated board. */
import { describe } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { describeCable } from './cable-contract.js';
import { describeDevice } from './device-contract.js';
import { FOLDED, RGBW_BEHIND_DARK, serialRig } from './serial-rig.js';

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('the real program', () => {
  describeDevice('the serial device and the emulated Uno', (wishes) =>
    serialRig(new EmulatedBoard(), wishes),
  );
  describeDevice(
    'the serial device and the emulated Uno with an RGBW strip behind three dark LEDs',
    (wishes) => serialRig(new EmulatedBoard({ strip: 'grbw' }), wishes, {}, RGBW_BEHIND_DARK),
    { brief: true },
  );
  describeDevice(
    'the serial device and the emulated Uno with a strip laid back and forth',
    (wishes) => serialRig(new EmulatedBoard(), wishes, {}, FOLDED),
    { brief: true },
  );
  describeCable('the serial device and the emulated Uno', (wishes) => serialRig(new EmulatedBoard(), wishes));
});
