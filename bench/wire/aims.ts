/** What was asked for, and whether it was reached. */
import type { Aim, OursCell, WireBlock } from './figures.js';

/** Intact frames per second, and as many times as many as the others', with acks after 1 ms. */
const RATES = [
  { ledCount: 60, baud: 115_200, intactPerSecond: 245, timesAdalight: 3.5 },
  { ledCount: 144, baud: 115_200, intactPerSecond: 180, timesAdalight: 6 },
  { ledCount: 60, baud: 500_000, intactPerSecond: 430, timesAdalight: null },
  { ledCount: 144, baud: 500_000, intactPerSecond: 195, timesAdalight: null },
] as const;
const TIMES_NODE_PIXEL = 25;

/** Button to light, 60 LEDs, acks after 1 ms [ms]. */
const LATENCIES = [
  { baud: 500_000, medianMs: 6, p99Ms: 8 },
  { baud: 115_200, medianMs: 12, p99Ms: null },
] as const;

const SERVO_JITTER_US = 1;
const LONGEST_LOW_NS = 5000;
/** A naive show(), deaf while it shows, must be noticed: at least so many bytes lost, and frames. */
const NAIVE_LOSES = 1;

function aim(what: string, asked: number, bound: Aim['bound'], measured: number): Aim {
  return { what, asked, bound, measured, met: bound === 'least' ? measured >= asked : measured <= asked };
}

const total = (cells: readonly OursCell[], figure: (cell: OursCell) => number) =>
  cells.reduce((sum, cell) => sum + figure(cell), 0);
const most = (cells: readonly OursCell[], figure: (cell: OursCell) => number) =>
  Math.max(...cells.map(figure));

export function aimsOf(blocks: readonly WireBlock[]): Aim[] {
  const aims: Aim[] = [];
  const blockOf = (ledCount: number, baud: number) =>
    blocks.find((block) => block.ledCount === ledCount && block.baud === baud)!;
  for (const { ledCount, baud, intactPerSecond, timesAdalight } of RATES) {
    const block = blockOf(ledCount, baud);
    const where = `${ledCount} LEDs at ${baud} baud`;
    aims.push(aim(`${where}: frames/s`, intactPerSecond, 'least', block.ours[0]!.intactPerSecond));
    if (timesAdalight !== null) {
      aims.push(aim(`${where}: times Adalight`, timesAdalight, 'least', block.timesAdalight));
    }
    aims.push(aim(`${where}: times node-pixel`, TIMES_NODE_PIXEL, 'least', block.timesNodePixel));
  }
  for (const { baud, medianMs, p99Ms } of LATENCIES) {
    const { latency } = blockOf(60, baud).ours[0]!;
    const where = `60 LEDs at ${baud} baud: button to light`;
    aims.push(aim(`${where}, median ms`, medianMs, 'most', latency?.medianMs ?? Number.NaN));
    if (p99Ms !== null) aims.push(aim(`${where}, 99 % ms`, p99Ms, 'most', latency?.p99Ms ?? Number.NaN));
  }
  const ours = blocks.flatMap((block) => block.ours);
  const naive = blocks.flatMap((block) => block.naive ?? []);
  aims.push(
    aim(
      'all of ours: overruns of the UART',
      0,
      'most',
      total(ours, (cell) => cell.overruns),
    ),
    aim(
      'all of ours: overflows of the ring',
      0,
      'most',
      total(ours, (cell) => cell.overflows ?? 0),
    ),
    aim(
      'all of ours: frames dropped for a wrong check',
      0,
      'most',
      total(ours, (cell) => cell.framesBad),
    ),
    aim(
      'all of ours, naive show() too: wrong frames',
      0,
      'most',
      total([...ours, ...naive], (cell) => cell.framesWrong),
    ),
    aim(
      'all of ours: servo jitter µs',
      SERVO_JITTER_US,
      'most',
      most(ours, (cell) => cell.servoJitterUs ?? 0),
    ),
    aim(
      'all of ours: longest low ns',
      LONGEST_LOW_NS,
      'most',
      most(ours, (cell) => cell.longestGapNs),
    ),
    aim(
      'naive show(): bytes lost, and noticed',
      NAIVE_LOSES,
      'least',
      total(naive, (cell) => cell.overruns),
    ),
    aim(
      'naive show(): frames lost, and noticed',
      NAIVE_LOSES,
      'least',
      total(naive, (cell) => cell.framesBad),
    ),
  );
  return aims;
}
