/**
 * Plays cards on a rig: sets it up, asks for a prediction, watches what is done on the page or with the hardware's own
 * button and dial, measures from the recording, judges, and looks back at the moment that shows why. It knows the
 * controller's contract only, and locks nothing: whatever is done to the rig is done, and the card says what it needs.
 */
import type { Clock, Controller } from '../controller/contract.js';
import type { Card, Plan } from './card.js';
import type { LessonCommand, LessonRefusal, LessonState, Lessons } from './contract.js';
import { type CardAsk, createCourse } from './course.js';
import type { Values } from './judge.js';
import type { Library } from './library.js';
import { begun, cardState, type Playing } from './playing.js';
import { type Settings, settingsOf } from './settings.js';
import { cardsText } from './texts.js';
import { createTrail } from './trail.js';

export interface RunnerParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly library: Library;
}

interface PlanPlace {
  readonly plan: Plan;
  readonly index: number;
}

/** The runner, and what the server alone tells it. */
export interface Runner extends Lessons {
  /** What has been measured of the card that is played. */
  values(): Values;
}

export function createRunner({ controller, clock, library }: RunnerParts): Runner {
  const observers = new Set<() => void>();
  let place: PlanPlace | null = null;
  let now: Playing | null = null;
  /** Plans, and cards that are played alone, that have begun. */
  let start = 0;
  /** Cards of the plan as they were left, by their place in it. */
  const left = new Map<number, Playing>();
  /** What the rig played before the lesson. */
  let before: Settings | null = null;
  let stopObserving = (): void => {};
  const isTrail = () => place?.plan.trail === true;
  const trail = createTrail(clock, (ask) => void command({ do: 'lesson', ask }));
  const course = createCourse({
    controller,
    clock,
    isOn: (playing) => now === playing,
    isTrail,
    stepsOf,
    nextCard,
    cardBefore,
    close,
    tell,
  });

  function tell(): void {
    const isLastStep = now !== null && now.step >= stepsOf(now) - 1;
    trail.look(isTrail() && now !== null ? (now.run ?? 'none') : null, isLastStep);
    for (const changed of observers) changed();
  }

  /** A trail may play the first steps of a card alone. */
  function stepsOf({ card }: Playing): number {
    const asked = place?.plan.trail ? place.plan.cards[place.index]?.steps : undefined;
    return Math.min(card.steps.length, asked ?? card.steps.length);
  }

  function observe(): void {
    stopObserving();
    stopObserving = controller.observe({
      happened: (happening) => now?.run?.happened(happening),
      picture: (picture) => now?.run?.picture(picture),
      change() {
        if (now !== null && course.lookedAway(now)) tell();
        now?.run?.change();
      },
    });
  }

  function leave(): void {
    now?.run?.end();
    if (now !== null && place !== null) left.set(place.index, now);
    now = null;
  }

  function leavePlan(): void {
    leave();
    left.clear();
    place = null;
  }

  function play(card: Card, earlier?: Playing): void {
    before ??= settingsOf(controller.snapshot());
    now = earlier ?? begun(card, start);
    observe();
    if (earlier) course.resume(now);
    else course.begin(now);
  }

  /**
   * @param resumes whether a card goes on as it was left, and does not begin again.
   * @returns why not: a card may be away that was there when its plan was read.
   */
  function playAt(
    plan: Plan,
    index: number,
    resumes: (earlier: Playing) => boolean = () => false,
  ): LessonRefusal | undefined {
    const { card: name } = plan.cards[index]!;
    const card = library.card(name);
    if (card === undefined) return { kind: 'no-card', name };
    leave();
    place = { plan, index };
    const earlier = left.get(index);
    play(card, earlier && earlier.card === card && resumes(earlier) ? earlier : undefined);
    return undefined;
  }

  function close(): void {
    leavePlan();
    stopObserving();
    if (before !== null) course.back(before);
    before = null;
  }

  function nextCard(): void {
    const next = place === null ? 0 : place.index + 1;
    if (place?.plan.trail) playAt(place.plan, next % place.plan.cards.length);
    // Who went back from its question comes back to it, with what was predicted.
    else if (place !== null && next < place.plan.cards.length)
      playAt(place.plan, next, ({ phase }) => phase === 'asking');
    else close();
  }

  function cardBefore(): void {
    if (place !== null && place.index > 0) playAt(place.plan, place.index - 1, () => true);
  }

  function open(name = ''): LessonRefusal | undefined {
    const card = library.card(name);
    if (card === undefined) return { kind: 'no-card', name };
    const index = place?.plan.cards.findIndex((one) => one.card === card.name) ?? -1;
    if (place !== null && index >= 0) return playAt(place.plan, index);
    leavePlan();
    start++;
    play(card);
    return undefined;
  }

  function openPlan(name = ''): LessonRefusal | undefined {
    const plan = library.plan(name);
    if (plan === undefined) return { kind: 'no-plan', name };
    const first = plan.cards[0]!.card;
    if (library.card(first) === undefined) return { kind: 'no-card', name: first };
    leavePlan();
    start++;
    return playAt(plan, 0);
  }

  function command(asked: LessonCommand): LessonRefusal | undefined {
    const refusal = obey(asked);
    tell();
    return refusal;
  }

  function obey(asked: LessonCommand): LessonRefusal | undefined {
    const { ask } = asked;
    if (ask === 'open') return open(asked.name);
    if (ask === 'plan') return openPlan(asked.name);
    if (now === null) return ask === 'close' ? undefined : { kind: 'no-lesson' };
    now.remark = null;
    return course.ask(now, { ...asked, ask: ask satisfies CardAsk });
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
