/** Every shipped experiment at the lens that its file suggests, as 60 LEDs show it. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LiveExperiment, liveExperiment } from '../../src/experiment/index.js';
import { ledMap } from '../../src/experiment/led-map.js';
import { stimulusSpec } from '../../src/experiment/stimuli.js';
import { createAxon } from '../../src/model/index.js';
import { mix } from '../../src/units.js';
import { folder, shipped } from './load.js';

const LEDS = 60;
/** No LED of a shipped axon is so bright without a spike [mV]. */
const LIT_MV = -20;
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));

/** When each LED is lit first [ms of the axon], after one stimulus at one end of the axon without its treatments. */
function litMs(live: LiveExperiment, mv = LIT_MV): number[] {
  const { geometry, membrane, stimuli, stepMs, durationMs } = live;
  const axon = createAxon(geometry, membrane, { stepMs });
  for (const stimulus of stimuli) axon.inject(stimulusSpec({ ...stimulus, at: 0 }, geometry.kind));
  const { below, above, share } = ledMap(geometry, LEDS);
  const lit = new Array<number>(LEDS).fill(Number.NaN);
  while (axon.modelMs < durationMs) {
    axon.step();
    const { potentialMv, modelMs } = axon;
    for (let led = 0; led < LEDS; led++) {
      const here = mix(potentialMv[below[led]!]!, potentialMv[above[led]!]!, share[led]!);
      if (Number.isNaN(lit[led]!) && here > mv) lit[led] = modelMs;
    }
  }
  return lit;
}

const lives = names.map((name) => [name, liveExperiment(name, shipped(name), LEDS)] as const);
const crossings = lives
  .filter(([, { geometry, channelsOff }]) => geometry.kind !== 'patch' && !channelsOff)
  .map(([name, live]) => [name, live, litMs(live)] as const)
  .filter(([, , lit]) => !Number.isNaN(lit.at(-1)!));

describe('a shipped experiment on 60 LEDs', () => {
  it('is one of ten in which a spike crosses, once nothing is in its way', () => {
    expect(crossings.map(([name]) => name)).toEqual([
      'channels-apart',
      'cold-block',
      'collision',
      'demyelinated',
      'frog-fibre',
      'lesson',
      'myelin',
      'squid-axon',
      'summation',
      'ttx-block',
    ]);
  });

  it.each(crossings)('%s crosses in 2 to 7 s of the room', (_name, live, lit) => {
    const roomMs = (lit.at(-1)! - lit[0]!) * live.roomMsPerAxonMs;
    expect(roomMs).toBeGreaterThan(2000);
    expect(roomMs).toBeLessThan(7000);
  });

  it.each(lives)(
    '%s has a lens that the computer keeps up with, and no less than twice over',
    (_name, live) => {
      expect(live.roomMsPerAxonMs).toBeGreaterThanOrEqual(2 * live.fastestRoomMsPerAxonMs);
    },
  );

  it('has a fastest lens by its compartments, its step and what flashes', () => {
    const fastest = Object.fromEntries(lives.map(([name, live]) => [name, live.fastestRoomMsPerAxonMs]));
    expect(fastest).toEqual({
      'anode-break': 1,
      'channels-apart': 1,
      'cold-block': 10,
      collision: 7,
      demyelinated: 7,
      'frog-fibre': 3,
      'heat-block': 20,
      lesson: 1,
      'lesson-channels-off': 1,
      myelin: 7,
      'passive-cable': 3,
      patch: 1,
      refractory: 1,
      'squid-axon': 7,
      'steady-current': 50,
      summation: 7,
      'ttx-block': 7,
    });
  });

  it('dies of heat at the same LED, the 23rd, in 540 compartments as in the 1000 of its file; in 300 it dies before', () => {
    const experiment = shipped('heat-block');
    const live = liveExperiment('heat-block', experiment, LEDS);
    const lastLit = (lit: readonly number[]) => lit.findLastIndex((ms) => !Number.isNaN(ms));
    expect(lastLit(litMs(live, -40))).toBe(22);
    expect(lastLit(litMs({ ...live, geometry: experiment.geometry }, -40))).toBe(22);
    const coarse = { ...live.geometry, compartments: 300 } as LiveExperiment['geometry'];
    expect(lastLit(litMs({ ...live, geometry: coarse }, -40))).toBe(21);
  });
});
