/** The wire's figures as tables for people. */
import type { Aim, Latency, OursCell, Stream, WireBlock, WireFigures } from './figures.js';

const NAME_WIDTH = 34;
const WIDTH = 14;

type Cell = Stream & Partial<Pick<OursCell, 'latency' | 'worstErrorMv' | 'profileShare' | 'framesBad'>>;

interface Column {
  readonly title: string;
  readonly cell: Cell;
}

const fixed = (digits: number) => (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : value.toFixed(digits);
const whole = fixed(0);
const tenth = fixed(1);
const hundredth = fixed(2);

function lost({ overruns, overflows }: Stream): string {
  return overflows === null ? `${overruns} + ?` : `${overruns + overflows}`;
}

const latencyMs = (latency: Latency | null | undefined, figure: 'medianMs' | 'p99Ms') =>
  hundredth(latency?.[figure]);

const ROWS: readonly (readonly [name: string, figure: (cell: Cell) => string])[] = [
  ['intact frames per second', (cell) => tenth(cell.intactPerSecond)],
  ['bytes per frame', (cell) => tenth(cell.bytesPerFrame)],
  ['frames sent / never shown', (cell) => `${cell.framesSent} / ${cell.framesLeftOut}`],
  ['frames wrong on the strip', (cell) => whole(cell.framesWrong)],
  ['bytes lost', lost],
  ['longest deaf, µs', (cell) => tenth(cell.blindUs)],
  ['button to light, median ms', (cell) => latencyMs(cell.latency, 'medianMs')],
  ['button to light, 99 % ms', (cell) => latencyMs(cell.latency, 'p99Ms')],
  ['servo jitter, µs', (cell) => hundredth(cell.servoJitterUs)],
  ['longest low on the strip, µs', (cell) => hundredth(cell.longestGapNs / 1000)],
];

function columnsOf({ ours, naive, adalight, nodePixel }: WireBlock): Column[] {
  return [
    ...ours.map((cell) => ({ title: `ours, ${cell.ackLatencyMs} ms`, cell })),
    ...(naive ? [{ title: 'naive show()', cell: naive }] : []),
    ...adalight.map((cell) => ({ title: cell.pacing === 'paced' ? 'Adalight' : 'careless', cell })),
    { title: 'node-pixel', cell: nodePixel },
  ];
}

function row(name: string, values: readonly string[]): string {
  return `  ${name.padEnd(NAME_WIDTH)}${values.map((value) => value.padStart(WIDTH)).join('')}`;
}

function blockReport(block: WireBlock): string {
  const columns = columnsOf(block);
  const { ledCount, baud, timesAdalight, timesNodePixel, ours } = block;
  const worstErrorMv = Math.max(...ours.map((cell) => cell.worstErrorMv));
  const share = (100 * ours[0]!.profileShare).toFixed(0);
  return [
    '',
    `${ledCount} LEDs at ${baud} baud`,
    row(
      '',
      columns.map(({ title }) => title),
    ),
    ...ROWS.map(([name, figure]) =>
      row(
        name,
        columns.map(({ cell }) => figure(cell)),
      ),
    ),
    `  Ours shows ${timesAdalight.toFixed(1)} times as many as Adalight and ${timesNodePixel.toFixed(1)} times as many as node-pixel.`,
    `  ${share} % of our frames are PROFILE; no LED is more than ${worstErrorMv.toFixed(2)} mV off.`,
  ].join('\n');
}

function aimReport({ what, asked, bound, measured, met }: Aim): string {
  const figure = Number.isInteger(measured) ? `${measured}` : measured.toFixed(2);
  const value = `${figure} (asked: ${bound === 'least' ? 'at least' : 'at most'} ${asked})`;
  return `  ${met ? 'reached' : 'MISSED '}  ${what.padEnd(52)} ${value}`;
}

export function wireReport({ blocks, aims }: WireFigures): string {
  return [
    'An action potential (half from the lesson, half from the squid) on an emulated Uno, as fast as each can; all times emulated.',
    'Ours, n ms: our board and driver, acks n ms late. Adalight: paced by a host that knows, at no cost, when the strip is done;',
    'careless: without a pause. node-pixel: its own program and library at its 57600 baud, paced likewise. Button to light: ours',
    'at 60 pictures a second, node-pixel at its best.',
    ...blocks.map(blockReport),
    '',
    'What was asked for',
    ...aims.map(aimReport),
  ].join('\n');
}
