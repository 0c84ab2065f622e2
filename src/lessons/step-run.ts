/**
 * One step of a card: waits for what a person does, on the page or with the rig's own button and dial, records what
 * comes of it, and says when all is there. It does nothing to the rig unless it is asked to do the step itself.
 */

import type { Clock, Controller, Happening, LivePicture, Snapshot } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { happens, isDone, isPressOf } from './acts.js';
import type { Card, Step } from './card.js';
import type { Remark, SettingName, StepStage } from './contract.js';
import type { Values } from './judge.js';
import { createRecorder, type Recorder } from './measure.js';
import { createPressAim } from './press-aim.js';
import { createSelfDoer } from './self-doer.js';
import { otherwise, type Settings, settingOf, settingsOf } from './settings.js';
import { endsByState, endsByTime, recordedShare, type StepTime } from './step-end.js';

/** A voltmeter that is nearer than this to rest reads rest [mV]. */
const AT_REST_MV = 0.05;
/** After so long without a signal nothing moves any more [ms of axon]. */
const SETTLED_MS = 100;

export interface StepRun {
  readonly stage: StepStage;
  readonly remark: Remark | null;
  /** Settings that are not as the step needs them. */
  readonly otherwise: readonly SettingName[];
  /** What it waits for, and the number of it; null: for somebody who goes on. */
  readonly waitsFor: { readonly do: string; readonly act: number } | null;
  /** How much of the recording is there, 0 to 1; null where that is not known. */
  readonly share: number | null;
  /** Something of it has been done. */
  readonly begun: boolean;
  /** How the rig must be set. */
  readonly settings: Settings;
  /** The person has read or looked. @returns whether the step is over. */
  goOn(): boolean;
  /** Does all that is left of it. */
  act(): void;
  /** What was measured so far. */
  values(): Values;
  happened(happening: Happening): void;
  picture(picture: LivePicture): void;
  change(): void;
  end(): void;
}

export interface StepParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly card: Card;
  readonly step: Step;
  /** How long the experiment that plays runs without a rig [ms of axon]: no recording is longer, unless the step says so. */
  readonly durationMs: number;
  /** Something is no longer as it was. */
  changed(): void;
}

export function createStepRun({ controller, clock, card, step, durationMs, changed }: StepParts): StepRun {
  const { act: acts, done, watchMs } = step;
  const presses = acts.filter(({ command }) => command.do === 'stimulate').length;
  const firstPress = acts.findIndex(({ command }) => command.do === 'stimulate');
  const own = new Set(acts.map(({ command }) => settingOf(command)));
  if (acts.some(({ command }) => command.do === 'stimulate' && command.strength !== undefined))
    own.add('strength');
  const begin = controller.snapshot();
  const settings = settingsOf(begin);
  const measures = card.measures.filter(({ name }) => step.measure.includes(name));

  let recorder = newRecorder();
  let stage: StepStage = 'waiting';
  let remark: Remark | null = null;
  let hands: readonly SettingName[] = [];
  let next = 0;
  let begun = false;
  /** The recording is of no use: the next press on a quiet axon begins it again. */
  let spoilt = false;
  /** Since when nothing goes on in the axon after that [ms of axon]; NaN: something does. */
  let quietSinceMs = Number.NaN;
  let nowMs = 0;
  /** When the last of `acts` was done. */
  let lastMs = 0;
  let cancelReady = (): void => {};
  let toldShare = 0;
  let shown = 0;
  let values: Values | undefined;
  const aim = createPressAim(controller, settings.strength);
  const self = createSelfDoer({
    controller,
    clock,
    acts,
    next: () => (stage === 'done' ? acts.length : next),
    lastMs: () => lastMs,
    nowMs: () => nowMs,
    took(command) {
      if (command.do !== 'stimulate' && (happens(command) || isDone(command, controller.snapshot())))
        advance(nowMs);
      else return spoilt;
      return true;
    },
    gaveUp(why) {
      remark = why;
      changed();
    },
    given: () => lookWhetherDone(null),
  });

  const time = (): StepTime => ({ nowMs, lastMs, shown });

  function newRecorder(): Recorder {
    return createRecorder(measures, {
      hasPress: presses > 0,
      ledPlaces: begin.axon.ledPlaces,
      measures: () => controller.snapshot().measures,
    });
  }

  function startAgain(why: Remark | null): void {
    recorder = newRecorder();
    remark = why;
    stage = 'waiting';
    spoilt = false;
    quietSinceMs = Number.NaN;
    next = Math.max(0, firstPress);
    self.stop();
    getReadySoon();
    changed();
  }

  function spoil(why: Remark): void {
    spoilt = true;
    self.stop();
    remark = why;
    stage = 'waiting';
    changed();
  }

  /** Whether a step that reads an axon at rest can go on: the tail of a signal is small, and is no rest yet. */
  function isSettled({ blueMv, yellowMv }: LivePicture): boolean {
    if (Number.isNaN(quietSinceMs)) return false;
    const { electrodes, axon } = controller.snapshot();
    const isAtRest = (name: MeterName, mv: number) =>
      electrodes[name] === 'bath' || Math.abs(mv - axon.restMv) < AT_REST_MV;
    // A potassium bath, say, has a rest of its own.
    return (isAtRest('blue', blueMv) && isAtRest('yellow', yellowMv)) || nowMs > quietSinceMs + SETTLED_MS;
  }

  function finish(): void {
    values = recorder.end(controller.snapshot());
    stage = 'done';
    changed();
  }

  /** All that was asked for is done: from here on it is recorded for as long as the step says. */
  function lookWhetherDone(now: Snapshot | null): void {
    if (stage === 'done' || spoilt || next < acts.length) return;
    const byState = endsByState(step, () => now ?? controller.snapshot());
    if (byState ?? endsByTime(step, durationMs, time(), now?.activity === 'none')) finish();
    else if (byState === undefined && stage === 'waiting') {
      stage = 'recording';
      changed();
    }
  }

  function getReady(): void {
    const refusal = stage === 'done' ? undefined : aim.ready(acts[next]?.command);
    if (refusal === undefined) return;
    remark = { kind: 'refused', words: refusal };
    changed();
  }

  function getReadySoon(): void {
    cancelReady();
    cancelReady = clock.after(0, getReady);
  }

  /** The next of `acts` is done. */
  function advance(axonMs: number): void {
    begun = true;
    lastMs = axonMs;
    shown = 0;
    next++;
    remark = null;
    const isPressed = firstPress >= 0 && next > firstPress;
    stage = isPressed || next >= acts.length ? 'recording' : 'waiting';
    getReadySoon();
    changed();
  }

  function advanceByState(now: Snapshot): void {
    while (next < acts.length && stage !== 'done' && !spoilt) {
      const { command } = acts[next]!;
      if (happens(command) || !isDone(command, now)) return;
      if (command.do === 'release' && !isInTime(nowMs)) return;
      advance(nowMs);
    }
  }

  /** Whether what was done now has the time after the one before that the step asks for; says so if not. */
  function isInTime(axonMs: number): boolean {
    const { afterMs, withinMs } = acts[next]!;
    const gotMs = axonMs - lastMs;
    if (next === 0 || withinMs === 0 || Math.abs(gotMs - afterMs) <= withinMs) return true;
    spoil({ kind: 'gap', gotMs, askedMs: afterMs });
    return false;
  }

  function pressed(press: Extract<Happening, { kind: 'press' }>): void {
    if (stage === 'done') return;
    const now = controller.snapshot();
    if (now.experiment !== settings.experiment) return;
    if (presses === 0) {
      // What is read of an axon at rest is to be read of one at rest.
      if (measures.length > 0 && done !== 'crossed') spoil({ kind: 'not-at-rest' });
      return;
    }
    const isBegun = next > Math.max(0, firstPress);
    if (spoilt || (isBegun && next >= acts.length)) {
      // A press on a quiet axon is a new beginning; another one spoils what is being recorded.
      if (press.quiet) startAgain(null);
      else if (spoilt) return;
      else {
        spoil({ kind: 'pressed-again' });
        return;
      }
    }
    const asked = acts[next];
    if (asked?.command.do !== 'stimulate') return;
    if (!isPressOf(asked.command, press, now)) {
      spoil({ kind: 'other-press' });
      return;
    }
    // A step that begins on a moving axon is about that.
    if (next === firstPress && begin.activity === 'none' && !press.quiet) {
      spoil({ kind: 'not-quiet' });
      return;
    }
    if (!isInTime(press.axonMs)) return;
    recorder.pressed(press.axonMs);
    advance(press.axonMs);
  }

  getReady();

  return {
    get stage() {
      return stage;
    },
    get remark() {
      return remark;
    },
    get otherwise() {
      return hands;
    },
    get waitsFor() {
      const asked = acts[next];
      if (stage === 'done' || asked === undefined) return null;
      return { do: asked.command.do, act: next };
    },
    get share() {
      if (stage === 'done') return 1;
      if (stage !== 'recording' || next < acts.length || watchMs === undefined) return null;
      return toldShare;
    },
    get begun() {
      return begun;
    },
    settings,
    goOn() {
      // What is read must have been shown.
      const isRead = done === 'read' && (measures.length === 0 || shown > 0);
      if (isRead && stage !== 'done' && !spoilt) finish();
      if (stage === 'done') return true;
      remark ??= { kind: 'not-yet' };
      changed();
      return false;
    },
    act() {
      if (stage === 'done' || acts.length === 0) return;
      // That it plays another experiment is told (`otherwise`), and is not for this step to press.
      if (controller.snapshot().experiment !== settings.experiment) return;
      if (spoilt) startAgain(null);
      remark = null;
      if (next === 0) lastMs = nowMs - acts[0]!.afterMs;
      self.begin();
    },
    values: () => values ?? recorder.end(controller.snapshot()),
    happened(happening) {
      const { axonMs } = happening;
      if (stage !== 'done') nowMs = axonMs;
      if (happening.kind === 'press') pressed(happening);
      else if (happening.kind === 'forget' && happening.presses && begun && stage !== 'done')
        startAgain({ kind: 'time-changed' });
      else if (happening.kind === 'command' && !self.isOn) {
        const asked = acts[next]?.command;
        if (
          asked !== undefined &&
          happens(asked) &&
          asked.do !== 'stimulate' &&
          asked.do === happening.command.do
        )
          advance(axonMs);
      }
    },
    picture(picture) {
      if (picture.lookingBack || stage === 'done' || picture.experiment !== settings.experiment) return;
      nowMs = picture.modelMs;
      shown++;
      recorder.look(picture);
      self.look();
      if (spoilt && presses === 0 && isSettled(picture)) startAgain(null);
      if (next < acts.length || spoilt) return;
      lookWhetherDone(null);
      const share = recordedShare(step, time()) ?? toldShare;
      if (share === toldShare) return;
      toldShare = share;
      changed();
    },
    change() {
      const now = controller.snapshot();
      const before = hands.join();
      hands = otherwise(settings, now).filter((name) => !own.has(name));
      if (now.activity !== 'none') quietSinceMs = Number.NaN;
      else if (spoilt && Number.isNaN(quietSinceMs)) quietSinceMs = nowMs;
      if (stage !== 'done') {
        advanceByState(now);
        lookWhetherDone(now);
      }
      if (hands.join() !== before) changed();
    },
    end() {
      self.stop();
      cancelReady();
      aim.release();
    },
  };
}
