/** The faults of a cable, on the board in TypeScript and on the real program in the emulated Uno. */
import { describe } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { setDeviceUs } from '../harness/emulator/device-clock.js';
import { MockBoard } from '../harness/mock-board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { describeFaults } from './fault-scenarios.js';

describeFaults('the mock board', {
  make: (options) => new MockBoard(options),
  setClock: (board, deviceUs) => (board as MockBoard).setDeviceUs(deviceUs),
  cutEvery: 2,
  times: 12,
});

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('the real program', () => {
  describeFaults('the emulated Uno', {
    make: (options) => new EmulatedBoard(options),
    setClock: (board, deviceUs) => setDeviceUs(board as EmulatedBoard, deviceUs),
    cutEvery: 83,
    times: 2,
  });
});
