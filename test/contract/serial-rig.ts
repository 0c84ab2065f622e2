/** The serial device in virtual time, with a board of any kind at the other end of its cable. */

import type { Picture } from '../../src/devices/device.js';
import { restingDevice } from '../../src/devices/resting.js';
import { createSerialDevice } from '../../src/devices/serial/index.js';
import { needlePulseUs } from '../../src/display/light.js';
import type { BoardSetup } from '../../src/protocol/index.js';
import { REST_LEVEL } from '../../src/units.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench, type PlugOptions } from '../harness/emulator/bench.js';
import { diceOf } from '../harness/faults/dice.js';
import { share } from '../harness/faults/fault.js';
import { flip } from '../harness/faults/noise.js';
import type { TestBoard } from './boards.js';
import type { CableRig } from './cable-contract.js';
import type { RigWishes } from './device-rig.js';
import { TappedLine } from './tapped-line.js';

export const PATH = '/dev/ttyACM0';

const NEEDLES = [
  { lowUs: 1000, highUs: 2000 },
  { lowUs: 2100, highUs: 900 },
] as const;

export function setupOf({ ledCount, currentLimitMa, dials }: RigWishes): BoardSetup {
  return {
    ledCount,
    colourOrder: 'grb',
    currentLimitMa,
    silenceMs: 1000,
    fadeMs: 0,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: 60,
    buttons: [true, true, true, true],
    dials: [dials, dials],
    needles: NEEDLES,
  };
}

/** What hangs on the board, where that is not a plain strip of three colours. */
export interface Hung {
  readonly setup?: Partial<BoardSetup>;
  /** Lights of an LED of the strip: 3, or 4 with white. */
  readonly lights?: number;
  /** All lights of the strip for a picture, in the order of its LEDs. */
  lightOf?(picture: Picture): number[];
}

/** R, G, B and a dark W. */
export function withWhite(rgb: ArrayLike<number>): number[] {
  return Array.from(rgb).flatMap((light, at) => (at % 3 === 2 ? [light, 0] : [light]));
}

/** A strip of a kind that people may have, which wants its bytes in this order. */
export const RGBW: Hung = {
  setup: { colourOrder: 'grbw' },
  lights: 4,
  lightOf: ({ rgb }) => withWhite(rgb),
};

export function serialRig(
  board: TestBoard,
  wishes: RigWishes,
  plug: PlugOptions = {},
  hung: Hung = {},
): CableRig {
  const bench = new Bench();
  const line = new TappedLine(board);
  const roll = diceOf(1);
  let losses = { framesBad: 0, bytesLost: 0 };
  line.onLine = (said) => {
    if (said.verb !== 'S') return;
    losses = { framesBad: said.framesBad, bytesLost: said.overruns + said.overflows };
  };
  bench.plug(PATH, line, plug);
  const { openPort, listPorts, open, ports } = portsOf(bench);
  let portsBefore = 0;
  const setup = { ...setupOf(wishes), ...hung.setup };
  const device = restingDevice(() =>
    createSerialDevice({ path: PATH, setup, stops: wishes.stops, openPort, listPorts }, bench.clock),
  );
  const { lights = 3, lightOf } = hung;
  const shown = new Uint8Array(lights * setup.ledCount);
  return {
    device,
    advance: (ms) => bench.advance(ms),
    advanceUntil: (condition, limitMs) => bench.advanceUntil(condition, limitMs),
    leds() {
      shown.fill(0);
      shown.set(board.leds.subarray(0, shown.length));
      return shown;
    },
    needles: () => board.servoUs.map((pulseUs) => pulseUs ?? 0),
    needlesAt: (levels) => NEEDLES.map((needle, index) => needlePulseUs(needle, levels[index as 0 | 1])),
    press: (button) => board.press(button),
    release: (button) => board.release(button),
    turn: (dial, position) => board.dial(dial, Math.round(1023 * position)),
    leftBehind: () => bench.clock.waiting + open(),
    freezeHost: (ms) => line.freezeHost(ms),
    unplug() {
      portsBefore = ports.length;
      bench.unplug(PATH);
    },
    replug: () => bench.plug(PATH, line, plug),
    attempts: () => ports.length - portsBefore,
    damage(part) {
      line.toHost = part > 0 ? flip(share(part, roll), roll) : null;
    },
    losses: () => losses,
    ...(lightOf && { lightOf }),
  };
}
