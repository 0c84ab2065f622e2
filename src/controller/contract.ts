/** What the controller is asked and what it tells: types only. */
import type { DeviceState, LineReport } from '../devices/device.js';
import type { Picture } from '../display/stage.js';
import type { ElectrodePosition } from '../model/index.js';

export type MembraneKind = 'passive' | 'gated';
export type MeterName = 'blue' | 'yellow';

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

/** What a button does when it is pressed. `membrane` and `pause` change to the other of two. */
export type ButtonAction =
  | ({ readonly do: 'stimulate' } & Stimulus)
  | { readonly do: 'membrane' | 'pause' | 'step' | 'reset' };

/** What a dial turns. */
export interface DialAction {
  readonly do: 'lens';
}

/** What anybody but a finger on the rig may ask for. */
export type Command =
  /** The stimulus of the page's button. */
  | { readonly do: 'stimulate' }
  | { readonly do: 'membrane'; readonly kind: MembraneKind }
  | { readonly do: 'lens'; readonly roomMsPerAxonMs: number }
  | { readonly do: 'run'; readonly running: boolean }
  /** A tenth of a millisecond of axon; a running axon stops first. */
  | { readonly do: 'step' }
  /** Everything as the rig file has it: the axon at rest at time 0 and running, membrane, lens, electrodes. */
  | { readonly do: 'reset' }
  | { readonly do: 'electrode'; readonly name: MeterName; readonly at: ElectrodePosition };

/** The channels of the rig's excitable membrane, also while they are switched off. */
export interface ChannelFacts {
  /** They sit at sites 0, n, 2n, …. */
  readonly every: number;
  readonly sodiumOpensMv: number;
  /** Here the sodium channels close and the potassium channels open. */
  readonly sodiumClosesMv: number;
  readonly potassiumClosesMv: number;
  readonly sodiumReversalMv: number;
  readonly potassiumReversalMv: number;
}

/** What is true of the axon that runs, whatever it does at the moment; taken from its specs. */
export interface AxonFacts {
  readonly siteCount: number;
  /** Where it rests [mV]: all sites alike. */
  readonly restMv: number;
  readonly channels: ChannelFacts;
}

/** What goes on in the axon because of presses. */
export type Activity =
  /** Every site is at rest. */
  | 'none'
  /** Nothing of a press goes on, but not every site is at rest again. */
  | 'returning'
  /** A press acts, and no channel has answered yet; with channels off: its signal spreads. */
  | 'stimulus'
  /** Channels open one after the other. */
  | 'signal';

/** How the front of a signal ended. */
export type SignalEnd =
  /** At the end of the axon. */
  | 'ran-out'
  /** Before that: it did not lift the next channels to their threshold. */
  | 'died'
  /** It met channels that were still refractory, or another signal. */
  | 'blocked'
  /** The channels were switched off. */
  | 'switched-off';

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
  /** Null before the first press, and after a reset until the next. */
  readonly lastPress: PressReport | null;
  /** How often everything has been put back as the rig file has it. */
  readonly resets: number;
  readonly membrane: MembraneKind;
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
export interface View {
  /** Time of the axon [ms]. */
  readonly modelMs: number;
  /** What the voltmeters read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** The highest that each has read since the last press, or since something was changed [mV]; NaN if nothing. */
  readonly blueHighestMv: number;
  readonly yellowHighestMv: number;
  /** What went to the device, after every limit. */
  readonly picture: Picture;
  /** Both voltmeters since the view before: time [ms of axon], blue [mV], yellow [mV], again and again. */
  samples(): Float64Array;
}

/** Someone who looks on. None of these may throw. */
export interface Observer {
  view?(view: View): void;
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
