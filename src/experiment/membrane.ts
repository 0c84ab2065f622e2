/** The membrane of an experiment, as a file describes it. */
import { z } from 'zod';
import { number, section, withExample, withRefusedKinds } from '../files/fields.js';
import {
  type GatedMembraneSpec,
  type MembraneSpec,
  type PassiveMembraneSpec,
  SET_A,
} from '../model/index.js';

const EXAMPLE = 'membrane: {kind: gated}';
const a = SET_A.membrane;

const conductance = (about: string) => number({ low: 0, high: 1000, unit: 'mS', about });
const potential = (about: string) => number({ low: -150, high: 150, unit: 'mV', about });
const time = (low: number, about: string) => number({ low, high: 1000, unit: 'ms', about });

export const gatedSchema = section(
  {
    kind: z
      .literal('gated')
      .optional()
      .default('gated')
      .describe("The lesson's excitable membrane: channels that open and close at set potentials"),
    channelEvery: number({
      low: 1,
      high: 1000,
      whole: true,
      about: 'Channels sit at every n-th site, from site 0 on',
    }).default(a.channelEvery),
    sodiumConductanceMs: conductance('Open sodium channels of a site (millisiemens)').default(
      a.sodiumConductanceMs,
    ),
    potassiumConductanceMs: conductance('Open potassium channels of a site (millisiemens)').default(
      a.potassiumConductanceMs,
    ),
    sodiumReversalMv: potential('Reversal potential of sodium').default(a.sodiumReversalMv),
    potassiumReversalMv: potential('Reversal potential of potassium').default(a.potassiumReversalMv),
    sodiumOpensMv: potential('Threshold: at or above it a rested site opens its sodium channels').default(
      a.sodiumOpensMv,
    ),
    sodiumClosesMv: potential(
      'At or above it the sodium channels close; whenever they close, the potassium channels open',
    ).default(a.sodiumClosesMv),
    potassiumClosesMv: potential('At or below it the potassium channels close').default(a.potassiumClosesMv),
    sodiumMaxOpenMs: time(0.01, 'Sodium channels close after this time at the latest').default(
      a.sodiumMaxOpenMs,
    ),
    potassiumMaxOpenMs: time(
      0.01,
      'Potassium channels that have been open for this time close already at recoveryBelowMv',
    ).default(a.potassiumMaxOpenMs),
    recoveryMs: time(
      0.01,
      'Sodium channels cannot open again for this time after the potassium channels closed',
    ).default(a.recoveryMs),
    recoveryBelowMv: potential('… and not before the membrane has been at or below this').default(
      a.recoveryBelowMv,
    ),
  },
  'The membrane',
  EXAMPLE,
);

export const passiveSchema = section(
  {
    kind: z.literal('passive').describe('Leak and capacitance alone: a signal spreads and fades'),
  },
  'The membrane',
  'membrane: {kind: passive}',
);

const NOT_IN_RIG = "a rig shows the lesson's channels; this kind is for experiment files (axon-rig simulate)";

/** The membrane of a rig. */
export const membraneSchema = withRefusedKinds(
  withExample(z.discriminatedUnion('kind', [gatedSchema, passiveSchema]), EXAMPLE),
  { 'hodgkin-huxley': NOT_IN_RIG, 'frankenhaeuser-huxley': NOT_IN_RIG },
);

/** The membrane as written, fully defaulted. */
export type Membrane = Readonly<z.output<typeof membraneSchema>>;

/** The membrane as the model wants it. */
export function membraneOf(membrane: Membrane): MembraneSpec {
  return { ...membrane };
}

/** Both sides of the lesson's comparison for one axon. */
export interface MembranePair {
  readonly passive: PassiveMembraneSpec;
  readonly gated: GatedMembraneSpec;
  /** Which of them the file begins with. */
  readonly first: Membrane['kind'];
}

/** Channels off and channels on; an axon that begins passive gets the channels of set A. */
export function membranePair(membrane: Membrane): MembranePair {
  return {
    passive: { kind: 'passive' },
    gated: membrane.kind === 'gated' ? { ...membrane } : SET_A.membrane,
    first: membrane.kind,
  };
}
