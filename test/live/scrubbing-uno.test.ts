/**
 * The handle of the last minute on the real program in the emulated Uno: what a page names is what is on pin 6. Fewer moves than
 * on the virtual rig, whose test has the same hand: here each picture goes over the line and through the board.
 */
import { expect, it } from 'vitest';
import type { RigOf } from '../../src/devices/rig-of.js';
import { serialFromRig } from '../../src/devices/serial/from-rig.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { Dice } from '../model/random-play.js';
import { controllerOf, rigThatPlays } from './played.js';
import { scrub } from './scrubbing.js';

const PATH = '/dev/ttyACM0';
const MOVES = 40;
const READY_MS = 5000;
const CLOSE_MS = 500;
/** A PROFILE may be so many levels off (firmware-protocol.md, "PROFILE"). */
const LEVELS_OFF = 2;

it.skipIf(lacks(avrGccPath))(
  `after each of ${MOVES} moves of the handle the picture that the page names is the one whose light is on pin 6`,
  async () => {
    const rig = rigThatPlays('lesson', `{kind: serial, port: ${PATH}}`);
    const bench = new Bench();
    const board = new EmulatedBoard();
    bench.plug(PATH, board);
    const { openPort, splitLines, listPorts } = portsOf(bench);
    const device = serialFromRig(rig as RigOf<'serial'>, bench.clock, { openPort, splitLines, listPorts });
    const controller = controllerOf(rig, device, bench.clock);
    let pin: ArrayLike<number> = [];
    board.onShow = ({ rgb }) => {
      pin = Uint8Array.from(rgb);
    };
    const { past, free, toldApart } = await scrub(
      {
        controller,
        ready: async () => {
          await bench.advanceUntil(() => device.state.kind === 'ready', READY_MS);
        },
        wait: (roomMs) => bench.advance(roomMs),
        pinRgb: () => pin,
        levelsOff: LEVELS_OFF,
      },
      new Dice(2),
      MOVES,
    );
    const closed = controller.close();
    await bench.advance(CLOSE_MS);
    await closed;
    expect(past).toBeGreaterThan(0.7 * MOVES);
    expect(free).toBeGreaterThan(0.5 * MOVES);
    // Of the rest before the press every picture is like the next.
    expect(toldApart).toBeGreaterThan(0.4 * free);
  },
);
