/** What the controller is asked and what it tells: types, and the lists and guards that keep to them. */
import type { ButtonFault, DeviceState, LineGroup, LineReport } from '../devices/device.js';
import type { Picture } from '../display/stage.js';
import type { View } from '../display/view.js';
import type {
  ElectrodePosition,
  Geometry,
  Ion,
  MembraneKind,
  StimulusSpec,
  SwitchingChannels,
  Treatment,
} from '../model/index.js';
import type { RecordingHeader } from '../recording/format.js';
import type { Ghost, TracesAround } from '../recording/ghost.js';
import type { Measure, SweepMeasures } from '../recording/measures/measure.js';
import type { MeasureNews } from '../recording/measures/news.js';
import type { TapeEnd } from '../recording/tape.js';
import type { MeterName } from '../units.js';
import type { Command } from './commands.js';

export { VIEWS, type View } from '../display/view.js';
export type { Clock } from './clock.js';
export {
  COMMANDS,
  type Command,
  type CommandOf,
  commandOf,
  createCommandGuard,
  type FieldGuard,
  optional,
} from './commands.js';
export type {
  ButtonFault,
  Geometry,
  Ghost,
  Ion,
  LineGroup,
  LineReport,
  Measure,
  MembraneKind,
  MeterName,
  TracesAround,
  Treatment,
};

/** Room time from picture to picture [ms]. */
export const PICTURE_MS = 1000 / 60;

type Fields<Name extends Command['do']> = Omit<Extract<Command, { do: Name }>, 'do'>;

/** What a press says; what it leaves out is the experiment's. */
export type PressFields = Fields<'stimulate'> & {
  /** Other stimuli than the experiment's. */
  readonly stimuli?: readonly StimulusSpec[] | undefined;
};

/** What a button does when it is pressed. */
export type ButtonAction =
  | ({ readonly do: 'stimulate' } & PressFields)
  /** Does this to the axon; a second press lifts it, or where it is `held`, letting go does. */
  | { readonly do: 'treat'; readonly id: string; readonly treatment: Treatment; readonly held: boolean }
  /** `channels` switches them off and on, `pause` stops the axon's time and lets it go on. */
  | { readonly do: 'channels' | 'pause' | 'reset' | 'weakest' | 'runOn' | 'now' }
  | { readonly do: 'step'; readonly back: boolean }
  /** Loads one; null: the next one. */
  | { readonly do: 'experiment'; readonly name: string | null }
  /** A second press waits no longer. */
  | ({ readonly do: 'pauseWhen' } & Level)
  /** Looks back by so much of the room's time. */
  | { readonly do: 'rewind'; readonly seconds: number }
  | { readonly do: 'electrode'; readonly name: MeterName; readonly at: ElectrodePosition };

/** What a dial turns, from fully left to fully right. */
export type DialAction =
  /** `time`: how far back is looked; fully right is now. */
  | { readonly do: 'lens' | 'time' }
  /** Of the experiment's own strength [%]. */
  | { readonly do: 'strength'; readonly lowPercent: number; readonly highPercent: number }
  /** From the first place of the axon to the last. */
  | { readonly do: 'electrode'; readonly name: MeterName }
  | {
      readonly do: 'treatment';
      readonly id: string;
      readonly treatment: Treatment;
      /** The number of it that is turned, and its values at both ends. */
      readonly field: string;
      readonly low: number;
      readonly high: number;
    };

/** A treatment that somebody may change or lift by its name. */
export interface NamedTreatment {
  readonly id: string;
  readonly treatment: Treatment;
}

/** The same, and what a person reads of it. */
export interface ToldTreatment extends NamedTreatment {
  readonly words: string;
}

/** What is true of the axon that runs, whatever it does at the moment; taken from its specs. */
export interface AxonFacts {
  readonly kind: Geometry['kind'];
  /** Sites of a lattice, compartments of another axon. */
  readonly siteCount: number;
  /** The last place on it; the first is 0. */
  readonly lastPlace: number;
  /** What places are counted in: `site`, `mm`, `node`; nothing on a patch. */
  readonly placeUnit: 'site' | 'mm' | 'node' | '';
  /** Whether there is no place between two whole ones. */
  readonly wholePlaces: boolean;
  /** The place that each LED shows, along the axon. */
  readonly ledPlaces: readonly number[];
  /** The LEDs that show a node of Ranvier. */
  readonly nodeLeds: readonly number[];
  /** Where its first place rests [mV]. */
  readonly restMv: number;
  /** Of its membrane, also while its channels are off. */
  readonly channels: SwitchingChannels;
  /** Whether they switch at these levels. A membrane of another kind has them for its scale, and nothing is said of them. */
  readonly switching: boolean;
  /** Whether anything can fire with its membrane. */
  readonly excitable: boolean;
  /** Unit of a press, what the strongest of its stimuli has, and the most that it may have. */
  readonly press: {
    readonly unit: string;
    readonly strength: number;
    readonly most: number;
    /** A press lasts while it is held, and does not end by itself. */
    readonly holds: boolean;
  };
  readonly gates: GateFacts;
  /** Where a press enters that says no place (`aim`), in the unit of the axon; empty where there is nothing to press. */
  readonly stimulusPlaces: readonly number[];
  /** What the axon is, in one short line for people: `60 sites`. */
  readonly lengthWords: string;
  /** Always all of `PAINTS`, in that order. */
  readonly paints: readonly Paint[];
}

/** What each picture tells of the channels (`LivePicture.gates`, `LivePicture.inside`). */
export interface GateFacts {
  /**
   * Where the pairs of gates are that a picture tells of, along the axon: each channel site of a lattice, each LED of a
   * cable, the nodes of a myelinated axon, the only place of a patch. Empty where the membrane has no channels.
   */
  readonly places: readonly number[];
  /** `switching`: a gate is open or not. `rates`: it is open by a share, as its membrane's gates multiply. */
  readonly kind: 'switching' | 'rates';
  /** The gates whose values are told at each electrode (`m`, `h`, `n`); empty where channels switch. */
  readonly names: readonly string[];
  /** The currents that are told at each electrode, in order; empty where there are no channels. */
  readonly ions: readonly Ion[];
}

/** What a pair of gates of a picture is: bits 7 and 6 of its bytes; 5 to 0 are the open share, 0 to 63. */
export const GATE_STATES = ['shut', 'open', 'locked', 'out-of-work'] as const;
export type GateWord = (typeof GATE_STATES)[number];

/** What a page can paint a stretch of the axon with. */
export const PAINTS = ['temperature', 'ttx', 'tea', 'bare', 'dead', 'potassium'] as const;

export interface Paint {
  readonly kind: (typeof PAINTS)[number];
  /** What the brush gives, but for its stretch. */
  readonly treatment: Treatment;
  /** Why this axon does not take it, in one sentence; null where it does. */
  readonly because: string | null;
}

/** An experiment that can be loaded. */
export interface ExperimentName {
  readonly name: string;
  /** What a person reads. */
  readonly title: string;
  /** What its axon is, as `AxonFacts.lengthWords` of the one that runs. */
  readonly lengthWords: string;
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
  /** The stimulus of the press before had not ended: nothing was added. */
  | { readonly kind: 'overlapped' }
  /** No channel opened, since those at the stimulus were still open or refractory. */
  | { readonly kind: 'refractory'; readonly place: number }
  /** No channel opened, since those at the stimulus did not reach their threshold. */
  | {
      readonly kind: 'too-weak';
      readonly place: number;
      /** The highest potential there since the press [mV]. */
      readonly highestMv: number;
    }
  /** No channel can open at the stimulus: they are dead, or all are blocked. */
  | { readonly kind: 'cannot-fire'; readonly place: number }
  /** A reset came before it was known what it did: it can do nothing any more. */
  | { readonly kind: 'cut-off' }
  /** Channels off: how far each electrode's potential rose [mV]; null in the bath. */
  | { readonly kind: 'spread'; readonly riseMv: Readonly<Record<MeterName, number | null>> }
  | {
      readonly kind: 'signal';
      readonly end: SignalEnd;
      /** The last place that it reached, on the side where the signal ended as `end` says. */
      readonly lastPlace: number;
      /** It ran out: when it came to that place [ms of axon]. */
      readonly reachedMs?: number;
      /** It ran out, and to both sides of the press. */
      readonly bothEnds?: true;
      /** Whether it reached each electrode; null in the bath. */
      readonly reached: Readonly<Record<MeterName, boolean | null>>;
    };

/** The latest press of which it is known what it did. */
export interface PressReport {
  /** Presses are counted from 1; a reset does not begin again. */
  readonly press: number;
  readonly outcome: PressOutcome;
}

/** A press that may still be seen, and what it did. */
export interface PressMark {
  /** As in `PressReport`. */
  readonly press: number;
  /** Counts the sweeps from 1: a press begins one where nothing of an earlier press goes on. */
  readonly sweep: number;
  /** When the first of its stimuli begins, and when the last one ends [ms of axon]; null while it is held. */
  readonly atMs: number;
  readonly untilMs: number | null;
  /** Where they enter, in the unit of the axon. */
  readonly places: readonly number[];
  /** Of the strongest of them, in the unit of `AxonFacts.press`. */
  readonly strength: number;
  /** Which run of the axon's time: a reset begins another one. */
  readonly run: number;
  /** The first picture on the tape that shows it. */
  readonly picture: number;
  /** Whether it has made anything fire: channels opened, or a spike left the place. Null while it still may. */
  readonly fired: boolean | null;
  /** Null as long as it is not certain; for good where a reset or a way back came before. */
  readonly outcome: PressOutcome | null;
}

/** A voltmeter comes through a level, upwards or downwards. */
export interface Level {
  readonly name: MeterName;
  readonly crossesMv: number;
  readonly rising: boolean;
}

/** The search for the weakest press that fires. */
export type WeakestPress =
  | { readonly kind: 'not-asked' }
  /** How much of the work is done, 0 to 1: as a rule. */
  | { readonly kind: 'searching'; readonly share: number }
  | { readonly kind: 'found'; readonly strength: number; readonly unit: string }
  | { readonly kind: 'none'; readonly because: string };

/** Values with units, or the reason why there is none. */
export interface Measures extends SweepMeasures {
  /** The axon's time between the last two presses [ms]. */
  readonly gap: Measure;
  /** How long the stretch is that is above half of the highest rise now, and that whose channels are locked. */
  readonly lit: Measure;
  readonly locked: Measure;
  /** The outermost place at half of the rise, towards the end of the axon. */
  readonly front: Measure;
}

/** The rig as it stands. */
export interface Snapshot {
  readonly axon: AxonFacts;
  readonly activity: Activity;
  /** The latest press of which it is known what it did; null before the first since the load, the reset or the run on. */
  readonly lastPress: PressReport | null;
  /** The latest presses of the last minute, 64 at most, the oldest first; those of an experiment that is gone are left out. */
  readonly presses: readonly PressMark[];
  /** How often everything has been put back as the experiment has it. */
  readonly resets: number;
  /** All that can be loaded, in the order in which a button goes through them. */
  readonly experiments: readonly ExperimentName[];
  /** The name of the one that is loaded. */
  readonly experiment: string;
  readonly membrane: MembraneKind;
  readonly channelsOn: boolean;
  /** All that are given: in force, waiting for their time, or over. */
  readonly treatments: readonly ToldTreatment[];
  /** What a press has that says nothing of it, in the unit of the axon (`axon.press`). */
  readonly strength: number;
  /** A press holds a stimulus until it is released. */
  readonly held: boolean;
  readonly look: Look;
  /** How far back one can look, at the moment of this snapshot [ms of the tape]. */
  readonly tapeMs: number;
  /** From which picture on there is a future that did not come (`Controller.ghost`); null if there is none. */
  readonly ghostFromPicture: number | null;
  /** False while the axon is paused, and while somebody looks back. */
  readonly running: boolean;
  /** The level at which the axon is to pause; `crossed`: it stands still there. Null: none. */
  readonly pauseWhen: (Level & { readonly crossed: boolean }) | null;
  /** The search for the weakest press that fires. */
  readonly weakest: WeakestPress;
  /** Of the last sweep, and of what is seen along the axon now. */
  readonly measures: Measures;
  /** Somebody has pressed while the axon is paused: the stimulus starts when its time goes on. */
  readonly stimulusWaits: boolean;
  /** Milliseconds of room for one millisecond of axon. */
  readonly roomMsPerAxonMs: number;
  /** The fastest lens of this experiment, and why it is no faster; null where that is real time. */
  readonly fastestRoomMsPerAxonMs: number;
  readonly fastestBecause: string | null;
  readonly ledCount: number;
  /** How the light is to be read: the view that is shown, or being faded to. */
  readonly view: View;
  /** The rest that a magnified view is for (`viewScale`) [mV]. */
  readonly viewRestMv: number;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  readonly device: DeviceState;
  /** Buttons of the rig that are out of order; what they do is ignored. */
  readonly buttonFaults: readonly ButtonFault[];
  /**
   * From the edge of the last press to its light, on the device's own clock [µs]; null before the first, and
   * again once the device is not ready.
   */
  readonly latencyUs: number | null;
  /** Room time that was left out, because the computer slept or could not keep up [ms]. */
  readonly droppedMs: number;
}

/** Which moment is shown. */
export type Look =
  | { readonly kind: 'live' }
  /** Somebody looks back, and the axon waits. */
  | {
      readonly kind: 'looking-back';
      /** What is shown: the number of the picture, its time of the axon, and on the tape [ms]. */
      readonly picture: number;
      readonly axonMs: number;
      readonly tapeMs: number;
      /** The ends of the tape. */
      readonly from: TapeEnd;
      readonly to: TapeEnd;
      /** Whether the axon goes on by itself when the present is shown again. */
      readonly wasRunning: boolean;
      readonly setUp: SetUpThen;
    };

/** What was set up at the moment that is shown, where the rest of the state says what is set up now. */
export type SetUpThen = Pick<Snapshot, 'channelsOn' | 'treatments' | 'electrodes'>;

/** One picture as an observer gets it. Everything in it is used again for the next one: copy what you keep. */
export interface LivePicture {
  /** Its number on the tape: what is shown again later has the same. */
  readonly picture: number;
  /** The name of the experiment that is loaded. */
  readonly experiment: string;
  /** It is shown again; everything in it is what it was then, but `light`, which obeys the limits of now. */
  readonly lookingBack: boolean;
  /** Whether the axon's channels were on. */
  readonly channelsOn: boolean;
  /** What each LED is to show, before every limit, in order along the axon [mV]. */
  readonly potentialMv: Float64Array;
  /** Time of the axon [ms]. */
  readonly modelMs: number;
  /** What the voltmeters read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** The highest that each has read since the last press, or since something was changed [mV]; NaN if nothing. */
  readonly blueHighestMv: number;
  readonly yellowHighestMv: number;
  /** The highest that each LED was to show since the sweep began: at the press that began it, or at the start [mV]. */
  readonly highestMv: Float32Array;
  /** Two bytes for each of `GateFacts.places`, sodium and potassium: `GATE_STATES` in bits 7 and 6, open share 0 to 63 below. */
  readonly gates: Uint8Array;
  /**
   * At the blue electrode, then at the yellow one: its gates as `GateFacts.names` says, then its currents out as
   * `GateFacts.ions` says [µA; µA/cm² on a patch]. NaN in the bath, and for gates that are not there. Empty where there are no channels.
   */
  readonly inside: Float64Array;
  /** What went to the device, after every limit. */
  readonly light: Picture;
  /**
   * Both voltmeters since the picture before: time [ms of axon], blue [mV], yellow [mV], again and again. Of a picture
   * that stands while somebody looks back only the first time.
   */
  samples(): Float64Array;
}

/** Something that somebody has done, once it is done. */
export type Happening = {
  readonly axonMs: number;
} /** What comes of it for the measures: a press that was given, or that what was read counts no more. */ & (
  | MeasureNews
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'button'; readonly button: number; readonly pressed: boolean }
  | { readonly kind: 'dial'; readonly dial: number; readonly position: number }
);

/** Someone who looks on. None of these may throw. */
export interface Observer {
  happened?(happening: Happening): void;
  picture?(picture: LivePicture): void;
  /** Something in `snapshot()` is no longer as it was. */
  change?(): void;
  /** One sentence for the person who looks after the rig. */
  notice?(words: string): void;
  /** From the edge of a press to its light, on the device's own clock [µs]. */
  latency?(latencyUs: number): void;
}

export interface Controller {
  /** Opens the device and starts the loop; called once. */
  start(): void;
  /**
   * Carries a command out at once. @returns undefined, or one sentence that says why not, or not altogether.
   * @param by who gives it, such as a page: a `release` of theirs ends what they hold themselves. Left out: the program
   * itself, whose `release` ends all that commands hold.
   */
  command(command: Command, by?: string): string | undefined;
  snapshot(): Snapshot;
  /** The traces of the future that was cut off when somebody ran on from an earlier moment. */
  ghost(): Ghost | null;
  /** The traces within `reachMs` of the axon's time of a picture; null where the tape does not hold it. */
  traces(picture: number, reachMs: number): TracesAround | null;
  /**
   * The last minute as a saved recording, line by line, with as much time between two as one likes.
   * @param made version of the program, and date and time.
   */
  lastMinute(made: Pick<RecordingHeader, 'program' | 'startedAt'>): Generator<string>;
  /** What plays, as it stands now, as the text of an experiment file that makes it again. */
  experimentText(): string;
  /** What the line to the device carries, with rates since the call before; undefined where there is no line. */
  line(): LineReport | undefined;
  /** @returns a function that ends it. */
  observe(observer: Observer): () => void;
  /** Ends the loop, leaves the strip dark and the needles at rest. May be called twice. */
  close(): Promise<void>;
}
