/**
 * `npm run bench -- wire`: how many pictures of an action potential reach the strip whole, and how soon a button is
 * light, over real boards' programs in the emulator: ours behind our own driver, one of the Adalight kind, and
 * node-pixel's. All times are emulated, so two runs give the same to the last digit.
 */
import { DEFAULT_HEX_PATH } from '../test/harness/emulator/board.js';
import { buildAdalight, measureAdalight } from './wire/adalight.js';
import { aimsOf } from './wire/aims.js';
import {
  ACK_LATENCIES_MS,
  type AdalightCell,
  BAUDS,
  LED_COUNTS,
  type NodePixelCell,
  type OursCell,
  type WireBlock,
  type WireFigures,
} from './wire/figures.js';
import { measureNodePixel } from './wire/node-pixel.js';
import { measureOurs } from './wire/ours.js';

const OURS_S = 2;
const NAIVE_S = 1;
const ADALIGHT_S = 4;
const NODE_PIXEL_S = 10;
/** Of a button, for the figures that were asked for and for the slower adapters. */
const PRESSES = 200;
const PRESSES_SLOW = 100;
const PRESSES_NODE_PIXEL = 40;

/** The program for a baud, as firmware/Makefile names it. */
function hexOf(baud: number): string {
  return baud === 500_000 ? DEFAULT_HEX_PATH : DEFAULT_HEX_PATH.replace('.hex', `-${baud}.hex`);
}
/** Our program with a show() that is deaf; built for 500000 baud alone. */
export const NAIVE_BAUD = 500_000;
export const NAIVE_HEX = DEFAULT_HEX_PATH.replace('.hex', '-naive.hex');

/** Told what is measured next: the `done`th of `all`. */
export type Progress = (done: number, all: number, what: string) => void;

const CELLS = LED_COUNTS.length * (1 + BAUDS.length * (ACK_LATENCIES_MS.length + 1) + 1);

export async function measureWire(progress: Progress = () => {}): Promise<WireFigures> {
  buildAdalight();
  let done = 0;
  const next = (what: string) => progress(done++, CELLS, what);
  const blocks: WireBlock[] = [];
  for (const ledCount of LED_COUNTS) {
    next(`${ledCount} LEDs, node-pixel`);
    const nodePixel = await measureNodePixel({
      ledCount,
      seconds: NODE_PIXEL_S,
      presses: PRESSES_NODE_PIXEL,
    });
    for (const baud of BAUDS) {
      const where = `${ledCount} LEDs at ${baud} baud`;
      next(`${where}, Adalight`);
      const adalight = measureBothPacings(ledCount, baud);
      const ours: OursCell[] = [];
      for (const ackLatencyMs of ACK_LATENCIES_MS) {
        next(`${where}, ours, acks after ${ackLatencyMs} ms`);
        const presses = ackLatencyMs === 1 ? PRESSES : PRESSES_SLOW;
        ours.push(
          await measureOurs({
            ledCount,
            baud,
            ackLatencyMs,
            hexPath: hexOf(baud),
            seconds: OURS_S,
            presses,
          }),
        );
      }
      let naive: OursCell | null = null;
      if (baud === NAIVE_BAUD) {
        next(`${where}, ours with a naive show()`);
        naive = await measureOurs({
          ledCount,
          baud,
          ackLatencyMs: 1,
          hexPath: NAIVE_HEX,
          seconds: NAIVE_S,
          presses: 0,
        });
      }
      blocks.push(blockOf(ledCount, baud, ours, naive, adalight, nodePixel));
    }
  }
  return { blocks, aims: aimsOf(blocks) };
}

function measureBothPacings(ledCount: number, baud: number): AdalightCell[] {
  const careless = measureAdalight({ ledCount, baud, pacing: 'careless', seconds: ADALIGHT_S });
  const paced = measureAdalight({ ledCount, baud, pacing: 'paced', seconds: ADALIGHT_S });
  return [{ ...paced, blindUs: careless.blindUs }, careless];
}

function blockOf(
  ledCount: number,
  baud: number,
  ours: readonly OursCell[],
  naive: OursCell | null,
  adalight: readonly AdalightCell[],
  nodePixel: NodePixelCell,
): WireBlock {
  const intactPerSecond = ours[0]!.intactPerSecond;
  const best = Math.max(...adalight.map((cell) => cell.intactPerSecond));
  return {
    ledCount,
    baud,
    ours,
    naive,
    adalight,
    nodePixel,
    timesAdalight: intactPerSecond / best,
    timesNodePixel: intactPerSecond / nodePixel.intactPerSecond,
  };
}
