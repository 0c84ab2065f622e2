/** The sweeps as rows of a table, and as text for a spreadsheet. Bounded. Pure. */
import type { AxonFacts, Measure, PressMark } from '../controller/contract.js';
import { METERS, type MeterName } from '../units.js';
import { unitWords } from './meter-words.js';
import { setUpWords } from './set-up.js';
import { strengthFigure } from './strength-scale.js';
import type { Sweep } from './sweep.js';
import { crestMv, figureOf, halfwayMs, outcomeWords } from './sweep-figures.js';
import { fixedFigure, say } from './words/say.js';
import { signedFigure } from './words.js';

/** A row; a number that is not known is missing. */
export interface Reading {
  readonly press: number;
  readonly sweep: number;
  readonly strength: number;
  readonly strengthUnit: string;
  readonly setUp: string;
  /** From the press before to this one; of several presses in the sweep, to the last of them. */
  readonly sinceLastMs: number | undefined;
  readonly blueMv: number | undefined;
  readonly blueMs: number | undefined;
  readonly yellowMv: number | undefined;
  readonly yellowMs: number | undefined;
  readonly deltaMs: number | undefined;
  readonly velocity: number | undefined;
  readonly velocityUnit: string;
  readonly outcome: string;
}

/** Half of a rise is no further from where the samples have it [ms]. */
const HALFWAY_MS = 0.3;
export const MOST_READINGS = 100;

/** An axon further from its rest than this when it is pressed is not at rest yet [mV]. */
const REST_MV = 1;

/** A column of the table: what stands above it, and its cell in figures as people read them. */
interface Column {
  readonly head: string;
  cell(row: Reading): string;
}

const potential = (mv: number | undefined) => (mv === undefined ? '' : signedFigure(mv));
const time = (ms: number | undefined) => (ms === undefined ? '' : fixedFigure(ms, 2));
const strengthIn = (unit: string): Column => ({
  head: say('table.strength', { unit }),
  cell: (row) => (row.strengthUnit === unit ? strengthFigure(row.strength) : ''),
});
const velocityIn = (unit: string): Column => ({
  head: unit === '' ? say('table.velocity') : say('table.velocityIn', { unit: unitWords(unit) }),
  cell: ({ velocity, velocityUnit }) =>
    velocity !== undefined && velocityUnit === unit ? fixedFigure(velocity, 2) : '',
});

/** A number has its unit above it: sweeps of axons with other units have columns of their own. */
function columnsOf(rows: readonly Reading[]): Column[] {
  const strengths = [...new Set(rows.map(({ strengthUnit }) => strengthUnit))];
  const velocities = new Set(rows.map(({ velocityUnit }) => velocityUnit).filter((unit) => unit !== ''));
  return [
    { head: say('table.sweep'), cell: ({ sweep }) => String(sweep) },
    ...strengths.map(strengthIn),
    { head: say('table.setUp'), cell: ({ setUp }) => setUp },
    { head: say('table.sinceLast'), cell: ({ sinceLastMs }) => time(sinceLastMs) },
    { head: say('table.bluePeak'), cell: ({ blueMv }) => potential(blueMv) },
    { head: say('table.blueSpike'), cell: ({ blueMs }) => time(blueMs) },
    { head: say('table.yellowPeak'), cell: ({ yellowMv }) => potential(yellowMv) },
    { head: say('table.yellowSpike'), cell: ({ yellowMs }) => time(yellowMs) },
    { head: say('table.delta'), cell: ({ deltaMs }) => time(deltaMs) },
    ...(velocities.size > 0 ? [...velocities] : ['']).map(velocityIn),
    { head: say('table.outcome'), cell: ({ outcome }) => outcome },
  ];
}

/** What stands above the columns of these rows, and what each row has in its cells. */
export function tableOf(rows: readonly Reading[]): { readonly head: string[]; readonly cells: string[][] } {
  const columns = columnsOf(rows);
  return {
    head: columns.map(({ head }) => head),
    cells: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** @param presses those that the rig still tells of, the oldest first. */
export function readingOf(sweep: Sweep, axon: AxonFacts, presses: readonly PressMark[] = []): Reading {
  const { figures, setUp, first } = sweep;
  const isIn = (name: MeterName) => setUp?.electrodes[name] !== 'bath';
  const peak = (name: MeterName) => (isIn(name) ? crestMv(sweep, name) : undefined);
  const latency = (name: MeterName, told: Measure | undefined) =>
    isIn(name) ? figureOf(told, halfwayMs(sweep, name), HALFWAY_MS) : undefined;
  const [blueMv, yellowMv] = [peak('blue'), peak('yellow')];
  const blueMs = latency('blue', figures.blueLatency);
  const yellowMs = latency('yellow', figures.yellowLatency);
  const { velocity } = figures;
  return {
    press: sweep.press,
    sweep: sweep.number,
    strength: first.strength,
    strengthUnit: axon.press.unit,
    setUp: [setUpWords(setUp, sweep.changed), placesOf(sweep)].filter((part) => part !== '').join('; '),
    blueMv,
    blueMs,
    yellowMv,
    yellowMs,
    deltaMs: blueMs !== undefined && yellowMs !== undefined ? yellowMs - blueMs : undefined,
    sinceLastMs: sinceLastMs(sweep, presses),
    velocity: velocity?.value ?? undefined,
    velocityUnit: velocity && velocity.value !== null ? velocity.unit : '',
    outcome: [cameOfIt(sweep, axon), isAtRest(sweep) ? '' : say('table.notAtRest')]
      .filter((part) => part !== '')
      .join('; '),
  };
}

/** A treatment may have moved the rest itself: of such an axon nobody knows. */
function isAtRest({ samples, restMv, setUp }: Sweep): boolean {
  if (setUp === null || setUp.treatments.length > 0) return true;
  return METERS.every(
    (name) => setUp.electrodes[name] === 'bath' || !(Math.abs(samples.of(name)[0]! - restMv) > REST_MV),
  );
}

function sinceLastMs({ presses: own }: Sweep, presses: readonly PressMark[]): number | undefined {
  const last = own.at(-1)!;
  const before = own.at(-2) ?? presses.findLast(({ press, run }) => press < last.press && run === last.run);
  return before && last.atMs >= before.atMs ? last.atMs - before.atMs : undefined;
}

/** Of several presses the first and the last. */
function cameOfIt({ presses }: Sweep, axon: AxonFacts): string {
  const [first, last] = [
    outcomeWords(presses[0]!.outcome, axon),
    outcomeWords(presses.at(-1)!.outcome, axon),
  ];
  return presses.length === 1 || last === '' ? first : say('sweeps.firstThen', { first, last });
}

function placesOf({ setUp }: Sweep): string {
  return setUp === null ? '' : say('table.bothPlaces', setUp.places);
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

/** Tabs between cells and lines between rows, as a spreadsheet takes them: a minus is a hyphen there, and a plus is none. */
export function spreadsheetText(rows: readonly Reading[]): string {
  const { head, cells } = tableOf(rows);
  const plain = cells.map((line) => line.map((cell) => cell.replaceAll('−', '-').replace(/^\+/, '')));
  return [head, ...plain]
    .map((line) => line.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
