/** The serial device in virtual time, with a board of any kind at the other end of its cable. */

import type { Picture } from '../../src/devices/device.js';
import { restingDevice } from '../../src/devices/resting.js';
import { createSerialDevice } from '../../src/devices/serial/index.js';
import { applyCurrentLimit, needlePulseUs, paletteColour } from '../../src/display/light.js';
import type { BoardSetup } from '../../src/protocol/index.js';
import { REST_LEVEL, type StripOrder } from '../../src/units.js';
import { type BenchPorts, portsOf } from '../harness/bench-ports.js';
import { Bench, type PlugOptions } from '../harness/emulator/bench.js';
import { diceOf } from '../harness/faults/dice.js';
import { share } from '../harness/faults/fault.js';
import { flip } from '../harness/faults/noise.js';
import { bytesFor, lightsOf } from '../harness/strip-bytes.js';
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

/** What hangs on the board, where that is not a plain strip whose LEDs all show the axon. */
export interface Hung {
  /** What its LEDs want; default grb. */
  readonly strip?: StripOrder;
  /** Dark LEDs before the first that shows the axon. */
  readonly skip?: number;
  /** Which LED of the strip shows each place of the axon, and how many there are. */
  readonly map?: readonly number[];
  readonly stripLeds?: number;
}

/** A strip with white, of which the first three LEDs are skipped. */
export const RGBW_BEHIND_DARK: Hung = { strip: 'grbw', skip: 3 };
/** 20 places on a strip of 26 LEDs that is laid in two rows, back and forth; two dead, and three at the fold. */
export const FOLDED: Hung = {
  stripLeds: 26,
  map: [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 25, 24, 23, 21, 20, 19, 18, 17, 16, 15],
};

/** All lights of the strip for a picture, in the order of its LEDs, by the words of the protocol. */
function lightOn(hung: Hung, { ledCount, currentLimitMa, stops }: RigWishes, picture: Picture): number[] {
  const { strip = 'grb', skip = 0, map } = hung;
  const { stripLeds = ledCount + skip } = hung;
  const rgb = new Uint8Array(3 * stripLeds);
  for (const [led, level] of picture.levels.entries()) {
    const place = map?.[led] ?? led + skip;
    paletteColour(picture.palette?.stops ?? stops, map ? Math.max(8, level) : level, rgb, 3 * place);
  }
  applyCurrentLimit(rgb, currentLimitMa);
  return [...lightsOf(bytesFor(rgb, strip), strip)];
}

export function serialRig(
  board: TestBoard,
  wishes: RigWishes,
  plug: PlugOptions = {},
  hung: Hung = {},
  reach: (bench: Bench) => BenchPorts = portsOf,
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
  const { open, ports: _, ...ports } = reach(bench);
  let looks = 0;
  // Ports without names are all looked at.
  const path = reach === portsOf ? PATH : 'auto';
  const counted: Pick<BenchPorts, 'openPort' | 'listPorts'> = {
    openPort: (...opening) => {
      if (path !== 'auto') looks++;
      return ports.openPort(...opening);
    },
    listPorts: () => {
      if (path === 'auto') looks++;
      return ports.listPorts();
    },
  };
  const { strip = 'grb', skip = 0, map = null } = hung;
  const { stripLeds = wishes.ledCount + skip } = hung;
  const setup = { ...setupOf(wishes), ledCount: stripLeds - skip, skip, colourOrder: strip };
  const device = restingDevice(() =>
    createSerialDevice({ path, setup, stops: wishes.stops, map, ...ports, ...counted }, bench.clock),
  );
  const shown = new Uint8Array(strip.length * stripLeds);
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
      looks = 0;
      bench.unplug(PATH);
    },
    replug: () => bench.plug(PATH, line, plug),
    attempts: () => looks,
    damage(part) {
      line.toHost = part > 0 ? flip(share(part, roll), roll) : null;
    },
    losses: () => losses,
    lightOf: (picture) => lightOn(hung, wishes, picture),
  };
}
