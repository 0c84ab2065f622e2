/** What presses and turns do, as plain data: what the controller binds to its commands. */
import {
  type ElectrodePosition,
  fieldOfTreatment,
  type StimulusSpec,
  settlePress,
  stimulusOf,
  stimulusSpec,
  type Treatment,
  treatmentOf,
} from '../experiment/index.js';
import type { MeterName } from '../units.js';
import type { WrittenAction, WrittenDial } from './action-schema.js';
import type { ownPress } from './own-experiment.js';

/** A press on the axon; what it leaves out is the experiment's. */
export interface StimulateAction {
  readonly do: 'stimulate';
  /** Place or places, in the unit of the axon. */
  readonly at?: number | readonly number[] | undefined;
  /** In the unit of the axon: µA, nA or µA/cm²; mS where the experiment lets an ion in. */
  readonly strength?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly held: boolean;
  /** Other stimuli than the experiment's. */
  readonly stimuli?: readonly StimulusSpec[] | undefined;
}

/** What a press does. */
export type ButtonAction =
  | StimulateAction
  /** A second press takes it away; `held`: releasing does. */
  | { readonly do: 'treat'; readonly id: string; readonly treatment: Treatment; readonly held: boolean }
  | { readonly do: 'channels' | 'pause' | 'reset' | 'weakest' | 'runOn' | 'now' }
  | { readonly do: 'step'; readonly back: boolean }
  /** `null`: the next one. */
  | { readonly do: 'experiment'; readonly name: string | null }
  | {
      readonly do: 'pauseWhen';
      readonly name: MeterName;
      readonly crossesMv: number;
      readonly rising: boolean;
    }
  /** In time of the room. */
  | { readonly do: 'rewind'; readonly seconds: number }
  | { readonly do: 'electrode'; readonly name: MeterName; readonly at: ElectrodePosition };

/** What a turn does, from fully left to fully right. */
export type DialAction =
  | { readonly do: 'lens' | 'time' }
  /** Of the written strength [%]. */
  | { readonly do: 'strength'; readonly lowPercent: number; readonly highPercent: number }
  /** From the beginning of the axon to its end. */
  | { readonly do: 'electrode'; readonly name: MeterName }
  | {
      readonly do: 'treatment';
      readonly id: string;
      readonly treatment: Treatment;
      /** The figure of it that is turned. */
      readonly field: string;
      readonly low: number;
      readonly high: number;
    };

type WrittenStimulate = Extract<WrittenAction, { do: 'stimulate' }>;

/** The names of a strength. */
export const STRENGTHS = ['conductanceMs', 'currentUa', 'currentNa', 'currentUaPerCm2'] as const;

/** The press of the rig's own lattice. */
type OwnPress = ReturnType<typeof ownPress>;

/** Where a lattice has a press of its own, a button says what is different; else it is the experiment's, in another strength. */
function settleStimulate(action: WrittenStimulate, own: OwnPress): StimulateAction {
  const { at, durationMs, held, reversalMv } = action;
  const key = STRENGTHS.find((name) => action[name] !== undefined);
  if (own !== null && (key !== undefined || reversalMv !== undefined)) {
    const { press, channelsOn } = own;
    const changed = stimulusOf(settlePress({ ...action, at: press.at }, press, channelsOn));
    return { do: 'stimulate', held, stimuli: [stimulusSpec({ ...changed, at: at ?? press.at }, 'lattice')] };
  }
  return {
    do: 'stimulate',
    held,
    ...(at === undefined ? {} : { at }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(key === undefined ? {} : { strength: action[key] }),
  };
}

/** @param number from 1. @param own the press of the rig's own lattice; `null`: it has none. */
export function settleButton(
  action: WrittenAction | undefined,
  number: number,
  own: OwnPress,
): ButtonAction | null {
  if (action === undefined) return null;
  switch (action.do) {
    case 'stimulate':
      return settleStimulate(action, own);
    case 'treat':
      return {
        do: 'treat',
        id: `button ${number}`,
        treatment: treatmentOf(action.treatment),
        held: action.held,
      };
    case 'membrane':
      return { do: 'channels' };
    case 'step':
      return { do: 'step', back: action.back };
    case 'experiment':
      return { do: 'experiment', name: action.name ?? null };
    case 'pauseWhen':
      return {
        do: 'pauseWhen',
        name: action.name,
        crossesMv: action.crossesMv,
        rising: action.rising,
      };
    case 'rewind':
      return { do: 'rewind', seconds: action.seconds };
    case 'electrode':
      return { do: 'electrode', name: action.name, at: action.at };
    default:
      return { do: action.do };
  }
}

/** @param number from 0. */
export function settleDial(dial: WrittenDial | undefined, number: number): DialAction | null {
  if (dial === undefined) return null;
  switch (dial.do) {
    case 'strength':
      return { do: 'strength', lowPercent: dial.lowPercent, highPercent: dial.highPercent };
    case 'electrode':
      return { do: 'electrode', name: dial.name };
    case 'treatment': {
      const { field, treatment } = dial;
      // What is no figure of it is a problem already.
      const range = fieldOfTreatment(treatment.kind, field) ?? { low: 0, high: 0 };
      return {
        do: 'treatment',
        id: `dial ${number}`,
        treatment: treatmentOf(treatment),
        field,
        low: dial.low ?? range.low,
        high: dial.high ?? range.high,
      };
    }
    default:
      return { do: dial.do };
  }
}
