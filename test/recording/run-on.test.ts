/** Rewound and run on: the same future as if nobody had looked back, with the real model. */
import { describe, expect, it } from 'vitest';
import type { Axon, AxonSnapshot } from '../../src/model/index.js';
import { bytesOfData } from '../../src/recording/data-bytes.js';
import type { TapePicture } from '../../src/recording/pictures.js';
import { rewind } from '../../src/recording/rewindable.js';
import { createTape, type Tape } from '../../src/recording/tape.js';
import {
  type Action,
  actionOf,
  Dice,
  differing,
  fresh,
  KINDS,
  type Kind,
  watched,
} from '../model/random-play.js';

/** Moments in all; `AXON_MOMENTS=1000` for the long form. */
const MOMENTS = Number(process.env.AXON_MOMENTS ?? 160);
const PICTURES = 150;
const LEDS = 5;

function pictureOf(axon: Axon, wallMs: number, steps: number): TapePicture {
  const { potentialMv, modelMs, stepMs } = axon;
  const at = (led: number) => potentialMv[Math.round((led * (potentialMv.length - 1)) / (LEDS - 1))]!;
  const leds = Float64Array.from({ length: LEDS }, (_, led) => at(led));
  return {
    potentialMv: leds,
    blueMv: leds[1]!,
    yellowMv: leds[3]!,
    modelMs,
    wallMs,
    steps,
    stepMs,
    flags: Number(axon.channelsFrozen),
    highestMv: Float32Array.from(leds),
    gates: new Uint8Array(0),
    inside: new Float64Array(0),
    samples: Float64Array.of(modelMs, leds[1]!, leds[3]!),
  };
}

/** All that there is of an axon, as numbers. */
function bitsOf(axon: Axon): number[] {
  const bits: number[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'number') bits.push(value);
    else if (ArrayBuffer.isView(value)) bits.push(...(value as Float64Array));
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) add(part);
    else bits.push(String(value).length);
  };
  const { stimuli, ...rest } = axon.snapshot();
  // How many stimuli there ever were is no part of the axon: numbers of stimuli never come twice.
  const { lastId: _lastId, ...underWay } = stimuli;
  add([rest, underWay]);
  return bits;
}

/** Plays 150 pictures with random things done in a fifth of them; `bits` are those after each picture. */
function play(kind: Kind, dice: Dice) {
  const played = watched(fresh(kind));
  const { axon } = played;
  const tape = createTape<AxonSnapshot>({
    size: { ledCount: LEDS, gateBytes: 0, insideCount: 0 },
    keyBytes: bytesOfData,
  });
  const bits = new Map<number, number[]>();
  let wallMs = 0;
  for (let i = 0; i < PICTURES; i++) {
    wallMs += 1000 / 60;
    const touched = i === 0 || dice.below(5) === 0;
    if (touched) actionOf(kind, dice)(played);
    const steps = 3 + dice.below(3);
    for (let step = 0; step < steps; step++) axon.step();
    bits.set(tape.record(pictureOf(axon, wallMs, steps), touched, axon), bitsOf(axon));
  }
  return { axon, ids: played.ids, tape, bits };
}

/** Goes back to a picture and on, until something is done: how many bits differ from what was. */
function runOn(
  axon: Axon,
  tape: Tape<AxonSnapshot>,
  bits: ReadonlyMap<number, number[]>,
  picture: number,
): number {
  rewind(axon, tape.wayTo(picture)!);
  let wrong = differing(bits.get(picture)!, bitsOf(axon));
  for (let next = picture + 1; next <= PICTURES && tape.wayTo(next)!.steps > 0; next++) {
    const { steps } = tape.read(next)!;
    for (let step = 0; step < steps; step++) axon.step();
    wrong += differing(bits.get(next)!, bitsOf(axon));
  }
  return wrong;
}

describe('rewound and run on', () => {
  it.each(KINDS.map((kind, k) => [kind.name, kind, k] as const))(
    '%s has no differing bit at any moment, nor after it until something was done',
    (_name, kind, k) => {
      const wrong: string[] = [];
      const moments = Math.ceil(MOMENTS / KINDS.length);
      for (let n = 0; n < moments; n++) {
        // One play, ten moments.
        const seed = 500 * k + Math.floor(n / 10);
        const { axon, tape, bits } = play(kind, new Dice(seed));
        const dice = new Dice(1000 * k + n);
        for (let m = 0; m < Math.min(10, moments); m++) {
          const picture = 1 + dice.below(PICTURES);
          const found = runOn(axon, tape, bits, picture);
          if (found > 0) wrong.push(`seed ${seed}, picture ${picture}: ${found}`);
        }
        n += 9;
      }
      expect(wrong).toEqual([]);
    },
  );

  it('has another future where somebody does something else, and the old one again where the same is done', () => {
    const kind = KINDS[0]!;
    const { axon, tape, ids } = play(kind, new Dice(7));
    const dice = new Dice(8);
    const actions: Action[] = Array.from({ length: 20 }, () => actionOf(kind, dice));
    const from = (extra: boolean): number[] => {
      rewind(axon, tape.wayTo(60)!);
      const again = watched(axon, ids);
      if (extra) axon.inject({ kind: 'pulse', at: 30, startMs: axon.modelMs, durationMs: 1, currentUa: 200 });
      for (const action of actions) action(again);
      // The listener still hears the next way back.
      return [...again.seen];
    };
    const once = from(false);
    expect(differing(once, from(true))).toBeGreaterThan(100);
    expect(differing(once, from(false))).toBe(0);
  });

  it('keeps a minute of the squid in 500 compartments within 3 MB of keys where nothing is done', () => {
    const squid = KINDS.find(({ name }) => name.startsWith('squid, '))!;
    const geometry = { ...squid.geometry, compartments: 500 } as Kind['geometry'];
    const bytes = bytesOfData(fresh({ ...squid, geometry }).snapshot());
    expect(bytes).toBeGreaterThan(500 * 8 * 4);
    expect((bytes * 3600) / 30).toBeLessThan(3e6);
  });
});
