/** What the examples of firmware-protocol.md are run against: the boards, and the real program compiled here. */
import { HostBoard } from '../harness/host-firmware/board.js';
import { hostCompilerPath, lacks } from '../harness/tools.js';
import { BOARDS, type TestBoard } from './boards.js';

/** As much of a board as an example needs. */
export type WireTarget = Pick<TestBoard, 'onSerial' | 'leds' | 'servoUs' | 'write' | 'run'> & {
  close?(): void;
};

export const WIRE_TARGETS: readonly { name: string; skipped: boolean; make(): WireTarget }[] = [
  ...BOARDS,
  {
    name: 'the real program compiled for this computer, with sanitizers',
    skipped: lacks(hostCompilerPath),
    make: () => new HostBoard(),
  },
];
