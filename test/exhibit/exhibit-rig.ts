/** A whole rig in virtual time that is an exhibit, with a clock on the wall that a test may turn. */

import { PICTURE_MS } from '../../src/controller/index.js';
import type { ExhibitPhase } from '../../src/exhibit/contract.js';
import { type Hours, openingTimes } from '../../src/exhibit/hours.js';
import { createPolicy, type PolicyParts } from '../../src/exhibit/policy.js';
import { SET_A } from '../../src/model/index.js';
import { type BenchChanges, createBenchRig, LESSON } from '../controller/bench-rig.js';

export interface ExhibitChanges {
  readonly rig?: BenchChanges;
  readonly policy?: Partial<PolicyParts>;
  readonly hours?: Hours;
  readonly startsAt?: string;
}

/** The lesson's axon, but shorter: a signal takes 2 s. */
const SHORT = { geometry: { ...SET_A.axon, siteCount: 20 }, ledCount: 20 };

/** 60 s idle, a press of its own every 12 s, 500 × slower. */
export function createExhibitRig({
  rig = {},
  policy = {},
  hours,
  startsAt = '2026-12-01T09:00Z',
}: ExhibitChanges = {}) {
  const bench = createBenchRig({ ...SHORT, ...rig });
  const { controller, timers } = bench;
  let turnedMs = Date.parse(startsAt);
  const rests: (string | null)[] = [];
  const phases: string[] = [];
  const notices: string[] = [];
  const presses: number[] = [];
  const made = createPolicy({
    controller,
    clock: timers,
    wallMs: () => turnedMs + timers.nowMs(),
    idleS: 60,
    attractS: 12,
    hours: hours === undefined ? null : openingTimes(hours),
    home: 'lesson',
    lensOf: () => LESSON.roomMsPerAxonMs,
    endLesson() {},
    rest: (words) => rests.push(words),
    ...policy,
  });
  made.observe({ phase: ({ kind }) => phases.push(kind), notice: (words) => notices.push(words) });
  controller.observe({
    happened: (happening) => {
      if (happening.kind === 'press') presses.push(Math.round(timers.nowMs()));
    },
  });
  made.start();
  controller.start();
  return {
    ...bench,
    policy: made,
    rests,
    phases,
    notices,
    /** When each press was given [ms of room]. */
    presses,
    /** Turns the clock on the wall. */
    turnTo(when: string) {
      turnedMs = Date.parse(when) - timers.nowMs();
    },
    seconds(count: number) {
      timers.advance(count * 1000);
    },
    /** Lets time pass until it is so; fails after `mostS`. */
    until(isSo: (phase: ExhibitPhase) => boolean, mostS = 120) {
      for (let ms = 0; !isSo(made.phase); ms += PICTURE_MS) {
        if (ms > 1000 * mostS) throw new Error(`still ${made.phase.kind} after ${mostS} s`);
        timers.advance(PICTURE_MS);
      }
    },
  };
}
