/**
 * The moment that shows why: the rig looks back at it. Where the tape does not hold it any more, since a minute has gone
 * by or another axon was loaded after it, the rig does that step once more, quickly, and stops at the moment.
 */
import { type Clock, type Controller, PICTURE_MS } from '../controller/contract.js';
import type { Card, Moment, Step } from './card.js';
import type { Values } from './judge.js';
import type { Playing } from './playing.js';
import { experimentAt, type SettingUp } from './setting-up.js';
import type { StepRun } from './step-run.js';

/** A step that is shown once more, and in which nothing is done, lasts so long [ms of room]. */
const READ_MS = 1000;
/** One in which something is done takes so long, or less [ms of room]. */
const AGAIN_MS = 1000;

export interface LookingParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly settingUp: SettingUp;
  runOf(card: Card, step: number, changed: () => void): StepRun;
  /** Whether this is what is played now. */
  isOn(playing: Playing): boolean;
  tell(): void;
}

export interface Looking {
  /** Looks at a moment, if it was measured. */
  at(playing: Playing, moment: Moment): void;
  /** Looks at the present again. */
  stop(playing: Playing): void;
}

/** The axon's time that a step takes, from its first press to the end of its recording [ms]. */
function lengthMs({ act, watchMs }: Step, durationMs: number): number {
  return act.reduce((sum, { afterMs }) => sum + afterMs, watchMs ?? durationMs);
}

/** The lens at which a step takes `AGAIN_MS`, unless presses could then no longer keep their distance [ms of room]. */
function quickLens(step: Step, durationMs: number): number {
  const within = step.act.slice(1).flatMap(({ withinMs }) => (withinMs > 0 ? [withinMs] : []));
  return Math.max(AGAIN_MS / lengthMs(step, durationMs), (2 * PICTURE_MS) / Math.min(...within));
}

export function createLooking({ controller, clock, settingUp, runOf, isOn, tell }: LookingParts): Looking {
  /** @returns whether the rig shows it: it may have left the tape, or nothing was measured. */
  function seekTo(playing: Playing, { plusMs, measure }: Moment, values: Values): boolean {
    const value = values.get(measure);
    const taken = value !== undefined && value.value !== null ? value.moment : undefined;
    if (taken === undefined) return false;
    const axonMs = Math.max(0, taken.axonMs + plusMs);
    const refusal =
      controller.command({ do: 'seek', axonMs, near: taken.picture }) &&
      controller.command({ do: 'seek', picture: taken.picture });
    playing.looking = refusal === undefined;
    return playing.looking;
  }

  function stop(playing: Playing): void {
    if (!playing.looking) return;
    playing.looking = false;
    controller.command({ do: 'now' });
  }

  /** Turns the lens to a faster one, if there is one. @returns the lens that the step has itself. */
  function hurry(card: Card, step: number): number {
    const { roomMsPerAxonMs, fastestRoomMsPerAxonMs } = controller.snapshot();
    const { durationMs } = experimentAt(card, step).experiment;
    const quick = Math.max(fastestRoomMsPerAxonMs, quickLens(card.steps[step]!, durationMs));
    if (quick < roomMsPerAxonMs) controller.command({ do: 'lens', roomMsPerAxonMs: quick });
    return roomMsPerAxonMs;
  }

  function again(playing: Playing, moment: Moment): void {
    const { card } = playing;
    const step = card.steps.findIndex(({ measure }) => measure.includes(moment.measure));
    playing.run?.end();
    playing.run = null;
    stop(playing);
    if (settingUp.from(card, step) !== undefined) return;
    const roomMsPerAxonMs = hurry(card, step);
    const run = runOf(card, step, () => {
      if (isOn(playing) && playing.run === run && run.stage === 'done') clock.after(0, arrived);
    });
    const arrived = (): void => {
      if (!isOn(playing) || playing.run !== run) return;
      if (seekTo(playing, moment, run.values())) playing.remark = null;
      controller.command({ do: 'lens', roomMsPerAxonMs });
      tell();
    };
    playing.run = run;
    run.change();
    if (card.steps[step]!.act.length > 0) run.act();
    if (card.steps[step]!.done === 'read') clock.after(READ_MS, () => run.goOn());
  }

  return {
    at(playing, moment) {
      if (!playing.values.has(moment.measure) || seekTo(playing, moment, playing.values)) return;
      playing.remark = { kind: 'moment-gone' };
      again(playing, moment);
    },
    stop,
  };
}
