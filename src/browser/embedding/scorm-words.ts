/** How SCORM 1.2 writes a span of time, a name, and what is kept from one visit to the next. Pure. */
import { FEWEST_POINTS, MOST_POINTS } from './results.js';

const MS_PER_S = 1000;
const S_PER_MIN = 60;
const S_PER_H = 3600;
const MOST_HOURS = 9999;

const padded = (number: number, width: number) => String(number).padStart(width, '0');

/** `0000:12:34.50`: hours, minutes, seconds, as `cmi.core.session_time` is written. */
export function timeSpan(ms: number): string {
  const mostS = MOST_HOURS * S_PER_H;
  const hundredths = Math.round((Math.min(Math.max(0, ms), mostS * MS_PER_S) * 100) / MS_PER_S);
  const s = Math.floor(hundredths / 100);
  const hours = padded(Math.floor(s / S_PER_H), 4);
  const minutes = padded(Math.floor(s / S_PER_MIN) % S_PER_MIN, 2);
  return `${hours}:${minutes}:${padded(s % S_PER_MIN, 2)}.${padded(hundredths % 100, 2)}`;
}

/** A name as SCORM takes one: letters of ASCII, digits, `-`, `_` and `.`, at most 255 of them. */
export function identifier(name: string): string {
  return name.replace(/[^\w.-]/g, '-').slice(0, 255);
}

/** What is known of a card from earlier visits. */
export interface Kept {
  /** How often it was played to its end. */
  readonly plays: number;
  /** The best of them [points]; null: none. */
  readonly best: number | null;
}

export const NOTHING_KEPT: Kept = { plays: 0, best: null };

/** The version of what is kept. */
const KEPT_VERSION = 1;
/** SCORM 1.2 keeps so many characters for us; a platform may hand over anything. */
export const MOST_KEPT = 4096;

const isPoints = (value: unknown): value is number =>
  typeof value === 'number' && value >= FEWEST_POINTS && value <= MOST_POINTS;
const isPlays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function keptText({ plays, best }: Kept): string {
  return JSON.stringify({ axonRig: KEPT_VERSION, plays, best });
}

/** Anything that is not ours is as nothing. */
export function keptFrom(text: string): Kept {
  if (text.length > MOST_KEPT) return NOTHING_KEPT;
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    if (value?.axonRig !== KEPT_VERSION || !isPlays(value.plays)) return NOTHING_KEPT;
    return { plays: value.plays, best: isPoints(value.best) ? value.best : null };
  } catch {
    return NOTHING_KEPT;
  }
}

/** A score as a platform has it; null: none, or none of ours. */
export function pointsFrom(text: string): number | null {
  const points = text.trim() === '' ? Number.NaN : Number(text);
  return isPoints(points) ? points : null;
}
