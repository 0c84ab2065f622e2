/** What the lines of all devices are told by: figures as people read them, rates, and the rows that each line has. */
import { MS_PER_S } from '../units.js';
import type { LineGroup, LineReport } from './device.js';

const MINUS = '\u2212';
const THIN_SPACE = '\u202f';
const NONE = '\u2013';

export type Row = LineGroup['rows'][number];

/** 12 345, −3. */
export function whole(value: number): string {
  const digits = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return Math.round(value) < 0 ? MINUS + digits : digits;
}

export function signed(value: number): string {
  return Math.round(value) > 0 ? `+${whole(value)}` : whole(value);
}

export function ms(value: number): string {
  return `${(value < 0 ? MINUS : '') + Math.abs(value).toFixed(1)} ms`;
}

/** Two parts of a whole: 90 %, 10 %. */
export function shares(part: number, all: number): string {
  if (all === 0) return NONE;
  const percent = Math.round((100 * part) / all);
  return `${percent} %, ${100 - percent} %`;
}

/** What has gone over a line since `open`. */
export interface LineCounts {
  /** Pictures that went out for the first time. */
  readonly picturesSent: number;
  /** All pictures that went out, repeats too, and their bytes. */
  readonly pictures: number;
  readonly pictureBytes: number;
  readonly bytesSent: number;
}

export interface LineRates {
  readonly picturesPerS: number;
  readonly bytesPerS: number;
  /** Bytes of a picture; 0 if none went. */
  readonly bytesEach: number;
}

const NOTHING_YET: LineCounts = { picturesSent: 0, pictures: 0, pictureBytes: 0, bytesSent: 0 };

/** Makes rates of counters: those since the look before, at first of the whole session. */
export class RateMeter {
  #before = NOTHING_YET;
  #beforeMs: number | undefined;

  look(now: LineCounts, nowMs: number): LineRates {
    const before = this.#before;
    const elapsedS = this.#beforeMs === undefined ? 0 : (nowMs - this.#beforeMs) / MS_PER_S;
    const perS = (count: number) => (elapsedS > 0 ? count / elapsedS : 0);
    const pictures = now.pictures - before.pictures;
    this.#before = { ...now };
    this.#beforeMs = nowMs;
    return {
      picturesPerS: perS(now.picturesSent - before.picturesSent),
      bytesPerS: perS(now.bytesSent - before.bytesSent),
      bytesEach: pictures > 0 ? (now.pictureBytes - before.pictureBytes) / pictures : 0,
    };
  }
}

/** The port of the board that is there. */
export interface PortInUse {
  readonly path: string;
  readonly baud: number;
  readonly board: string;
  readonly firmware: string;
  /** Whether the system hands bytes on at once; null where it does not say. */
  readonly lowLatency: boolean | null;
}

export function portRows(port: PortInUse | null, thereAndBackMs: number | null): Row[] {
  const rows: Row[] = [];
  if (port) rows.push(['port', `${port.path}, ${port.baud} baud`]);
  if (port && port.lowLatency !== null)
    rows.push(['system hands bytes on', port.lowLatency ? 'at once' : 'as its driver likes']);
  if (thereAndBackMs !== null) rows.push(['there and back', ms(thereAndBackMs)]);
  return rows;
}

export function byteRows({ bytesEach, bytesPerS }: LineRates): Row[] {
  return [
    ['bytes each', bytesEach === 0 ? NONE : bytesEach.toFixed(1)],
    ['bytes a second', whole(bytesPerS)],
  ];
}

/** The report of a line; groups without rows are left out. */
export function lineReport(
  { picturesPerS, bytesEach }: LineRates,
  port: PortInUse | null,
  thereAndBackMs: number | null,
  groups: readonly LineGroup[],
): LineReport {
  const words = port
    ? [`${Math.round(picturesPerS)} pictures/s`, bytesEach > 0 && `${Math.round(bytesEach)} bytes`]
    : ['no board'];
  if (thereAndBackMs !== null) words.push(ms(thereAndBackMs));
  return {
    summary: words.filter(Boolean).join(' \u00b7 '),
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}
