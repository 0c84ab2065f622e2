/**
 * Every shipped experiment, what its documents promise of it, and what of that light can show.
 *
 * A level is 0.55 mV; near rest one colour of full brightness stands for two levels, below −75 mV for three. A picture is 1/60 s of room, so
 * at 1:500 one each 0.033 ms of axon. What lies below a level, such as the 0.140 mV of the lesson's 15th site, or
 * between two pictures, such as a width to three digits, is in no light.
 */

/** From the LED nearest to one electrode of the file to that nearest to another. */
export interface PromisedVelocity {
  readonly from: string;
  readonly to: string;
  /** m/s, or sites/ms. */
  readonly velocity: number;
  /** How far off the figure read may be, at the lens that the file suggests and at that for the Uno: a share. */
  readonly within: readonly [suggested: number, uno: number];
}

export interface Shown {
  /** Until when there is something to see: the axon's time, as in the file [ms]. */
  readonly untilMs: number;
  /** So that it takes some two seconds in the emulator [ms of room per ms of axon]. */
  readonly unoLens: number;
  readonly velocities?: readonly PromisedVelocity[];
  /** Highest potential under the LED nearest to an electrode [mV], as the documents have it. */
  readonly crests?: Readonly<Record<string, number>>;
  /** How far it rises from rest there [mV]. */
  readonly climbs?: Readonly<Record<string, number>>;
  /** How far apart the least and the most may be that is read of a crest, at both lenses [mV]. */
  readonly toldMv: readonly [suggested: number, uno: number];
  /** How many spikes each LED sees that sees any. */
  readonly spikes: number;
  /** The last LED that a spike reaches from the first on; 59 where it crosses, −1 where none is. */
  readonly lastLed: number;
}

export const SHOWN: Readonly<Record<string, Shown>> = {
  'anode-break': { untilMs: 46, unoLens: 50, toldMv: [5, 10], spikes: 1, lastLed: 59 },
  'channels-apart': {
    untilMs: 16,
    unoLens: 150,
    velocities: [{ from: 'near', to: 'far', velocity: 11.402, within: [0.01, 0.02] }],
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  'cold-block': { untilMs: 6, unoLens: 400, toldMv: [5, 10], spikes: 1, lastLed: 16 },
  collision: {
    untilMs: 5.5,
    unoLens: 400,
    crests: { middle: 36.7, left: 25.6, right: 25.6 },
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  demyelinated: { untilMs: 2, unoLens: 1000, toldMv: [5, 10], spikes: 1, lastLed: 29 },
  'frog-fibre': {
    untilMs: 3.3,
    unoLens: 700,
    velocities: [{ from: 'near', to: 'far', velocity: 42.83, within: [0.005, 0.01] }],
    crests: { far: 43.7 },
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  'heat-block': { untilMs: 5, unoLens: 500, toldMv: [5, 10], spikes: 1, lastLed: 21 },
  lesson: {
    untilMs: 15.5,
    unoLens: 150,
    velocities: [{ from: 'blue', to: 'yellow', velocity: 5.186, within: [0.003, 0.01] }],
    crests: { blue: 40, yellow: 40 },
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  'lesson-channels-off': {
    untilMs: 25,
    unoLens: 80,
    climbs: { start: 73.61, blue: 9.419, yellow: 1.385, far: 0.14 },
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 0,
  },
  myelin: {
    untilMs: 2.2,
    unoLens: 1000,
    velocities: [{ from: 'near', to: 'far', velocity: 27.06, within: [0.005, 0.01] }],
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  'passive-cable': {
    untilMs: 15,
    unoLens: 130,
    climbs: { half: 3.408, one: 1.316, two: 0.323 },
    toldMv: [5, 10],
    spikes: 0,
    lastLed: -1,
  },
  patch: { untilMs: 8, unoLens: 250, crests: { patch: 39.05 }, toldMv: [5, 10], spikes: 1, lastLed: 59 },
  refractory: { untilMs: 18, unoLens: 120, toldMv: [5, 10], spikes: 1, lastLed: 59 },
  'squid-axon': {
    untilMs: 7.5,
    unoLens: 300,
    velocities: [{ from: 'near', to: 'far', velocity: 18.71, within: [0.005, 0.01] }],
    crests: { near: 25.6, far: 25.6 },
    toldMv: [5, 10],
    spikes: 1,
    lastLed: 59,
  },
  'steady-current': { untilMs: 200, unoLens: 60, toldMv: [5, 10], spikes: 14, lastLed: 59 },
  summation: { untilMs: 8, unoLens: 300, toldMv: [5, 10], spikes: 1, lastLed: 59 },
  'ttx-block': { untilMs: 5, unoLens: 450, toldMv: [5, 10], spikes: 1, lastLed: 25 },
};
