/** The contract of a device and of a cable over Web Serial, on the real program in the emulated board. */
import { describe } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { webPortsOf } from '../harness/web-serial/web-bench-ports.js';
import { describeCable } from './cable-contract.js';
import { describeDevice } from './device-contract.js';
import { serialRig } from './serial-rig.js';

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('the real program', () => {
  describeDevice('Web Serial and the emulated Uno', (wishes) =>
    serialRig(new EmulatedBoard(), wishes, {}, {}, webPortsOf),
  );
  describeCable('Web Serial and the emulated Uno', (wishes) =>
    serialRig(new EmulatedBoard(), wishes, {}, {}, webPortsOf),
  );
});
