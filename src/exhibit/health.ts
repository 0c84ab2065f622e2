/**
 * What is ill with the rig, and since when. Each part is told of when it has trouble; it is ill once the trouble has
 * stood for a while, and well again once it has been gone for a while, so that what comes and goes rings nobody's phone
 * all day. Pure: time is handed in, and only its differences count.
 */

/** What can be ill, and how long trouble and quiet must stand before they count [ms]. */
const PARTS = {
  /** The board. */
  device: { illAfterMs: 10_000, wellAfterMs: 5000 },
  /** The line to it: pictures lost or refused, a plug that is loose. */
  line: { illAfterMs: 0, wellAfterMs: 60_000 },
  /** Pictures come too late or not at all. */
  pictures: { illAfterMs: 3000, wellAfterMs: 10_000 },
  /** A button that does not come up again, or bounces. */
  button: { illAfterMs: 0, wellAfterMs: 0 },
  log: { illAfterMs: 0, wellAfterMs: 10_000 },
  /** The page on the exhibit's own screen. */
  page: { illAfterMs: 60_000, wellAfterMs: 5000 },
  hub: { illAfterMs: 30_000, wellAfterMs: 10_000 },
  /** The rig file, which has changed and cannot be taken. */
  file: { illAfterMs: 0, wellAfterMs: 0 },
  /** What the test before opening has found. */
  test: { illAfterMs: 0, wellAfterMs: 0 },
} as const;

export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as readonly Part[];

export interface Illness {
  /** One sentence: what is wrong, and what to do. */
  readonly words: string;
  /** When the trouble began [ms, of the clock that is handed in]. */
  readonly sinceMs: number;
}

export type HealthState =
  | { readonly kind: 'well' }
  /** At least one part is. */
  | { readonly kind: 'ill'; readonly parts: Readonly<Partial<Record<Part, Illness>>> };

export interface Health {
  readonly state: HealthState;
  /** @param words what is wrong with a part; undefined: nothing. May be said as often as one likes. */
  see(part: Part, words: string | undefined, nowMs: number): void;
  /** Time has passed. */
  look(nowMs: number): void;
  /** Is called when a part has fallen ill or is well again; not when only the words of an illness are others. */
  observe(changed: (state: HealthState) => void): () => void;
}

/** One part. `gone`: ill, and the trouble is over since then. */
type Course =
  | { readonly kind: 'well' }
  | { readonly kind: 'trouble'; readonly words: string; readonly sinceMs: number }
  | { readonly kind: 'ill'; readonly words: string; readonly sinceMs: number }
  | { readonly kind: 'gone'; readonly words: string; readonly sinceMs: number; readonly goneMs: number };

const WELL = { kind: 'well' } as const;
const isIll = ({ kind }: Course) => kind === 'ill' || kind === 'gone';

/** What becomes of a part that is told of. */
function told(course: Course, words: string | undefined, nowMs: number): Course {
  if (words === undefined) {
    if (course.kind === 'ill') return { ...course, kind: 'gone', goneMs: nowMs };
    return course.kind === 'trouble' ? WELL : course;
  }
  if (course.kind === 'well') return { kind: 'trouble', words, sinceMs: nowMs };
  const { kind, sinceMs } = course;
  return { kind: kind === 'gone' ? 'ill' : kind, words, sinceMs };
}

/** What becomes of it with time. */
function aged(part: Part, course: Course, nowMs: number): Course {
  const { illAfterMs, wellAfterMs } = PARTS[part];
  if (course.kind === 'trouble' && nowMs - course.sinceMs >= illAfterMs) return { ...course, kind: 'ill' };
  if (course.kind === 'gone' && nowMs - course.goneMs >= wellAfterMs) return WELL;
  return course;
}

export function createHealth(): Health {
  const courses = new Map<Part, Course>(PART_NAMES.map((part) => [part, WELL]));
  const observers = new Set<(state: HealthState) => void>();

  function state(): HealthState {
    const parts: Partial<Record<Part, Illness>> = {};
    for (const [part, course] of courses)
      if (course.kind === 'ill' || course.kind === 'gone')
        parts[part] = { words: course.words, sinceMs: course.sinceMs };
    return Object.keys(parts).length === 0 ? WELL : { kind: 'ill', parts };
  }

  /** @returns whether it has fallen ill or is well again. */
  function follow(part: Part, next: Course): boolean {
    const changed = isIll(courses.get(part)!) !== isIll(next);
    courses.set(part, next);
    return changed;
  }

  function tell(): void {
    const now = state();
    for (const observer of observers) observer(now);
  }

  return {
    get state() {
      return state();
    },
    see(part, words, nowMs) {
      const next = told(courses.get(part)!, words, nowMs);
      if (follow(part, aged(part, next, nowMs))) tell();
    },
    look(nowMs) {
      const changed = PART_NAMES.map((part) => follow(part, aged(part, courses.get(part)!, nowMs)));
      if (changed.includes(true)) tell();
    },
    observe(changed) {
      observers.add(changed);
      return () => observers.delete(changed);
    },
  };
}
