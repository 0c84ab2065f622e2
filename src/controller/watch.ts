/** What watches an axon for what presses do to it. */
import type { Axon, GateEvent } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Activity, PressReport } from './contract.js';
import type { GivenPress } from './press-book.js';

export interface PressWatch {
  readonly activity: Activity;
  readonly lastPress: PressReport | null;
  /** Somebody has pressed; the axon's time is that of the press. `taken` is false if the stimulator was busy. */
  pressed(press: GivenPress, taken: boolean): void;
  /** What a press held has ended. */
  released(press: number): void;
  /** After each step of the axon. */
  step(): void;
  /** A stimulus begins or ends, between two steps. */
  edge(): void;
  /** The channels of a site changed. */
  gate(event: GateEvent): void;
  /** After the axon has moved: time, blue, yellow of each sample since. @returns whether there is anything to tell. */
  look(samples: Float64Array): boolean;
  /** The next press that has made something fire since the last call. */
  takeFired(): number | undefined;
  /** The next press of which it has become known since the last call what it did; `lastPress` tells one a look. */
  takeReport(): PressReport | undefined;
  /** Channels have just been switched on or off. */
  switched(): void;
  /** An electrode is somewhere else now. */
  moved(name: MeterName): void;
  /** The axon stands at another moment: its signals go on, but no press is known any more. */
  rewound(): void;
  /** The axon is at rest at time 0. */
  reset(): void;
}

export interface WatchParts {
  readonly axon: Axon;
  /** The compartment of each electrode; −1 in the bath. */
  readonly electrodeAt: Readonly<Record<MeterName, number>>;
  /** What a voltmeter reads now [mV]. */
  readMv(name: MeterName): number;
  /** Of the membrane at rest [ms]. */
  readonly timeConstantMs: number;
  /** No step is longer, with the treatments in force [ms]. */
  longestStepMs(): number;
  /** Whether the channels work now. */
  channelsOn(): boolean;
}
