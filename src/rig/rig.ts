/** A rig with everything settled: the type that the rest of the house sees. */
import {
  type Axon,
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  type ElectrodePosition,
  type Membrane,
  type Pulse,
  settleAxon,
} from '../experiment/index.js';
import type { WrittenRig } from './schema.js';

type WrittenAction = NonNullable<WrittenRig['buttons'][1]>;

/** What a press does. */
export type ButtonAction =
  | ({ readonly do: 'stimulate' } & Pulse)
  | { readonly do: Exclude<WrittenAction['do'], 'stimulate'> };

/** What a turn does. */
export type DialAction = Readonly<NonNullable<WrittenRig['dials'][0]>>;

/** A servo's pulse at level 0 (−92 mV) and at level 255 (+48.25 mV) [µs]. */
export interface Needle {
  readonly lowUs: number;
  readonly highUs: number;
}

/** A rig file, fully defaulted. Sites are counted from 0, buttons from 1, dials from 0. */
export interface Rig {
  readonly name: string;
  readonly device: Readonly<WrittenRig['device']>;
  readonly strip: Readonly<WrittenRig['strip']>;
  readonly needles: {
    /** Servo on pin 9; `null`: none. */
    readonly blue: Needle | null;
    /** Servo on pin 10; `null`: none. */
    readonly yellow: Needle | null;
    readonly slewUsPer20Ms: number;
    readonly supply: 'usb' | 'own';
  };
  readonly electrodes: { readonly blue: ElectrodePosition; readonly yellow: ElectrodePosition };
  readonly axon: Axon;
  readonly membrane: Membrane;
  /** The pulse of the page's button. */
  readonly stimulus: Pulse;
  /** `null`: not fitted. */
  readonly buttons: Readonly<Record<1 | 2 | 3 | 4, ButtonAction | null>>;
  /** `null`: not fitted. */
  readonly dials: Readonly<Record<0 | 1, DialAction | null>>;
  readonly lens: Readonly<WrittenRig['lens']>;
  readonly silence: Readonly<WrittenRig['silence']>;
}

function settleAction(action: WrittenAction | undefined, stimulus: Pulse): ButtonAction | null {
  if (action === undefined) return null;
  if (action.do !== 'stimulate') return { do: action.do };
  return {
    do: 'stimulate',
    at: action.at ?? stimulus.at,
    currentUa: action.currentUa ?? stimulus.currentUa,
    durationMs: action.durationMs ?? stimulus.durationMs,
  };
}

/** Fills in what depends on another part of the file: as many sites as LEDs, and so on. */
export function settleRig(written: WrittenRig): Rig {
  const { needles, electrodes, stimulus, buttons, dials } = written;
  const axon = settleAxon(written.axon, written.strip.leds);
  // A short axon that says nothing of electrodes has them on its last site rather than an error.
  const last = axon.sites - 1;
  return {
    ...written,
    axon,
    needles: { ...needles, blue: needles.blue ?? null, yellow: needles.yellow ?? null },
    electrodes: {
      blue: electrodes.blue ?? Math.min(DEFAULT_BLUE_SITE, last),
      yellow: electrodes.yellow ?? Math.min(DEFAULT_YELLOW_SITE, last),
    },
    buttons: {
      1: settleAction(buttons[1], stimulus),
      2: settleAction(buttons[2], stimulus),
      3: settleAction(buttons[3], stimulus),
      4: settleAction(buttons[4], stimulus),
    },
    dials: { 0: dials[0] ?? null, 1: dials[1] ?? null },
  };
}
