/** An exhibit with everything settled, and what is wrong with one as written. */

import { choiceRefusal } from '../files/fields.js';
import type { FilePath, Problem } from '../files/index.js';
import {
  type EXHIBIT_LANGUAGES,
  exhibitSchema,
  type VISITOR_USES,
  type WrittenExhibit,
} from './exhibit-schema.js';
import { type ClosedDay, closedDayOf, DAYS, daysOf, type Span, spansOf } from './hours-schema.js';

/** When it is open, by the clock of a time zone. */
export interface ExhibitHours {
  /** `null`: the computer's own. */
  readonly zone: string | null;
  /** Stretches of each day of the week in order, from Monday on. */
  readonly week: readonly (readonly Span[])[];
  readonly closed: readonly ClosedDay[];
}

/** The section `exhibit` of a rig file, fully defaulted. */
export interface RigExhibit extends Omit<WrittenExhibit, 'hours' | 'trail'> {
  readonly visitors: (typeof VISITOR_USES)[number][];
  readonly languages: (typeof EXHIBIT_LANGUAGES)[number][];
  /** Name of a plan; `null`: none. */
  readonly trail: string | null;
  /** `null`: always open. */
  readonly hours: ExhibitHours | null;
}

type WrittenHours = NonNullable<WrittenExhibit['hours']>;

function settleHours({ zone, open, closed }: WrittenHours): ExhibitHours {
  const week: (readonly Span[])[] = DAYS.map(() => []);
  for (const [key, written] of Object.entries(open))
    for (const day of daysOf(key)) week[day] = spansOf(written)!;
  return { zone: zone ?? null, week, closed: closed.map((written) => closedDayOf(written)!) };
}

/** Of a section in which no problem has been found. */
export function settleExhibit({ hours, trail, ...written }: WrittenExhibit): RigExhibit {
  return { ...written, trail: trail ?? null, hours: hours === undefined ? null : settleHours(hours) };
}

/** What `run --exhibit` makes of a rig file without that section. */
export const USUAL_EXHIBIT: RigExhibit = settleExhibit(exhibitSchema.parse({}));

const HOURS: FilePath = ['exhibit', 'hours', 'open'];

function hoursProblems({ open }: WrittenHours): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<number, string>();
  for (const key of Object.keys(open))
    for (const day of daysOf(key)) {
      const other = taken.get(day);
      if (other === undefined) taken.set(day, key);
      else {
        const got = `${DAYS[day]} in ${other} and in ${key}`;
        problems.push({
          path: [...HOURS, key],
          expected: 'each day once',
          got,
          advice: 'leave it out of one',
        });
        break;
      }
    }
  if (Object.values(open).every((written) => written === 'closed'))
    problems.push({
      path: HOURS,
      expected: 'hours on one day or more',
      got: 'none: it would never open',
      advice: 'write for example {mon-fri: 09:00-17:00}, or remove hours and it is always open',
    });
  return problems;
}

function twiceProblems(path: FilePath, values: readonly string[]): Problem[] {
  return values.flatMap((value, i) => {
    if (values.indexOf(value) === i) return [];
    const advice = 'remove one of them';
    return [{ path: [...path, i], expected: 'each of them once', got: `${value} again`, advice }];
  });
}

/**
 * What no single option of the section shows.
 * @param plans names of the plans that there are; absent: any may be there.
 */
export function exhibitProblems(
  { hours, trail, visitors, languages }: WrittenExhibit,
  plans: readonly string[] | undefined,
): Problem[] {
  const problems = [
    ...twiceProblems(['exhibit', 'visitors'], visitors),
    ...twiceProblems(['exhibit', 'languages'], languages),
    ...(hours === undefined ? [] : hoursProblems(hours)),
  ];
  if (trail === undefined || plans === undefined || plans.includes(trail)) return problems;
  return [...problems, { path: ['exhibit', 'trail'], ...choiceRefusal(plans, trail) }];
}
