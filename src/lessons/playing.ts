/** A card that is played: where it stands, what is known of it so far, and what is told of that. */
import type { Card } from './card.js';
import type { LessonCard, LessonPhase, LessonResult, Remark } from './contract.js';
import { judge, rightOf, type Value } from './judge.js';
import type { StepRun } from './step-run.js';

export interface Playing {
  readonly card: Card;
  /** Of its plan, or its own; `LessonCard` has it. */
  readonly start: number;
  phase: LessonPhase['phase'];
  because: string;
  step: number;
  prediction: number | null;
  saw: number | null;
  reason: number | null;
  remark: Remark | null;
  /** Somebody pressed before there was a prediction: the axon must be at rest again. */
  early: boolean;
  /** Others have predicted: a press is not too early. */
  answered: boolean;
  looking: boolean;
  run: StepRun | null;
  readonly values: Map<string, Value>;
}

/** A card of which nothing has been done yet. */
export function begun(card: Card, start: number): Playing {
  return {
    card,
    start,
    phase: 'asking',
    because: '',
    step: 0,
    prediction: null,
    saw: null,
    reason: null,
    remark: null,
    early: false,
    answered: false,
    looking: false,
    run: null,
    values: new Map(),
  };
}

function phaseOf(playing: Playing): LessonPhase {
  const { card, phase, run, values, prediction, saw, reason } = playing;
  const result = (): LessonResult => judge(card, values, prediction, saw);
  switch (phase) {
    case 'asking':
      return { phase, waitsFor: run?.waitsFor ?? null };
    case 'seen':
      return { phase };
    case 'doing':
      return {
        phase,
        step: playing.step,
        stage: run?.stage ?? 'waiting',
        waitsFor: run?.waitsFor ?? null,
        share: run?.share ?? null,
      };
    case 'checked':
      return { phase, result: result() };
    case 'why': {
      const chosenRight = reason === null ? null : reason === rightOf(card.why.choices);
      return { phase, result: result(), chosen: reason, chosenRight };
    }
    case 'explained':
      return { phase, result: result(), whyRight: rightOf(card.why.choices) };
    case 'cannot-show':
      return { phase, because: playing.because };
  }
}

/** What is told of it. */
export function cardState(playing: Playing): LessonCard {
  const { card, start, run, prediction, saw, looking, early, step, phase } = playing;
  const inStep = phase === 'asking' || phase === 'doing';
  const pressedFirst: Remark | null = early ? { kind: 'pressed-first' } : null;
  return {
    name: card.name,
    start,
    at: phaseOf(playing),
    steps: card.steps.length,
    prediction,
    saw,
    remark: playing.remark ?? pressedFirst ?? (inStep ? (run?.remark ?? null) : null),
    otherwise: inStep ? (run?.otherwise ?? []) : [],
    looking,
    keep: card.steps.some((one, i) => one.keep && i <= step),
  };
}
