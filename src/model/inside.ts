/** What goes on inside a membrane: its gates or switches, and its currents by ion. Only who asks pays for it. */

/** What crosses: unspecific is the delayed permeability p of the frog's node, which lets sodium through. */
export type Ion = 'sodium' | 'potassium' | 'unspecific' | 'leak';

/** Current out [µA; µA/cm² on a patch], below 0 if inward. */
export interface IonCurrent {
  readonly ion: Ion;
  readonly ua: number;
}

/** A gate that obeys rates: 0 is shut, 1 is open. */
export interface Gate {
  /** `m`, `h`, `n`, `p` of the papers. */
  readonly name: string;
  readonly value: number;
}

/** Channels of one ion that open and close at set potentials. A locked one cannot open, whatever the potential. */
export interface SwitchingChannel {
  readonly state: 'shut' | 'open' | 'locked';
  /**
   * What the clock of the channels still allows or asks [ms]: open, it shuts by then, sooner if the potential says so; locked,
   * it stays so until then, and longer if the potential is too high then. `null` where the potential alone decides.
   */
  readonly leftMs: number | null;
}

export interface Switching {
  readonly sodium: SwitchingChannel;
  readonly potassium: SwitchingChannel;
}

/** What is told of the channels of a membrane, wherever on its axon. */
export interface ChannelFacts {
  /** They switch, or their gates obey rates. */
  readonly kind: 'switching' | 'rates';
  /** Names of the gates that obey rates, in order. */
  readonly gates: readonly string[];
  /** What crosses the membrane, in order; the leak is the last. */
  readonly ions: readonly Ion[];
}

/** What an engine says of one compartment. */
export interface ChannelReading {
  /** Empty where there are none. */
  readonly gates: readonly Gate[];
  /** `null` where nothing switches. */
  readonly switching: Switching | null;
  /** Their sum is `Axon.ionicUa`. */
  readonly currents: readonly IonCurrent[];
}

/** What goes on at one compartment, at the instant of its potential. */
export interface Inside extends ChannelReading {
  /** The same in words, for people. */
  readonly words: string;
}
