/**
 * The course of one card on a rig, phase by phase: the question, the steps, what was seen, the result, the reason, the
 * explanation. What is asked of it here keeps the card going; which card it is, the runner knows.
 */
import type { Clock, Controller } from '../controller/contract.js';
import type { Card } from './card.js';
import type { LessonAsk, LessonCommand, LessonRefusal } from './contract.js';
import { rightOf } from './judge.js';
import { createLooking } from './looking.js';
import type { Playing } from './playing.js';
import { createSettingUp, experimentAt, type Hindrance } from './setting-up.js';
import type { Settings } from './settings.js';
import { createStepRun, type StepRun } from './step-run.js';

export interface CourseParts {
  readonly controller: Controller;
  readonly clock: Clock;
  /** Whether this is what is played now. */
  isOn(playing: Playing): boolean;
  /** Whether it is a card of a trail, in which nothing is asked. */
  isTrail(): boolean;
  /** So many of its steps are played. */
  stepsOf(playing: Playing): number;
  nextCard(): void;
  cardBefore(): void;
  close(): void;
  tell(): void;
}

/** What is asked of a card that is open. */
export type CardAsk = Exclude<LessonAsk, 'open' | 'plan'>;

export interface Course {
  /** From its first step. */
  begin(playing: Playing): void;
  /** Where it was left: a step that was under way begins again. */
  resume(playing: Playing): void;
  ask(playing: Playing, command: LessonCommand & { readonly ask: CardAsk }): LessonRefusal | undefined;
  /** Somebody has come back to the present by another way. */
  lookedAway(playing: Playing): boolean;
  /** The rig plays again what it played before. */
  back(before: Settings): void;
}

type Ask = (playing: Playing, command: LessonCommand) => LessonRefusal | undefined;

/** What cannot be refused. */
function quietly(work: (playing: Playing) => void): Ask {
  return (playing) => {
    work(playing);
    return undefined;
  };
}

const inStep = ({ phase }: Playing) => phase === 'asking' || phase === 'doing';

const noChoice = (choices: number): LessonRefusal => ({ kind: 'no-choice', choices });

export function createCourse(parts: CourseParts): Course {
  const { controller, clock, isOn, isTrail, stepsOf, nextCard, tell } = parts;
  const settingUp = createSettingUp(controller);
  const looking = createLooking({ controller, clock, settingUp, runOf, isOn, tell });

  /** @returns whether something keeps the card from being shown. */
  function hindered(playing: Playing, hindrance: Hindrance | undefined): boolean {
    if (hindrance?.kind === 'cannot-show') {
      playing.phase = 'cannot-show';
      playing.because = hindrance.because;
      return true;
    }
    if (hindrance !== undefined) playing.remark = hindrance;
    return false;
  }

  function runOf(card: Card, step: number, changed: () => void): StepRun {
    const { durationMs } = experimentAt(card, step).experiment;
    return createStepRun({ controller, clock, card, step: card.steps[step]!, durationMs, changed });
  }

  /** The rig is set up for this step; waits for what is done in it. @param again from the beginning of its axon. */
  function enter(playing: Playing, step: number, again: boolean): void {
    playing.run?.end();
    playing.run = null;
    playing.step = step;
    playing.remark = null;
    looking.stop(playing);
    const { card } = playing;
    const hindrance = again ? settingUp.from(card, step) : settingUp.on(card, step);
    if (hindered(playing, hindrance)) return;
    playing.run = runOf(card, step, () => progressed(playing));
    playing.run.change();
  }

  /** Something has been done in the step. */
  function progressed(playing: Playing): void {
    if (!isOn(playing)) return;
    if (playing.phase === 'asking' && playing.run?.begun) {
      if (playing.prediction !== null || playing.answered || isTrail()) playing.phase = 'doing';
      else playing.early = true;
    }
    tell();
  }

  /** What was pressed too early counts no more. */
  function beginAnew(playing: Playing): void {
    if (playing.early) enter(playing, 0, true);
    playing.early = false;
  }

  function keepValues(playing: Playing): void {
    if (playing.run?.stage !== 'done') return;
    for (const [name, value] of playing.run.values()) playing.values.set(name, value);
  }

  function afterStep(playing: Playing): void {
    keepValues(playing);
    if (playing.step + 1 < stepsOf(playing)) enter(playing, playing.step + 1, false);
    else if (isTrail()) nextCard();
    else playing.phase = 'seen';
  }

  function check(playing: Playing): void {
    playing.phase = 'checked';
    playing.run?.end();
    if (playing.card.moment) looking.at(playing, playing.card.moment);
  }

  function toWhy(playing: Playing): void {
    playing.phase = 'why';
    playing.reason = null;
  }

  function explain(playing: Playing): void {
    playing.phase = 'explained';
  }

  /** Goes on, where everything that is asked for is there. */
  function goOn(playing: Playing): void {
    switch (playing.phase) {
      case 'asking':
        if (playing.prediction === null && !playing.answered) playing.remark = { kind: 'not-yet' };
        else playing.phase = 'doing';
        return;
      case 'doing':
        if (playing.run?.goOn()) afterStep(playing);
        return;
      case 'seen':
        if (playing.saw === null) playing.remark = { kind: 'not-yet' };
        else check(playing);
        return;
      case 'checked':
        toWhy(playing);
        return;
      case 'why':
        if (playing.reason === rightOf(playing.card.why.choices)) explain(playing);
        else playing.remark = { kind: 'not-yet' };
        return;
      default:
        looking.stop(playing);
        nextCard();
    }
  }

  function skip(playing: Playing): void {
    switch (playing.phase) {
      case 'asking':
        beginAnew(playing);
        playing.phase = 'doing';
        return;
      case 'doing':
        afterStep(playing);
        return;
      case 'seen':
        check(playing);
        return;
      case 'why':
        explain(playing);
        return;
      default:
        goOn(playing);
    }
  }

  function goBack(playing: Playing): void {
    switch (playing.phase) {
      case 'doing':
        if (playing.step === 0) playing.phase = 'asking';
        enter(playing, Math.max(0, playing.step - 1), true);
        return;
      case 'seen':
      case 'checked':
        playing.phase = 'doing';
        enter(playing, playing.card.steps.length - 1, true);
        return;
      case 'why':
        playing.phase = 'checked';
        return;
      case 'explained':
        toWhy(playing);
        return;
      default:
        parts.cardBefore();
    }
  }

  function predict(playing: Playing, choice: number | undefined): LessonRefusal | undefined {
    if (playing.phase !== 'asking') return { kind: 'predict-late' };
    if (choice === undefined) {
      skip(playing);
      return undefined;
    }
    if (choice >= playing.card.predict.length) return noChoice(playing.card.predict.length);
    playing.prediction = choice;
    beginAnew(playing);
    return undefined;
  }

  function see(playing: Playing, choice: number | undefined): LessonRefusal | undefined {
    if (playing.phase !== 'seen') return { kind: 'saw-early' };
    if (choice === undefined || choice >= playing.card.predict.length)
      return noChoice(playing.card.predict.length);
    playing.saw = choice;
    check(playing);
    return undefined;
  }

  function giveReason(playing: Playing, choice: number | undefined): LessonRefusal | undefined {
    const { choices } = playing.card.why;
    if (playing.phase === 'checked') toWhy(playing);
    if (playing.phase !== 'why') return { kind: 'why-early' };
    const chosen = choice === undefined ? undefined : choices[choice];
    if (choice === undefined || chosen === undefined) return noChoice(choices.length);
    playing.reason = choice;
    if (chosen.moment) looking.at(playing, chosen.moment);
    return undefined;
  }

  function putRight(playing: Playing): void {
    const { run } = playing;
    if (run === null || run.otherwise.length === 0) return;
    if (run.otherwise.includes('experiment')) enter(playing, playing.step, true);
    else hindered(playing, settingUp.putRight(run.settings));
  }

  /** At the moment that shows why, that of the reason that was chosen if it has one; and at the present again. */
  function look(playing: Playing): void {
    const reason = playing.reason === null ? undefined : playing.card.why.choices[playing.reason];
    const moment = reason?.moment ?? playing.card.moment;
    if (playing.looking) looking.stop(playing);
    else if (moment) looking.at(playing, moment);
  }

  const asks: Readonly<Record<CardAsk, Ask>> = {
    close: quietly(parts.close),
    predict: (playing, { choice }) => predict(playing, choice),
    saw: (playing, { choice }) => see(playing, choice),
    why: (playing, { choice }) => giveReason(playing, choice),
    next: quietly(goOn),
    back: quietly(goBack),
    skip: quietly(skip),
    skipCard: quietly(nextCard),
    act: quietly(({ run }) => run?.act()),
    putRight: quietly(putRight),
    again: quietly((playing) => {
      if (inStep(playing)) enter(playing, playing.step, true);
      else goBack(playing);
    }),
    look: quietly(look),
  };

  return {
    begin(playing) {
      if (isTrail()) playing.phase = 'doing';
      enter(playing, 0, true);
    },
    resume(playing) {
      playing.looking = false;
      playing.run = null;
      if (playing.phase === 'cannot-show') playing.phase = 'asking';
      if (inStep(playing)) enter(playing, playing.step, true);
      else {
        playing.remark = null;
        hindered(playing, settingUp.from(playing.card, playing.card.steps.length - 1));
      }
    },
    ask: (playing, command) => asks[command.ask](playing, command),
    lookedAway(playing) {
      if (!playing.looking || controller.snapshot().look.kind !== 'live') return false;
      playing.looking = false;
      return true;
    },
    back: (before) => settingUp.back(before),
  };
}
