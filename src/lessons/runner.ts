/**
 * Plays cards on a rig: sets it up, asks for a prediction, watches what is done on the page or with the hardware's own
 * button and dial, measures from the recording, judges, and looks back at the moment that shows why. It knows the
 * controller's contract only, and locks nothing: whatever is done to the rig is done, and the card says what it needs.
 */
import { type Clock, type Controller, PICTURE_MS } from '../controller/contract.js';
import type { Card, Moment, Plan } from './card.js';
import type { LessonAsk, LessonCommand, LessonState, Lessons } from './contract.js';
import { rightOf, type Values } from './judge.js';
import type { Library } from './library.js';
import { begun, cardState, type Playing } from './playing.js';
import { createSettingUp, experimentAt, type Hindrance } from './setting-up.js';
import { type Settings, settingsOf } from './settings.js';
import { createStepRun, type StepRun } from './step-run.js';
import { cardsText } from './texts.js';
import { createTrail } from './trail.js';

export interface RunnerParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly library: Library;
}

/** A step that is shown once more, and in which nothing is done, lasts so long [ms of room]. */
const READ_MS = 1000;

interface PlanPlace {
  readonly plan: Plan;
  readonly index: number;
}

/** What cannot be refused. */
function quietly(work: (playing: Playing) => void): (playing: Playing) => undefined {
  return (playing) => {
    work(playing);
    return undefined;
  };
}

const noChoice = (choices: number) => `lesson: expected choice from 0 to ${choices - 1}`;

/** The runner, and what the server alone tells it. */
export interface Runner extends Lessons {
  /** What has been measured of the card that is played. */
  values(): Values;
}

export function createRunner({ controller, clock, library }: RunnerParts): Runner {
  const settingUp = createSettingUp(controller);
  const observers = new Set<() => void>();
  let place: PlanPlace | null = null;
  let now: Playing | null = null;
  /** What the rig played before the lesson. */
  let before: Settings | null = null;
  let stopObserving = (): void => {};
  const trail = createTrail(clock, (ask) => void command({ do: 'lesson', ask }));

  function tell(): void {
    trail.look(place?.plan.trail === true ? (now?.run ?? null) : null, isLastStep());
    for (const changed of observers) changed();
  }

  /** A trail may play the first steps of a card alone. */
  const stepsOf = ({ card }: Playing) =>
    Math.min(
      card.steps.length,
      (place?.plan.trail && place.plan.cards[place.index]?.steps) || card.steps.length,
    );

  const isLastStep = () => now !== null && now.step >= stepsOf(now) - 1;

  /** Somebody may have come back to the present without asking the lesson. */
  function lookAround(): void {
    if (now?.looking && controller.snapshot().look.kind === 'live') {
      now.looking = false;
      tell();
    }
    now?.run?.change();
  }

  function observe(): void {
    stopObserving();
    stopObserving = controller.observe({
      happened: (happening) => now?.run?.happened(happening),
      picture: (picture) => now?.run?.picture(picture),
      change: lookAround,
    });
  }

  /** @returns what keeps the card from being shown, or undefined. */
  function hindered(playing: Playing, hindrance: Hindrance | undefined): boolean {
    if (hindrance?.kind === 'cannot-show') {
      playing.phase = 'cannot-show';
      playing.because = hindrance.because;
      return true;
    }
    if (hindrance !== undefined) playing.remark = hindrance;
    return false;
  }

  /** The rig is set up for this step; waits for what is done in it. @param again from the beginning of its axon. */
  function enter(playing: Playing, step: number, again: boolean): void {
    playing.run?.end();
    playing.run = null;
    playing.step = step;
    playing.remark = null;
    stopLooking(playing);
    const { card } = playing;
    const hindrance = again ? settingUp.from(card, step) : settingUp.on(card, step);
    if (hindered(playing, hindrance)) return;
    playing.run = runOf(card, step, () => progressed(playing));
    playing.run.change();
  }

  function runOf(card: Card, step: number, changed: () => void): StepRun {
    const { durationMs } = experimentAt(card, step).experiment;
    return createStepRun({ controller, clock, card, step: card.steps[step]!, durationMs, changed });
  }

  /** Something has been done in the step. */
  function progressed(playing: Playing): void {
    if (now !== playing) return;
    if (playing.phase === 'asking' && playing.run?.begun) {
      const isTrail = place?.plan.trail === true;
      if (playing.prediction !== null || playing.answered || isTrail) playing.phase = 'doing';
      else playing.early = true;
    }
    tell();
  }

  function start(card: Card): void {
    now?.run?.end();
    before ??= settingsOf(controller.snapshot());
    const playing = begun(card);
    now = playing;
    if (place?.plan.trail) playing.phase = 'doing';
    observe();
    enter(playing, 0, true);
  }

  /** @returns why not: a card may be away that was there when its plan was read. */
  function startAt(plan: Plan, index: number): string | undefined {
    const { card: name } = plan.cards[index]!;
    const card = library.card(name);
    if (card === undefined) return `lesson: there is no card "${name}"`;
    place = { plan, index };
    start(card);
    return undefined;
  }

  function close(): void {
    if (now !== null) {
      now.run?.end();
      now = null;
    }
    stopObserving();
    place = null;
    if (before !== null) settingUp.back(before);
    before = null;
  }

  function nextCard(): void {
    const next = place === null ? undefined : place.index + 1;
    if (place === null || next === undefined) close();
    else if (next < place.plan.cards.length) startAt(place.plan, next);
    else if (place.plan.trail) startAt(place.plan, 0);
    else close();
  }

  function cardBefore(): void {
    if (place !== null && place.index > 0) startAt(place.plan, place.index - 1);
  }

  function keepValues(playing: Playing): void {
    if (playing.run?.stage !== 'done') return;
    for (const [name, value] of playing.run.values()) playing.values.set(name, value);
  }

  function afterStep(playing: Playing): void {
    keepValues(playing);
    if (playing.step + 1 < stepsOf(playing)) enter(playing, playing.step + 1, false);
    else if (place?.plan.trail) nextCard();
    else playing.phase = 'seen';
  }

  /** @returns whether the rig shows it: it may have left the tape, or nothing was measured. */
  function seekTo(playing: Playing, { plusMs, measure }: Moment, values: Values): boolean {
    const value = values.get(measure);
    const taken = value !== undefined && value.value !== null ? value.moment : undefined;
    if (taken === undefined) return false;
    const pictures = Math.round((plusMs * controller.snapshot().roomMsPerAxonMs) / PICTURE_MS);
    const picture = Math.max(1, taken.picture + pictures);
    playing.looking = controller.command({ do: 'seek', picture }) === undefined;
    return playing.looking;
  }

  function lookAt(playing: Playing, moment: Moment): void {
    if (!playing.values.has(moment.measure) || seekTo(playing, moment, playing.values)) return;
    playing.remark = { kind: 'moment-gone' };
    showAgain(playing, moment);
  }

  /** The rig does the step of a moment once more, and then stands at it. */
  function showAgain(playing: Playing, moment: Moment): void {
    const { card } = playing;
    const step = card.steps.findIndex(({ measure }) => measure.includes(moment.measure));
    playing.run?.end();
    playing.run = null;
    stopLooking(playing);
    if (settingUp.from(card, step) !== undefined) return;
    const run = runOf(card, step, () => {
      if (now === playing && playing.run === run && run.stage === 'done') clock.after(0, arrived);
    });
    const arrived = (): void => {
      if (now !== playing || playing.run !== run) return;
      if (seekTo(playing, moment, run.values())) playing.remark = null;
      tell();
    };
    playing.run = run;
    run.change();
    if (card.steps[step]!.act.length > 0) run.act();
    if (card.steps[step]!.done === 'read') clock.after(READ_MS, () => run.goOn());
  }

  function stopLooking(playing: Playing): void {
    if (!playing.looking) return;
    playing.looking = false;
    controller.command({ do: 'now' });
  }

  function check(playing: Playing): void {
    playing.phase = 'checked';
    playing.run?.end();
    if (playing.card.moment) lookAt(playing, playing.card.moment);
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
        stopLooking(playing);
        nextCard();
    }
  }

  function skip(playing: Playing): void {
    switch (playing.phase) {
      case 'asking':
        if (playing.early) enter(playing, 0, true);
        playing.early = false;
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
    const last = playing.card.steps.length - 1;
    switch (playing.phase) {
      case 'doing':
        if (playing.step > 0) enter(playing, playing.step - 1, true);
        else {
          playing.phase = 'asking';
          enter(playing, 0, true);
        }
        return;
      case 'seen':
      case 'checked':
        playing.phase = 'doing';
        enter(playing, last, true);
        return;
      case 'why':
        playing.phase = 'checked';
        return;
      case 'explained':
        toWhy(playing);
        return;
      default:
        cardBefore();
    }
  }

  function predict(playing: Playing, choice: number | undefined): string | undefined {
    if (playing.phase !== 'asking') return 'lesson: the prediction is made before the press';
    if (choice === undefined) {
      skip(playing);
      return undefined;
    }
    if (choice >= playing.card.predict.length) return noChoice(playing.card.predict.length);
    playing.prediction = choice;
    if (playing.early) enter(playing, 0, true);
    playing.early = false;
    return undefined;
  }

  function see(playing: Playing, choice: number | undefined): string | undefined {
    if (playing.phase !== 'seen') return 'lesson: what was seen is asked after the last step';
    if (choice === undefined || choice >= playing.card.predict.length)
      return noChoice(playing.card.predict.length);
    playing.saw = choice;
    check(playing);
    return undefined;
  }

  function giveReason(playing: Playing, choice: number | undefined): string | undefined {
    const { choices } = playing.card.why;
    if (playing.phase === 'checked') toWhy(playing);
    if (playing.phase !== 'why') return 'lesson: the reason is asked after the result';
    const chosen = choice === undefined ? undefined : choices[choice];
    if (choice === undefined || chosen === undefined) return noChoice(choices.length);
    playing.reason = choice;
    if (chosen.moment) lookAt(playing, chosen.moment);
    return undefined;
  }

  /** What needs a card, with no words if all is well. */
  const asks: Readonly<
    Record<
      Exclude<LessonAsk, 'open' | 'plan'>,
      (playing: Playing, command: LessonCommand) => string | undefined
    >
  > = {
    close: quietly(close),
    predict: (playing, { choice }) => predict(playing, choice),
    saw: (playing, { choice }) => see(playing, choice),
    why: (playing, { choice }) => giveReason(playing, choice),
    next: quietly(goOn),
    back: quietly(goBack),
    skip: quietly(skip),
    skipCard: quietly(nextCard),
    act: quietly(({ run }) => run?.act()),
    putRight: quietly((playing) => {
      const { run } = playing;
      if (run === null || run.otherwise.length === 0) return;
      if (run.otherwise.includes('experiment')) enter(playing, playing.step, true);
      else hindered(playing, settingUp.putRight(run.settings));
    }),
    again: quietly((playing) => {
      if (playing.phase === 'asking' || playing.phase === 'doing') enter(playing, playing.step, true);
      else goBack(playing);
    }),
    look: quietly((playing) => {
      if (playing.looking) stopLooking(playing);
      else {
        const reason = playing.reason === null ? undefined : playing.card.why.choices[playing.reason];
        const moment = reason?.moment ?? playing.card.moment;
        if (moment) lookAt(playing, moment);
      }
    }),
  };

  function open(name: string | undefined): string | undefined {
    const card = library.card(name ?? '');
    if (card === undefined) return `lesson: there is no card "${name ?? ''}"`;
    const index = place?.plan.cards.findIndex((one) => one.card === card.name) ?? -1;
    if (place !== null && index >= 0) return startAt(place.plan, index);
    place = null;
    start(card);
    return undefined;
  }

  function openPlan(name: string | undefined): string | undefined {
    const plan = library.plan(name ?? '');
    if (plan === undefined) return `lesson: there is no plan "${name ?? ''}"`;
    return startAt(plan, 0);
  }

  function command(asked: LessonCommand): string | undefined {
    const refusal = obey(asked);
    tell();
    return refusal;
  }

  function obey(asked: LessonCommand): string | undefined {
    if (asked.ask === 'open') return open(asked.name);
    if (asked.ask === 'plan') return openPlan(asked.name);
    if (now === null) return asked.ask === 'close' ? undefined : 'lesson: no card is open';
    now.remark = null;
    return asks[asked.ask](now, asked) ?? undefined;
  }

  function state(): LessonState {
    return {
      type: 'lesson',
      plan: place && {
        name: place.plan.name,
        cards: place.plan.cards.map(({ card }) => card),
        index: place.index,
        trail: place.plan.trail,
      },
      card: now && cardState(now),
    };
  }

  return {
    state,
    command,
    texts: (language) => cardsText(library, language),
    answered(anybody) {
      if (now !== null) now.answered = anybody;
    },
    values: () => now?.values ?? new Map(),
    observe(changed) {
      observers.add(changed);
      return () => observers.delete(changed);
    },
    end() {
      trail.end();
      stopObserving();
      now?.run?.end();
    },
  };
}
