/** Every shipped experiment on the real program in the emulated Uno: pressed at pin 2, seen at pins 6, 9 and 10. 45 s of a core. */
import { describe } from 'vitest';
import { LEVEL_MAX, LEVEL_STEP_MV } from '../../src/units.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { playOnEmulatedUno } from './emulated-uno.js';
import { SHOWN_ON_UNO } from './experiments.js';
import type { ExactTrace } from './headless.js';
import { NEEDLES, type Played, SLEW_US_PER_20_MS } from './played.js';
import { describeSeen } from './seen-as-computed.js';

const PULSE_MS = 20;
const PHASES = 10;

/** How high a needle gets that follows a trace by so much a pulse, the first one at some time within 20 ms. */
function followed({ timesMs, mv }: ExactTrace, lens: number, mvPerPulse: number, phase: number): number {
  let [at, highest] = [mv[0]!, mv[0]!];
  let row = 0;
  for (let roomMs = phase * PULSE_MS; row < mv.length; roomMs += PULSE_MS) {
    while (row < mv.length && (timesMs[row]! - timesMs[0]!) * lens < roomMs) row++;
    if (row === mv.length) break;
    at += Math.max(-mvPerPulse, Math.min(mvPerPulse, mv[row]! - at));
    highest = Math.max(highest, at);
  }
  return highest;
}

function needleCrest(trace: ExactTrace, { roomMsPerAxonMs }: Played): [number, number] {
  const crests = Object.values(NEEDLES).flatMap(({ lowUs, highUs }) => {
    const mvPerPulse = (SLEW_US_PER_20_MS / Math.abs(highUs - lowUs)) * LEVEL_MAX * LEVEL_STEP_MV;
    return Array.from({ length: PHASES }, (_, n) => followed(trace, roomMsPerAxonMs, mvPerPulse, n / PHASES));
  });
  return [Math.min(...crests), Math.max(...crests)];
}

describe.skipIf(lacks(avrGccPath))('with the real program', () => {
  describeSeen({
    where: 'emulated Uno',
    shown: SHOWN_ON_UNO,
    play: playOnEmulatedUno,
    lateMs: 12,
    // A pulse each 20 ms, of a picture each 16.7 ms.
    needleUnevenMs: 45,
    needleVelocityWithin: 0.06,
    needleCrest,
  });
});
