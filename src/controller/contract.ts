/** What the controller is asked and what it tells: types, and the lists and guards that keep to them. */
import type { DeviceState, LineGroup, LineReport } from '../devices/device.js';
import type { Picture } from '../display/stage.js';
import type { ElectrodePosition, MembraneKind, SwitchingChannels } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Command } from './commands.js';

export type { Clock } from './clock.js';
export { type Command, commandOf } from './commands.js';
export type { LineGroup, LineReport, MembraneKind, MeterName };

/** Room time from picture to picture [ms]. */
export const PICTURE_MS = 1000 / 60;

interface Press {
  /** The site it enters. */
  readonly at: number;
  readonly durationMs: number;
}

/** A pulse of current: positive depolarises [µA, in the units of the axon]. */
export type CurrentPulse = Press & { readonly currentUa: number };

/** The membrane lets an ion in: a conductance [mS] towards that ion's reversal potential [mV]. */
export type ConductancePulse = Press & { readonly conductanceMs: number; readonly reversalMv: number };

/** What starts when someone presses. */
export type Stimulus = CurrentPulse | ConductancePulse;

/** What a button does when it is pressed. `membrane` changes to the rig's next one, `pause` stops and goes on. */
export type ButtonAction =
  | ({ readonly do: 'stimulate' } & Stimulus)
  | { readonly do: 'membrane' | 'pause' | 'step' | 'reset' };

/** What a dial turns. */
export interface DialAction {
  readonly do: 'lens';
}

/** What is true of the axon that runs, whatever it does at the moment; taken from its specs. */
export interface AxonFacts {
  readonly siteCount: number;
  /** Where it rests [mV]: all sites alike. */
  readonly restMv: number;
  /** Of the rig's membrane that is not passive, also while they are switched off. */
  readonly channels: SwitchingChannels;
  /** Whether they switch at these levels. A membrane of another kind has them for its scale, and nothing is said of them. */
  readonly switching: boolean;
}

/** What goes on in the axon because of presses. */
export const ACTIVITIES = [
  /** Every site is at rest. */
  'none',
  /** Nothing of a press goes on, but not every site is at rest again. */
  'returning',
  /** A press acts, and no channel has answered yet; with channels off: its signal spreads. */
  'stimulus',
  /** Channels open one after the other. */
  'signal',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** How the front of a signal ended. */
export const SIGNAL_ENDS = [
  /** At the end of the axon. */
  'ran-out',
  /** Before that: it did not lift the next channels to their threshold. */
  'died',
  /** It met channels that were still refractory, or another signal. */
  'blocked',
  /** The channels were switched off. */
  'switched-off',
] as const;
export type SignalEnd = (typeof SIGNAL_ENDS)[number];

/** What a press did, once that is certain. */
export type PressOutcome =
  /** The pulse of the press before had not ended: nothing was added. */
  | { readonly kind: 'overlapped' }
  /** No channel opened, since those at the stimulus were still open or refractory. */
  | { readonly kind: 'refractory'; readonly site: number }
  /** No channel opened, since those at the stimulus did not reach their threshold. */
  | { readonly kind: 'too-weak'; readonly site: number }
  /** Channels off: how far each electrode's potential rose [mV]; null in the bath. */
  | { readonly kind: 'spread'; readonly riseMv: Readonly<Record<MeterName, number | null>> }
  | {
      readonly kind: 'signal';
      readonly end: SignalEnd;
      /** The last site whose channels opened, on the side where the signal ended as `end` says. */
      readonly lastSite: number;
      /** Whether it reached each electrode; null in the bath. */
      readonly reached: Readonly<Record<MeterName, boolean | null>>;
    };

/** The latest press of which it is known what it did. */
export interface PressReport {
  /** Presses are counted from 1; a reset does not begin again. */
  readonly press: number;
  readonly outcome: PressOutcome;
}

/** The rig as it stands. */
export interface Snapshot {
  readonly axon: AxonFacts;
  readonly activity: Activity;
  /** The latest press of which it is known what it did; null before the first, and after a reset until the next. */
  readonly lastPress: PressReport | null;
  /** How often everything has been put back as the rig file has it. */
  readonly resets: number;
  readonly membrane: MembraneKind;
  /** All that can be asked for, in the order in which a button goes through them; the first has no channels. */
  readonly membranes: readonly MembraneKind[];
  readonly running: boolean;
  /** Somebody has pressed while the axon is paused: the stimulus starts when its time goes on. */
  readonly stimulusWaits: boolean;
  /** Milliseconds of room for one millisecond of axon. */
  readonly roomMsPerAxonMs: number;
  readonly ledCount: number;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  readonly device: DeviceState;
  /**
   * From the edge of the last press to its light, on the device's own clock [µs]; null before the first, and
   * again once the device is not ready.
   */
  readonly latencyUs: number | null;
  /** Room time that was left out, because the computer slept or could not keep up [ms]. */
  readonly droppedMs: number;
}

/** One picture as an observer gets it. Everything in it is used again for the next one: copy what you keep. */
export interface LivePicture {
  /** Time of the axon [ms]. */
  readonly modelMs: number;
  /** What the voltmeters read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** The highest that each has read since the last press, or since something was changed [mV]; NaN if nothing. */
  readonly blueHighestMv: number;
  readonly yellowHighestMv: number;
  /** What went to the device, after every limit. */
  readonly light: Picture;
  /** Both voltmeters since the picture before: time [ms of axon], blue [mV], yellow [mV], again and again. */
  samples(): Float64Array;
}

/** Someone who looks on. None of these may throw. */
export interface Observer {
  picture?(picture: LivePicture): void;
  /** Something in `snapshot()` is no longer as it was. */
  change?(): void;
  /** One sentence for the person who looks after the rig. */
  notice?(words: string): void;
}

export interface Controller {
  /** Opens the device and starts the loop; called once. */
  start(): void;
  /** Carries a command out at once. @returns undefined, or one sentence that says why not. */
  command(command: Command): string | undefined;
  snapshot(): Snapshot;
  /** What the line to the device carries, with rates since the call before; undefined where there is no line. */
  line(): LineReport | undefined;
  /** @returns a function that ends it. */
  observe(observer: Observer): () => void;
  /** Ends the loop, leaves the strip dark and the needles at rest. May be called twice. */
  close(): Promise<void>;
}
