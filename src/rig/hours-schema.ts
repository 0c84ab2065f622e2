/** When an exhibit is open: days of the week, closed days, and whose clock counts. A section of the rig file. */
import { z } from 'zod';
import { list, section, text, withRefusal } from '../files/fields.js';
import type { Wrong } from '../files/index.js';
import { nearestWord } from '../files/nearest.js';
import { withKeyRefusal } from '../files/refusals.js';
import { found, quoted } from '../files/words.js';
import { orList } from '../units.js';

/** As a file names them; the week begins with the first. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof DAYS)[number];

const DAY = DAYS.join('|');
const DAY_KEY = new RegExp(`^(${DAY})(?:-(${DAY}))?$`);
const SPAN = String.raw`\d{1,2}:\d{2}-\d{1,2}:\d{2}`;
const SPANS = new RegExp(`^(?:closed|${SPAN}(?:, *${SPAN})*)$`);
const MINUTES_OF_DAY = 24 * 60;
const HOURS_EXAMPLE = '09:00-17:00';
const OPEN_EXAMPLE = '{mon-fri: 09:00-17:00}';

/** A stretch of a day in minutes since its midnight, the end left out. */
export interface Span {
  readonly fromMin: number;
  readonly toMin: number;
}

/** A day that is closed whatever the week says; every year where it says none. Months are counted from 1. */
export interface ClosedDay {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** The days of a key: `fri-mon` are four. Call it for a key that is taken. */
export function daysOf(key: string): readonly number[] {
  const [, first, last = first] = DAY_KEY.exec(key)!;
  const from = DAYS.indexOf(first as Day);
  const count = ((DAYS.indexOf(last as Day) - from + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length: count }, (_, i) => (from + i) % DAYS.length);
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return minute < 60 ? hour * 60 + minute : Number.NaN;
}

/** The stretches of a day in order; `undefined` for a text that has none. An empty list: closed. */
export function spansOf(written: string): readonly Span[] | undefined {
  if (!SPANS.test(written)) return undefined;
  if (written === 'closed') return [];
  const spans = written.split(',').map((span) => {
    const [fromMin, toMin] = span.trim().split('-').map(minuteOf) as [number, number];
    return { fromMin, toMin };
  });
  const isOrdered = spans.every(
    ({ fromMin, toMin }, i) => fromMin < toMin && fromMin >= (spans[i - 1]?.toMin ?? 0),
  );
  return isOrdered && spans.at(-1)!.toMin <= MINUTES_OF_DAY ? spans : undefined;
}

/** The date of a text; `undefined` where there is no such day in any year, or in that one. */
export function closedDayOf(written: string): ClosedDay | undefined {
  const parts = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(written);
  if (parts === null) return undefined;
  const year = parts[1] === undefined ? null : Number(parts[1]);
  const [month, day] = [Number(parts[2]), Number(parts[3])];
  // 2000 had a 29 February.
  const date = new Date(Date.UTC(year ?? 2000, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}

/** Whether this computer knows a time zone. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function zoneRefusal(zone: string): Wrong | undefined {
  if (isZone(zone)) return undefined;
  const meant = nearestWord(zone, Intl.supportedValuesOf('timeZone'));
  const advice = meant === undefined ? 'write for example Europe/Berlin' : `did you mean ${meant}?`;
  return { expected: 'a time zone that this computer knows', got: quoted(zone), advice };
}

function spansRefusal(value: unknown): Wrong {
  const advice = `write for example ${HOURS_EXAMPLE}`;
  const isText = typeof value === 'string' && SPANS.test(value);
  if (!isText)
    return { expected: `hours such as ${HOURS_EXAMPLE}, or the word closed`, got: found(value), advice };
  return {
    expected: 'hours from 00:00 to 24:00, each beginning before its end and after the one before',
    got: quoted(value),
    advice: `${advice}; what goes on after midnight belongs to the next day`,
  };
}

const spansField = withRefusal(
  z
    .string()
    .regex(SPANS)
    .refine((written) => spansOf(written) !== undefined)
    .describe('Hours of these days, or closed'),
  spansRefusal,
);

/** `Monday to Friday` is meant as `mon-fri`. */
function dayRefusal(key: string): Wrong {
  const short = key.toLowerCase().replace(new RegExp(`(${DAY})[a-z]*`, 'g'), '$1');
  const plain = short.replace(/ *(?:-|–| to ) */, '-');
  const meant = DAY_KEY.test(plain) ? plain : nearestWord(key, DAYS);
  const days = `expected a day such as mon, or days such as mon-fri: ${orList(DAYS)}`;
  return { said: 'unknown key', advice: meant === undefined ? days : `did you mean ${meant}?` };
}

const isSection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const openField = withKeyRefusal(
  withRefusal(
    z
      .record(z.string().regex(DAY_KEY), spansField)
      .refine((days) => Object.keys(days).length > 0)
      .describe('Hours by days of the week; a day that is not named is closed'),
    (value) => ({
      expected: 'days with their hours',
      got: isSection(value) ? 'none' : found(value),
      advice: `write for example ${OPEN_EXAMPLE}`,
    }),
  ),
  dayRefusal,
);

const closedDayField = withRefusal(
  z
    .string()
    .refine((written) => closedDayOf(written) !== undefined)
    .describe('A date'),
  (value) => ({
    expected: 'a date such as 2026-12-24, or 12-25 for every year',
    got: found(value),
    advice: 'write for example 12-25',
  }),
);

const MOST_CLOSED_DAYS = 200;

export const hoursSchema = section(
  {
    zone: text(60, 'Europe/Berlin', "Whose clock counts: a time zone; left out, the computer's own", {
      refuse: zoneRefusal,
      forFigure: () => 'write for example Europe/Berlin',
    }).optional(),
    open: openField,
    closed: list(
      closedDayField,
      MOST_CLOSED_DAYS,
      '[2026-12-24, 12-25]',
      'Days that are closed whatever day of the week they are; without a year every year',
    ).default([]),
  },
  'When it is open; left out, always',
  'hours: {open: {mon-fri: 09:00-17:00}}',
);
