/**
 * What an exhibit does by itself: it presses while nobody is there, puts everything right when somebody has gone, and is
 * dark outside its hours. It gives commands as anybody does, and never cuts a signal off: before it puts things right it
 * waits until the axon is at rest, brings it there faster if need be, and says so where it cannot wait any longer.
 */
import type { Clock, Command, Controller, Happening, Snapshot } from '../controller/contract.js';
import type { ExhibitPhase } from './contract.js';
import type { OpeningTimes } from './hours.js';
import { createVisit } from './visit.js';

/** How often it looks [ms]. */
export const LOOK_MS = 100;
/** How often it looks at the clock on the wall [ms]. */
export const HOURS_EVERY_MS = 1000;
/** It is dark for so long at least, so that a hub that changes its mind makes no flashes [ms]. */
export const LEAST_CLOSED_MS = 2000;
/** While it is closed: how often it looks when it opens, should the clock have jumped [ms]. */
const CLOSED_EVERY_MS = 60_000;
/** A signal that takes so long is brought on with the lens of its experiment, then with the fastest [ms]. */
export const OWN_LENS_AFTER_MS = 10_000;
export const FASTEST_AFTER_MS = 20_000;
/** So long after the end of a signal what is left of it fades with the fastest lens [ms]. */
export const FADES_AFTER_MS = 3000;
/** After so long it waits no more [ms]. */
export const MOST_SETTLING_MS = 30_000;
/** A dial is turned where it moves by so much of its way: less is noise of the converter. */
const TURNED = 0.01;
/** A press of its own that would last until it is released is held for so long [ms]. */
const OWN_PRESS_MS = 300;

export interface PolicyParts {
  readonly controller: Pick<Controller, 'command' | 'snapshot' | 'observe'>;
  readonly clock: Clock;
  /** The clock on the wall [ms since 1970], which may jump. */
  wallMs(): number;
  readonly idleS: number;
  /** 0: it never presses. */
  readonly attractS: number;
  /** Null: always open. */
  readonly hours: OpeningTimes | null;
  /** The experiment that the rig begins with. */
  readonly home: string;
  /** The time lens that an experiment begins with [ms of room for 1 ms of axon]. */
  lensOf(experiment: string): number;
  /** Ends a lesson, if one is played. */
  endLesson(): void;
  /** Leaves the strip dark and lets go of the needles, for the reason in `words`; null: lights up again. */
  rest(words: string | null): void;
}

export interface PolicyObserver {
  /** It is in another phase; called at once, too. */
  phase?(phase: ExhibitPhase): void;
  /** One sentence for the person who looks after the rig. */
  notice?(words: string): void;
}

export interface PolicyCounts {
  /** Times that somebody came. */
  readonly visits: number;
  /** How long they stayed, from the first touch to the last one, of all visits that are over [ms]. */
  readonly dwellMs: number;
  /** Presses of its own. */
  readonly ownPresses: number;
  /** Times that it has put everything right, and how often it could not wait for the end of a signal. */
  readonly resets: number;
  readonly cutSignals: number;
}

export interface Policy {
  readonly phase: ExhibitPhase;
  counts(): PolicyCounts;
  observe(observer: PolicyObserver): () => void;
  /** Begins; called once, before the controller starts. */
  start(): void;
  /** Somebody has touched a page. */
  hand(): void;
  /** As closed, whatever the hours say; or as they say. */
  sleep(asleep: boolean): void;
  /** Ends its timers; the rig stays as it is. */
  end(): void;
}

type State =
  | Extract<ExhibitPhase, { kind: 'closed' }>
  /** When the next press is due. */
  | { readonly kind: 'attracting'; dueMs: number; waitingSinceMs: number | null }
  | { readonly kind: 'visited' }
  | {
      readonly kind: 'settling';
      readonly sinceMs: number;
      readonly then: 'attract' | 'close';
      endedMs: number | null;
    };

const CLOSED_WORDS = {
  hours: 'The exhibit is closed: the strip is dark and the needles are at rest.',
  asleep: 'The exhibit sleeps: the strip is dark and the needles are at rest.',
} as const;

const CUT_WORDS = `The axon has not come to rest within ${MOST_SETTLING_MS / 1000} s (a press that is held, or an axon that fires by itself), so the exhibit has put it back in the middle of a signal.`;

/** Whether a press would begin something of its own: every signal has ended, and nobody has stopped the axon. */
function isFree({ activity, running, look, held }: Snapshot): boolean {
  return (activity === 'none' || activity === 'returning') && running && look.kind === 'live' && !held;
}

/** Whether every site is at rest, and nothing waits to go on. */
function isAtRest(now: Snapshot): boolean {
  return now.activity === 'none' && isFree(now);
}

export function createPolicy(parts: PolicyParts): Policy {
  const { controller, clock, hours, home } = parts;
  const idleMs = 1000 * parts.idleS;
  const attractMs = 1000 * parts.attractS;
  const visit = createVisit(idleMs);
  const counts = { visits: 0, dwellMs: 0, ownPresses: 0, resets: 0, cutSignals: 0 };
  let observers: readonly PolicyObserver[] = [];
  let state: State = { kind: 'attracting', dueMs: 0, waitingSinceMs: null };
  let told: ExhibitPhase = { kind: 'attracting' };
  let asleep = false;
  let isOpen = true;
  let hoursLookedMs = Number.NEGATIVE_INFINITY;
  let closedLookedMs = 0;
  let closedSinceMs = Number.NEGATIVE_INFINITY;
  /** Where each dial was when it was turned last, or first heard of. */
  const dials = new Map<number, number>();
  let callOffRelease = (): void => {};
  let stops: readonly (() => void)[] = [];

  function notice(words: string): void {
    for (const observer of observers) observer.notice?.(words);
  }

  function enter(next: State): void {
    state = next;
    told = next.kind === 'closed' ? next : { kind: next.kind };
    for (const observer of observers) observer.phase?.(told);
  }

  function give(command: Command): boolean {
    const refusal = controller.command(command);
    if (refusal !== undefined) notice(`The exhibit was refused what it wanted: ${refusal}`);
    return refusal === undefined;
  }

  function lookAtHours(nowMs: number): void {
    if (nowMs - hoursLookedMs < HOURS_EVERY_MS) return;
    hoursLookedMs = nowMs;
    isOpen = hours === null || hours.isOpen(parts.wallMs());
  }

  const shouldBeOpen = () => isOpen && !asleep;

  function closedNow(): Extract<State, { kind: 'closed' }> {
    const opening = asleep ? undefined : hours?.at(parts.wallMs());
    const opensAtMs = opening === undefined || opening.open ? null : opening.changesAtMs;
    return { kind: 'closed', because: asleep ? 'asleep' : 'hours', opensAtMs };
  }

  function close(): void {
    const closed = closedNow();
    if (state.kind !== 'closed') closedSinceMs = clock.nowMs();
    parts.rest(CLOSED_WORDS[closed.because]);
    enter(closed);
  }

  function attract(nowMs: number): void {
    enter({ kind: 'attracting', dueMs: nowMs, waitingSinceMs: null });
  }

  function leaveVisit(): void {
    const dwelt = visit.end();
    if (dwelt !== undefined) counts.dwellMs += dwelt;
  }

  function settle(then: 'attract' | 'close', nowMs: number): void {
    enter({ kind: 'settling', sinceMs: nowMs, then, endedMs: null });
    goOnSettling(nowMs);
  }

  /** Everything as the rig file has it. */
  function putRight(): void {
    parts.endLesson();
    const isHome = controller.snapshot().experiment === home;
    give(isHome ? { do: 'reset' } : { do: 'load', name: home });
    counts.resets++;
    visit.forget();
  }

  /** The slowest lens that a signal may still have [ms of room for 1 ms of axon]. */
  function slowestLens(now: Snapshot, nowMs: number, settling: Extract<State, { kind: 'settling' }>): number {
    const forMs = nowMs - settling.sinceMs;
    const hasFaded = settling.endedMs !== null && nowMs - settling.endedMs >= FADES_AFTER_MS;
    if (hasFaded || forMs >= FASTEST_AFTER_MS) return now.fastestRoomMsPerAxonMs;
    return forMs >= OWN_LENS_AFTER_MS ? parts.lensOf(now.experiment) : Number.POSITIVE_INFINITY;
  }

  function bringToRest(now: Snapshot, slowest: number): void {
    if (now.held) give({ do: 'release' });
    if (now.pauseWhen !== null) give({ do: 'pauseWhen', off: true });
    if (now.look.kind === 'looking-back') give({ do: 'now' });
    if (!controller.snapshot().running) give({ do: 'run', running: true });
    if (now.roomMsPerAxonMs > slowest) give({ do: 'lens', roomMsPerAxonMs: slowest });
  }

  function goOnSettling(nowMs: number): void {
    if (state.kind !== 'settling') return;
    const { sinceMs, then } = state;
    const now = controller.snapshot();
    if (!isAtRest(now)) {
      if (nowMs - sinceMs < MOST_SETTLING_MS) {
        const hasEnded = now.activity === 'returning' && now.running;
        state.endedMs = hasEnded ? (state.endedMs ?? nowMs) : null;
        bringToRest(now, slowestLens(now, nowMs, state));
        return;
      }
      counts.cutSignals++;
      notice(CUT_WORDS);
    }
    putRight();
    leaveVisit();
    if (then === 'close') close();
    else attract(nowMs);
  }

  function press(now: Snapshot): void {
    if (now.axon.stimulusPlaces.length === 0 || !give({ do: 'stimulate' })) return;
    counts.ownPresses++;
    if (!now.axon.press.holds) return;
    callOffRelease();
    callOffRelease = clock.after(OWN_PRESS_MS, () => {
      if (state.kind === 'attracting') give({ do: 'release' });
    });
  }

  /** A real press at the beginning of each such time; never into a signal. */
  function goOnAttracting(nowMs: number): void {
    if (state.kind !== 'attracting' || attractMs === 0 || nowMs < state.dueMs) return;
    const now = controller.snapshot();
    if (isFree(now)) {
      state.dueMs = nowMs + attractMs;
      state.waitingSinceMs = null;
      press(now);
      return;
    }
    state.waitingSinceMs ??= nowMs;
    if (nowMs - state.waitingSinceMs >= idleMs) settle('attract', nowMs);
  }

  function look(): void {
    const nowMs = clock.nowMs();
    lookAtHours(nowMs);
    switch (state.kind) {
      case 'closed':
        if (shouldBeOpen()) {
          if (nowMs - closedSinceMs < LEAST_CLOSED_MS) break;
          // Who has the code may have changed something in the dark.
          putRight();
          parts.rest(null);
          attract(nowMs);
        } else if (nowMs - closedLookedMs >= CLOSED_EVERY_MS) {
          closedLookedMs = nowMs;
          const closed = closedNow();
          if (closed.opensAtMs !== state.opensAtMs) enter(closed);
        }
        break;
      case 'attracting':
        if (shouldBeOpen()) goOnAttracting(nowMs);
        else settle('close', nowMs);
        break;
      case 'visited':
        if (!shouldBeOpen()) settle('close', nowMs);
        else if (visit.isOver(nowMs)) settle('attract', nowMs);
        break;
      case 'settling':
        goOnSettling(nowMs);
        break;
    }
  }

  /** @param what was touched: `page`, `button 1`, `dial 0`. */
  function handAt(what: string): void {
    const nowMs = clock.nowMs();
    if (state.kind === 'closed' || (state.kind === 'settling' && state.then === 'close')) return;
    if (state.kind === 'settling' && visit.ignores(what)) return;
    if (visit.touch(what, nowMs)) counts.visits++;
    if (state.kind !== 'visited') enter({ kind: 'visited' });
  }

  /** A board that begins tells where its dials stand: that is no hand. */
  function isTurned(dial: number, position: number): boolean {
    const before = dials.get(dial);
    const isFar = before === undefined || Math.abs(position - before) >= TURNED;
    if (isFar) dials.set(dial, position);
    return isFar && before !== undefined;
  }

  /** What pages do is told by `hand`: commands come from lessons too, and from the exhibit itself. */
  function happened(happening: Happening): void {
    if (happening.kind === 'button') {
      if (happening.pressed) handAt(`button ${happening.button}`);
    } else if (happening.kind === 'dial' && isTurned(happening.dial, happening.position))
      handAt(`dial ${happening.dial}`);
  }

  return {
    get phase() {
      return told;
    },
    counts: () => ({ ...counts }),
    observe(observer) {
      observers = [...observers, observer];
      observer.phase?.(told);
      return () => {
        observers = observers.filter((other) => other !== observer);
      };
    },
    start() {
      const nowMs = clock.nowMs();
      lookAtHours(nowMs);
      stops = [controller.observe({ happened }), clock.every(LOOK_MS, look)];
      if (shouldBeOpen()) attract(nowMs);
      else close();
    },
    hand: () => handAt('page'),
    sleep(wanted) {
      if (asleep === wanted) return;
      asleep = wanted;
      hoursLookedMs = Number.NEGATIVE_INFINITY;
      lookAtHours(clock.nowMs());
      if (state.kind === 'closed' && !shouldBeOpen()) close();
      else look();
    },
    end() {
      callOffRelease();
      for (const stop of stops) stop();
      stops = [];
    },
  };
}
