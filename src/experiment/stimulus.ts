/** What a person does to the axon with a button, or a file says that one does. */
import type { z } from 'zod';
import { number, numberOrNumbers, section } from '../files/fields.js';
import type { FilePath, Problem } from '../files/index.js';
import { CURRENT_FIELDS, channelsOf, type MembraneSpec, STIMULUS_FIELDS } from '../model/index.js';
import { FARTHEST_PLACE } from './electrodes.js';

const PLACE = { low: 0, high: FARTHEST_PLACE, about: 'Where it enters: site, mm or node' };
/** Most places of one press. */
const MOST_PLACES = 64;

/** Where a button stimulates: at one place or at several. */
export const placesField = numberOrNumbers(
  { ...PLACE, about: `${PLACE.about}; each of several places gets the whole of it` },
  MOST_PLACES,
);

/** How strong a press is, and for how long: all may be left out. */
export const pressFields = {
  conductanceMs: number(STIMULUS_FIELDS.conductance.conductanceMs).optional(),
  reversalMv: number({
    ...STIMULUS_FIELDS.conductance.reversalMv,
    about:
      "Reversal potential of the ion that is let in; the membrane's sodiumReversalMv unless said otherwise",
  }).optional(),
  currentUa: number({
    low: -10_000,
    high: 10_000,
    unit: 'µA',
    about: 'A current instead: positive depolarises, negative hyperpolarises',
  }).optional(),
  currentNa: number({
    ...CURRENT_FIELDS.currentNa,
    about: 'The same on a cable or a myelinated axon',
  }).optional(),
  currentUaPerCm2: number({ ...CURRENT_FIELDS.currentUaPerCm2, about: 'The same on a patch' }).optional(),
};
export const durationField = number({
  low: 0.01,
  high: 1000,
  unit: 'ms',
  about: 'How long the stimulus lasts, in time of the axon',
});

/** The press of the lesson: site 0 lets sodium in, 7.4 times its threshold of 0.3250 mS. */
export const DEFAULT_PRESS = { at: 0, conductanceMs: 2.4, durationMs: 0.5 } as const;

export const pressSchema = section(
  {
    at: number(PLACE).default(DEFAULT_PRESS.at),
    ...pressFields,
    durationMs: durationField.default(DEFAULT_PRESS.durationMs),
  },
  'What a press does: the membrane lets sodium in, or a current flows',
  '{at: 0, conductanceMs: 2.4, durationMs: 0.5}',
);

/** A press as written; what a button leaves out is that of the stimulus. */
export type WrittenPress = {
  readonly [K in keyof z.output<typeof pressSchema>]?: z.output<typeof pressSchema>[K] | undefined;
};

/** A stimulus that begins whenever someone presses: a current, or the membrane letting an ion in. */
export type Press = CurrentPress | ConductancePress;

interface Pressed {
  readonly at: number;
  readonly durationMs: number;
}

export type CurrentPress = Pressed & { readonly currentUa: number };
export type ConductancePress = Pressed & { readonly conductanceMs: number; readonly reversalMv: number };

/** The press of a rig whose file says nothing of it, on such channels. */
export function usualPress(membrane: MembraneSpec): ConductancePress {
  return { ...DEFAULT_PRESS, reversalMv: channelsOf(membrane).sodiumReversalMv };
}

/** The press with everything settled: what it leaves out is that of `usual`, as far as the two are of one sort. */
export function settlePress(written: WrittenPress, usual: Press, channelsOn: MembraneSpec): Press {
  const place = { at: written.at ?? usual.at, durationMs: written.durationMs ?? usual.durationMs };
  const opens = written.conductanceMs !== undefined || written.reversalMv !== undefined;
  if (written.currentUa !== undefined) return { ...place, currentUa: written.currentUa };
  if (!opens && 'currentUa' in usual) return { ...place, currentUa: usual.currentUa };
  const base = 'currentUa' in usual ? usualPress(channelsOn) : usual;
  return {
    ...place,
    conductanceMs: written.conductanceMs ?? base.conductanceMs,
    reversalMv: written.reversalMv ?? base.reversalMv,
  };
}

/** What is wrong with a press that is both a current and a conductance, or nothing. */
export function pressProblems(written: WrittenPress, path: FilePath): Problem[] {
  if (written.currentUa === undefined) return [];
  const other = (['conductanceMs', 'reversalMv'] as const).find((key) => written[key] !== undefined);
  if (other === undefined) return [];
  return [
    {
      path: [...path, 'currentUa'],
      or: [[...path, other]],
      expected: `currentUa or ${other}`,
      got: 'both',
      advice: 'a press either puts a current in or lets an ion in; remove one',
    },
  ];
}
