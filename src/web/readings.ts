/** The sweeps as rows of a table, and as text for a spreadsheet. Bounded. Pure. */
import type { AxonFacts, Measure } from '../controller/contract.js';
import { signed } from '../figure/index.js';
import type { MeterName } from '../units.js';
import { setUpWords, strengthWords } from './set-up.js';
import type { Sweep } from './sweep.js';
import { figureOf, halfwayMs, outcomeWords } from './sweep-figures.js';
import { peakOf } from './sweep-samples.js';

/** A row; a number that is not known is missing. */
export interface Reading {
  readonly press: number;
  readonly sweep: number;
  readonly strength: string;
  readonly setUp: string;
  readonly blueMv: number | undefined;
  readonly blueMs: number | undefined;
  readonly yellowMv: number | undefined;
  readonly yellowMs: number | undefined;
  readonly deltaMs: number | undefined;
  readonly velocity: string;
  readonly outcome: string;
}

/** A crest between two samples is higher than both by less [mV]. */
const CREST_MV = 1.5;
/** And half of its rise is no further from where the samples have it [ms]. */
const HALFWAY_MS = 0.3;
export const MOST_READINGS = 100;

/** What stands above the columns. */
export const COLUMNS = [
  'Sweep',
  'Strength',
  'Set-up',
  'Blue peak, mV',
  'Blue after, ms',
  'Yellow peak, mV',
  'Yellow after, ms',
  'Δ, ms',
  'Velocity',
  'What came of it',
] as const;

export function readingOf(sweep: Sweep, axon: AxonFacts): Reading {
  const { figures, setUp, first, samples } = sweep;
  const isIn = (name: MeterName) => setUp?.electrodes[name] !== 'bath';
  const peak = (name: MeterName, told: Measure | undefined) =>
    isIn(name) ? figureOf(told, peakOf(samples, name)?.potentialMv, CREST_MV) : undefined;
  const latency = (name: MeterName, told: Measure | undefined) =>
    isIn(name) ? figureOf(told, halfwayMs(sweep, name), HALFWAY_MS) : undefined;
  const [blueMv, yellowMv] = [peak('blue', figures.bluePeak), peak('yellow', figures.yellowPeak)];
  const blueMs = latency('blue', figures.blueLatency);
  const yellowMs = latency('yellow', figures.yellowLatency);
  const { velocity } = figures;
  return {
    press: sweep.press,
    sweep: sweep.number,
    strength: strengthWords(first.strength, axon.press.unit),
    setUp: [setUpWords(setUp), placesOf(sweep)].filter((part) => part !== '').join('; '),
    blueMv,
    blueMs,
    yellowMv,
    yellowMs,
    deltaMs: blueMs !== undefined && yellowMs !== undefined ? yellowMs - blueMs : undefined,
    velocity: velocity && velocity.value !== null ? `${velocity.value.toFixed(2)} ${velocity.unit}` : '',
    outcome: outcomeWords(sweep.presses[0]!.outcome, axon),
  };
}

function placesOf({ setUp }: Sweep): string {
  return setUp === null ? '' : `blue ${setUp.places.blue}, yellow ${setUp.places.yellow}`;
}

/** The rows of the latest sweeps, the oldest first. */
export class Readings {
  #rows: Reading[] = [];

  get rows(): readonly Reading[] {
    return this.#rows;
  }

  /** Of a sweep that is there already the row is written again. */
  note(reading: Reading): void {
    const at = this.#rows.findIndex(({ press }) => press === reading.press);
    if (at >= 0) this.#rows[at] = reading;
    else this.#rows = [...this.#rows, reading].sort((a, b) => a.press - b.press).slice(-MOST_READINGS);
  }
}

/** What a row has in its cells, in figures as people read them. */
export function cellsOf(row: Reading): string[] {
  const potential = (mv: number | undefined) => (mv === undefined ? '' : signed(mv, 1));
  const time = (ms: number | undefined) => (ms === undefined ? '' : ms.toFixed(2).replace('-', '−'));
  return [
    String(row.sweep),
    row.strength,
    row.setUp,
    potential(row.blueMv),
    time(row.blueMs),
    potential(row.yellowMv),
    time(row.yellowMs),
    time(row.deltaMs),
    row.velocity,
    row.outcome,
  ];
}

/** Tabs between cells and lines between rows, as a spreadsheet takes them: a minus is a hyphen there, and a plus is none. */
export function spreadsheetText(rows: readonly Reading[]): string {
  const cells = rows.map((row) => cellsOf(row).map((cell) => cell.replaceAll('−', '-').replace(/^\+/, '')));
  return [[...COLUMNS], ...cells]
    .map((line) => line.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
