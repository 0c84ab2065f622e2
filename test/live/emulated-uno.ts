/** Plays a shipped experiment on the real program in the emulated Uno: a finger on pin 2, eyes on pins 6, 9 and 10. */

import type { RigOf } from '../../src/devices/rig-of.js';
import { serialFromRig } from '../../src/devices/serial/from-rig.js';
import { US_PER_MS } from '../../src/units.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { createPulseReader } from '../harness/light/level-reader.js';
import { controllerOf, Eyes, NEEDLES, type Played, rigThatPlays, turnLens, type Wishes } from './played.js';

const PATH = '/dev/ttyACM0';
/** A PROFILE may be so many levels off (firmware-protocol.md, "PROFILE"). */
const LEVELS_OFF = 2;
/** A third of a picture for the steps of the axon, the rest for the way over the line. */
const UNEVEN_MS = 9;
const READY_MS = 5000;
const SETTLE_MS = 200;
const CLOSE_MS = 500;

export async function playOnEmulatedUno(name: string, { axonMs, ...wishes }: Wishes): Promise<Played> {
  const rig = rigThatPlays(name, `{kind: serial, port: ${PATH}}`);
  const [live] = rig.experiments;
  const roomMsPerAxonMs = wishes.roomMsPerAxonMs ?? live!.roomMsPerAxonMs;
  const bench = new Bench();
  const board = new EmulatedBoard();
  bench.plug(PATH, board);
  const { openPort, splitLines, listPorts } = portsOf(bench);
  const device = serialFromRig(rig as RigOf<'serial'>, bench.clock, { openPort, splitLines, listPorts });
  const controller = controllerOf(rig, device, bench.clock);
  controller.start();
  turnLens(controller, roomMsPerAxonMs);
  await bench.advanceUntil(() => device.state.kind === 'ready', READY_MS);
  await bench.advance(SETTLE_MS);

  const eyes = new Eyes(live!, roomMsPerAxonMs, { levelsOff: LEVELS_OFF, unevenMs: UNEVEN_MS });
  const pulses = [createPulseReader(NEEDLES.blue), createPulseReader(NEEDLES.yellow)] as const;
  board.onShow = ({ rgb, endUs }) => {
    const needles = board.servoUs.map((us, n) => pulses[n as 0 | 1](us!));
    eyes.look(endUs / US_PER_MS, rgb, needles);
  };
  await bench.advance(SETTLE_MS);
  const pressRoomMs = board.timeUs / US_PER_MS;
  board.press(1);
  await bench.advance(axonMs * roomMsPerAxonMs);
  board.release(1);
  board.onShow = null;
  const closed = controller.close();
  await bench.advance(CLOSE_MS);
  await closed;
  return eyes.played(pressRoomMs);
}
