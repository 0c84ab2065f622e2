/** A card and a plan with everything settled, from what was written. */
import type { Experiment } from '../experiment/index.js';
import {
  type Act,
  CARD_LANGUAGES,
  type Card,
  type CardExperiment,
  type CardMeasure,
  type CardWords,
  type Done,
  type Plan,
  type PlanWords,
  type PredictChoice,
  type Step,
  type WhyChoice,
} from './card.js';
import type { WrittenCard } from './card-schema.js';
import { cardCommand } from './commands.js';
import { comparisonOf } from './comparison.js';
import type { WrittenPlan } from './plan-schema.js';

type WrittenStep = WrittenCard['steps'][number];
type WrittenAct = WrittenStep['act'][number];

/** Of the time to wait, where nothing is said: so much earlier or later is as good. */
const AS_GOOD = 0.25;

/** A command of `act`, without what says when. */
export function commandOfAct({ afterMs: _after, withinMs: _within, ...command }: WrittenAct): { do: string } {
  return command;
}

function settleAct(written: WrittenAct): Act {
  const { afterMs, withinMs = afterMs * AS_GOOD } = written;
  return { command: cardCommand(commandOfAct(written)), afterMs, withinMs };
}

/** What a step waits for that does not say. */
export function doneOf({ done, act }: WrittenStep): Done {
  if (done !== undefined) return done;
  if (act.length === 0) return 'read';
  return act.some((one) => one.do === 'stimulate') ? 'press' : 'act';
}

function settleStep(written: WrittenStep): Step {
  const { load, set, act, watchMs, measure, keep } = written;
  return {
    do: written.do,
    load,
    set: set.map(cardCommand),
    act: act.map(settleAct),
    done: doneOf(written),
    watchMs,
    measure,
    keep,
  };
}

function settleChoice({ says, ...rest }: WrittenCard['predict'][number]): PredictChoice {
  return { ...rest, says: says.flatMap((text) => comparisonOf(text) ?? []) };
}

/** Sections of a file in their order, each with its name. */
export function named<Written extends object>(
  sections: Readonly<Record<string, Written>>,
): (Written & { readonly name: string })[] {
  return Object.entries(sections).map(([name, section]) => ({ ...section, name }));
}

/** @param experiments of the card, by the names that it has for them. */
export function settleCard(
  name: string,
  written: WrittenCard,
  experiments: ReadonlyMap<string, Experiment>,
): Card {
  const { card: _version, de: _german, ...rest } = written;
  const own: CardExperiment[] = [...experiments].map(([of, experiment]) => ({ name: of, experiment }));
  return {
    ...rest,
    name,
    experiments: own as [CardExperiment, ...CardExperiment[]],
    predict: written.predict.map(settleChoice),
    steps: written.steps.map(settleStep),
    measures: named(written.measures) as CardMeasure[],
    why: written.why as { question: string; choices: WhyChoice[] },
    languages: languagesIn<CardWords>(written),
  };
}

function languagesIn<Words>(written: WrittenCard | WrittenPlan): Card['languages'] & Record<string, Words> {
  const found = CARD_LANGUAGES.flatMap((language) => {
    const words = written[language];
    return words === undefined ? [] : [[language, words]];
  });
  return Object.fromEntries(found);
}

export function settlePlan(name: string, written: WrittenPlan): Plan {
  const { plan: _version, de: _german, ...rest } = written;
  return { ...rest, name, languages: languagesIn<PlanWords>(written) };
}
