/**
 * What may be done to a stretch of the axon, for good or for a while. `from` and `to` are places in the axon's own
 * terms (sites, millimetres, nodes; both ends included); a compartment is treated if its centre lies between them.
 * Without them the whole axon is treated. Treatments of different kinds may overlap, two of one kind may not be in force
 * on one place at one time. The range of each number is in `TREATMENT_FIELDS`, of times in `TREATMENT_TIME_FIELDS`.
 */

import type { NumberField } from './field.js';
import { temperatureC } from './membranes/shared-fields.js';

export interface Stretch {
  /** First place treated; left out: the beginning. */
  readonly from?: number;
  /** Last place treated; left out: the end. */
  readonly to?: number;
}

/** When it is in force, on the axon's own time: from the first end of a step at or after `startMs` to that of `endMs`. */
export interface TreatmentTimes {
  /** [ms]; left out: from the beginning. */
  readonly startMs?: number;
  /** [ms], after `startMs`; left out: for good. */
  readonly endMs?: number;
}

interface Applied extends Stretch, TreatmentTimes {}

/**
 * Tetrodotoxin: sodium channels out of work. Either what is left of them, or the concentration, of which
 * 1 / (1 + c / K_d) are left; K_d is 1 nmol/l unless said otherwise.
 */
export type TtxTreatment = Applied & { readonly kind: 'ttx' } & (
    | { readonly sodiumFraction: number }
    | { readonly nanomolar: number; readonly halfBlockNanomolar?: number }
  );

/** Tetraethylammonium: what is left of the potassium channels (delayed rectifier), as a share. */
export interface TeaTreatment extends Applied {
  readonly kind: 'tea';
  readonly potassiumFraction: number;
}

/** A cold or a warm stretch: its gates run at this temperature. */
export interface TemperatureTreatment extends Applied {
  readonly kind: 'temperature';
  readonly temperatureC: number;
}

/**
 * Demyelination: the internodes whose middle lies between `from` and `to` (node k to k + 1 is at k + 0.5) lose their
 * myelin and get this bare membrane, without channels. On a myelinated axon with internode compartments.
 */
export interface BareTreatment extends Applied {
  readonly kind: 'bare';
  /** 1 unless said otherwise. */
  readonly capacitanceUfPerCm2?: number;
  /** Reversing at the rest of the nodes; 0.3 unless said otherwise. */
  readonly leakConductanceMsPerCm2?: number;
}

/** Channels shut for good: the membrane that is left leaks towards its rest and does nothing else. */
export interface DeadTreatment extends Applied {
  readonly kind: 'dead';
}

/** Potassium in the bath: moves the reversal of potassium as Nernst says. */
export interface PotassiumTreatment extends Applied {
  readonly kind: 'potassium';
  readonly outsideMillimolar: number;
}

/**
 * A shifted rest: the reversal of the leak is moved so that this membrane, by itself, rests so much higher
 * (positive) or lower than without.
 */
export interface RestTreatment extends Applied {
  readonly kind: 'rest';
  readonly shiftMv: number;
}

export type Treatment =
  | TtxTreatment
  | TeaTreatment
  | TemperatureTreatment
  | BareTreatment
  | DeadTreatment
  | PotassiumTreatment
  | RestTreatment;

const share = (channels: string): NumberField => ({
  low: 0,
  high: 1,
  whyNotMore: 'it is a share, and 1 is all',
  about: `Share of the ${channels} channels left`,
});

/** Concentration of tetrodotoxin at which half of the sodium channels are blocked, unless said otherwise [nmol/l]. */
export const TTX_HALF_BLOCK_NANOMOLAR = 1;
/** What tetrodotoxin leaves of the sodium channels, 0 to 1: one toxin molecule blocks one channel. */
export function sodiumFractionOf(treatment: TtxTreatment): number {
  if ('sodiumFraction' in treatment) return treatment.sodiumFraction;
  return 1 / (1 + treatment.nanomolar / (treatment.halfBlockNanomolar ?? TTX_HALF_BLOCK_NANOMOLAR));
}

/** The bare membrane of an internode, unless said otherwise [µF/cm², mS/cm²]. */
export const BARE_MEMBRANE = { capacitanceUfPerCm2: 1, leakConductanceMsPerCm2: 0.3 } as const;

/** When a treatment is in force. */
export const TREATMENT_TIME_FIELDS = {
  startMs: {
    low: 0,
    high: 1_000_000_000,
    unit: 'ms',
    about: 'When it begins, in the time of the axon; left out, the beginning',
  },
  endMs: { low: 0, high: 1_000_000_000, unit: 'ms', about: 'When it ends, after startMs; left out, never' },
} as const satisfies { readonly [Name in keyof TreatmentTimes]-?: NumberField };

/** The numbers of each kind of treatment, but for its places and times. */
export const TREATMENT_FIELDS = {
  ttx: {
    sodiumFraction: share('sodium'),
    nanomolar: {
      low: 0,
      high: 1_000_000,
      unit: 'nmol/l',
      about: 'Its concentration c, instead of sodiumFraction: 1 / (1 + c / Kd) of the channels are left',
    },
    halfBlockNanomolar: {
      low: 0.001,
      high: 1_000_000,
      unit: 'nmol/l',
      about: `Kd, the concentration that leaves half; with nanomolar; ${TTX_HALF_BLOCK_NANOMOLAR} unless said otherwise`,
    },
  },
  tea: { potassiumFraction: share('potassium') },
  temperature: { temperatureC: { ...temperatureC, about: 'Temperature of its gates' } },
  bare: {
    capacitanceUfPerCm2: {
      low: 0.001,
      high: 100,
      unit: 'µF/cm²',
      about: 'Capacitance of the bare membrane',
    },
    leakConductanceMsPerCm2: {
      low: 0,
      high: 1000,
      unit: 'mS/cm²',
      about: 'Leak of the bare membrane (millisiemens)',
    },
  },
  dead: {},
  potassium: {
    outsideMillimolar: {
      low: 0.01,
      high: 1000,
      unit: 'mmol/l',
      about: 'Potassium outside; moves its reversal potential as Nernst says',
    },
  },
  rest: {
    shiftMv: { low: -50, high: 50, unit: 'mV', about: 'Upwards, or downwards if negative' },
  },
} as const satisfies { readonly [Kind in Treatment['kind']]: Readonly<Record<string, NumberField>> };
