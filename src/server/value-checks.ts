/** Checks of what comes in as JSON, of which nothing is known yet. Pure. */
import { METERS } from '../units.js';

export function isOneOf(values: readonly unknown[], value: unknown): boolean {
  return values.includes(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isPlace(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}

/** On an axon, whose places go to `lastPlace`. */
export function isOn(lastPlace: number): (place: unknown) => boolean {
  return (place) => isPlace(place) && place <= lastPlace;
}

/** Of an electrode. */
export function isPosition(value: unknown, lastPlace: number): boolean {
  return value === 'bath' || isOn(lastPlace)(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function areAll(value: unknown, test: (one: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(test);
}

export function isOfBoth(value: unknown, test: (one: unknown) => boolean): boolean {
  return isRecord(value) && METERS.every((name) => test(value[name]));
}
