/**
 * What may be done to a stretch of the axon, before or while it runs. `from` and `to` are places in the axon's own
 * terms (sites, millimetres, nodes; both ends included); a compartment is treated if its centre lies between them.
 * Without them the whole axon is treated. Treatments of different kinds may overlap, two of one kind may not.
 */

export interface Stretch {
  /** First place treated; left out: the beginning. */
  readonly from?: number;
  /** Last place treated; left out: the end. */
  readonly to?: number;
}

/**
 * Tetrodotoxin: sodium channels out of work. Either what is left of them, or the concentration, of which
 * 1 / (1 + c / K_d) are left; K_d is 1 nmol/l unless said otherwise.
 */
export type TtxTreatment = Stretch & { readonly kind: 'ttx' } & (
    | { readonly sodiumFraction: number }
    | { readonly nanomolar: number; readonly halfBlockNanomolar?: number }
  );

/** Tetraethylammonium: what is left of the potassium channels (delayed rectifier), 0 to 1. */
export interface TeaTreatment extends Stretch {
  readonly kind: 'tea';
  readonly potassiumFraction: number;
}

/** A cold or a warm stretch: its gates run at this temperature, −20 to 60 °C. */
export interface TemperatureTreatment extends Stretch {
  readonly kind: 'temperature';
  readonly temperatureC: number;
}

/**
 * Demyelination: the internodes whose middle lies between `from` and `to` (node k to k + 1 is at k + 0.5) lose their
 * myelin and get this bare membrane, without channels. On a myelinated axon with internode compartments.
 */
export interface BareTreatment extends Stretch {
  readonly kind: 'bare';
  /** 1 unless said otherwise. */
  readonly capacitanceUfPerCm2?: number;
  /** Reversing at the rest of the nodes; 0.3 unless said otherwise. */
  readonly leakConductanceMsPerCm2?: number;
}

/** Channels shut for good: the membrane that is left leaks towards its rest and does nothing else. */
export interface DeadTreatment extends Stretch {
  readonly kind: 'dead';
}

/** Potassium in the bath, 0.01 to 1000 mmol/l: moves the reversal of potassium as Nernst says. */
export interface PotassiumTreatment extends Stretch {
  readonly kind: 'potassium';
  readonly outsideMillimolar: number;
}

/**
 * A shifted rest: the reversal of the leak is moved so that this membrane, by itself, rests so much higher
 * (positive) or lower than without, −50 to 50 mV.
 */
export interface RestTreatment extends Stretch {
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
