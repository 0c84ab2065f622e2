/**
 * Every shipped experiment: what its documents promise of it, and how near light can come to that.
 *
 * A level is 0.55 mV; at full brightness one colour near rest stands for two levels. A picture is 1/60 s of room, so at
 * 1:500 one each 0.033 ms of axon. So crests are told within 2 to 5 mV on round spikes, within 10 where channels switch
 * at the top; velocities are right within 1 %, blocks to the LED. What lies below a level is in no light, such as the
 * 0.140 mV of the lesson's 15th site, nor what lies between two pictures, such as a width to three digits.
 */

/** From the LED nearest to one electrode of the file to that nearest to another. */
export interface PromisedVelocity {
  readonly from: string;
  readonly to: string;
  /** m/s, or sites/ms. */
  readonly velocity: number;
  /** How far off the figure read may be, as a share. */
  readonly within: number;
}

/** How it is played, and what is seen then. */
export interface Shown {
  /** Milliseconds of room for one of axon; absent: what the file suggests. */
  readonly lens?: number;
  /** Until when there is something to see: the axon's time, as in the file [ms]. */
  readonly untilMs: number;
  /** How far apart the least and the most may be that is read of a crest [mV]. */
  readonly toldMv: number;
  /** How many spikes each LED sees that sees any. */
  readonly spikes: number;
  /** The last LED that a spike reaches, from the first on; 59 where it crosses, −1 where there is none. */
  readonly lastLed: number;
  readonly velocities?: readonly PromisedVelocity[];
  /** Highest potential under the LED nearest to an electrode [mV]. */
  readonly crests?: Readonly<Record<string, number>>;
  /** How far it rises from rest there [mV]. */
  readonly climbs?: Readonly<Record<string, number>>;
  /** Spikes a second, once they come steadily, and how far off the figure read may be, as a share. */
  readonly ratePerS?: number;
  readonly rateWithin?: number;
}

const velocity = (from: string, to: string, value: number, within: number) => ({
  velocities: [{ from, to, velocity: value, within }],
});

/** At the lens that each file suggests. */
export const SHOWN: Readonly<Record<string, Shown>> = {
  'anode-break': { untilMs: 46, toldMv: 2.5, spikes: 1, lastLed: 59 },
  'channels-apart': {
    untilMs: 16,
    toldMv: 10,
    spikes: 1,
    lastLed: 59,
    ...velocity('near', 'far', 11.402, 0.01),
  },
  'cold-block': { untilMs: 8, toldMv: 5, spikes: 1, lastLed: 16 },
  collision: {
    untilMs: 5.5,
    toldMv: 4,
    spikes: 1,
    lastLed: 59,
    crests: { middle: 36.7, left: 25.6, right: 25.6 },
  },
  demyelinated: { untilMs: 2, toldMv: 2.5, spikes: 1, lastLed: 29 },
  'frog-fibre': {
    untilMs: 3.3,
    toldMv: 2.5,
    spikes: 1,
    lastLed: 59,
    ...velocity('near', 'far', 42.83, 0.003),
    crests: { far: 43.7 },
  },
  'heat-block': { untilMs: 5, toldMv: 7, spikes: 1, lastLed: 21 },
  lesson: {
    untilMs: 15.5,
    toldMv: 8.5,
    spikes: 1,
    lastLed: 59,
    ...velocity('blue', 'yellow', 5.186, 0.002),
    crests: { blue: 40, yellow: 40 },
  },
  'lesson-channels-off': {
    untilMs: 25,
    toldMv: 2.5,
    spikes: 1,
    lastLed: 0,
    climbs: { start: 73.61, blue: 9.419, yellow: 1.385, far: 0.14 },
  },
  myelin: {
    untilMs: 2.2,
    toldMv: 2.5,
    spikes: 1,
    lastLed: 59,
    ...velocity('near', 'far', 27.06, 0.003),
  },
  'passive-cable': {
    untilMs: 15,
    toldMv: 2.5,
    spikes: 0,
    lastLed: -1,
    climbs: { half: 3.408, one: 1.316, two: 0.323 },
  },
  patch: { untilMs: 8, toldMv: 2.5, spikes: 1, lastLed: 59, crests: { patch: 39.05 } },
  refractory: { untilMs: 18, toldMv: 2.5, spikes: 1, lastLed: 59 },
  'squid-axon': {
    untilMs: 7.5,
    toldMv: 3.5,
    spikes: 1,
    lastLed: 59,
    ...velocity('near', 'far', 18.71, 0.003),
    crests: { near: 25.6, far: 25.6 },
  },
  'steady-current': { untilMs: 200, toldMv: 2.5, spikes: 14, lastLed: 59, ratePerS: 68.4, rateWithin: 0.002 },
  summation: { untilMs: 8, toldMv: 3.5, spikes: 1, lastLed: 59 },
  'ttx-block': { untilMs: 5, toldMv: 2.5, spikes: 1, lastLed: 25 },
};

/**
 * On the emulated Uno each takes two seconds, for the emulator's sake. A PROFILE may be two levels off, which is 2.2 mV
 * more of doubt.
 */
const ON_UNO: Readonly<Record<string, Pick<Shown, 'lens' | 'toldMv'> & Partial<Shown>>> = {
  'anode-break': { lens: 50, toldMv: 10 },
  'channels-apart': { lens: 150, toldMv: 16 },
  'cold-block': { lens: 300, toldMv: 14 },
  collision: { lens: 400, toldMv: 8 },
  demyelinated: { lens: 1000, toldMv: 6 },
  'frog-fibre': { lens: 700, toldMv: 6 },
  'heat-block': { lens: 500, toldMv: 11 },
  lesson: { lens: 200, toldMv: 19 },
  'lesson-channels-off': { lens: 80, toldMv: 12 },
  myelin: { lens: 1000, toldMv: 6 },
  'passive-cable': { lens: 130, toldMv: 6 },
  patch: { lens: 250, toldMv: 6 },
  refractory: { lens: 120, toldMv: 8 },
  'squid-axon': { lens: 400, toldMv: 8 },
  'steady-current': { lens: 60, toldMv: 10, untilMs: 46, spikes: 3, rateWithin: 0.01 },
  summation: { lens: 300, toldMv: 9 },
  'ttx-block': { lens: 450, toldMv: 6 },
};

export const SHOWN_ON_UNO: Readonly<Record<string, Shown>> = Object.fromEntries(
  Object.entries(SHOWN).map(([name, shown]) => [name, { ...shown, ...ON_UNO[name] }]),
);
