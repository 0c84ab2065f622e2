import { describe, expect, it } from 'vitest';
import { type Segment, UNTREATED } from '../../src/model/conditions.js';
import type { EngineParts } from '../../src/model/engine.js';
import { KineticEngine } from '../../src/model/kinetic-engine.js';
import type { KineticMembrane } from '../../src/model/membranes/kinetic-membrane.js';
import { Stimuli } from '../../src/model/stimuli.js';

const LEAK_MS = 1;
const LEAK_MV = -70;
const CHANNEL_MS = 2;
const CHANNEL_MV = -10;
const STEP_MS = 0.01;

/** Where gate k of `count` stays, whatever the potential: 1/12, 2/12, …; the last alone opens the channel. */
function membraneOf(count: number): KineticMembrane {
  const open = count / 12;
  const ionicUa = (v: number, opened: number) =>
    LEAK_MS * (v - LEAK_MV) + CHANNEL_MS * opened * (v - CHANNEL_MV);
  const restMv = (LEAK_MS * LEAK_MV + CHANNEL_MS * open * CHANNEL_MV) / (LEAK_MS + CHANNEL_MS * open);
  let inertiaMs = 0;
  return {
    gateNames: Array.from({ length: count }, (_, k) => `gate ${k}`),
    ions: ['leak'],
    has: { sodium: false, potassium: false },
    openShares: (_gates, out) => out.fill(0),
    restMv,
    leakMsPerCm2: LEAK_MS,
    steadyGates: (_v, gates, at) => {
      for (let k = 0; k < count; k++) gates[at + k] = (k + 1) / 12;
    },
    runOf: ({ from, to, conditions }) => ({
      from,
      to,
      aloneMv: restMv,
      prepare: (stepMs) => {
        inertiaMs = (2 * conditions.capacitanceUf) / stepMs;
      },
      fill: ({ potentialMv, gates, rows }, first, end) => {
        for (let i = first; i < end; i++) {
          const channelMs = CHANNEL_MS * gates[count * i + count - 1]!;
          rows[2 * i] = inertiaMs + LEAK_MS + channelMs;
          rows[2 * i + 1] = inertiaMs * potentialMv[i]! + LEAK_MS * LEAK_MV + channelMs * CHANNEL_MV;
        }
      },
      eliminate: () => false,
      steadyUa: (v) => ionicUa(v, open),
      rates: (_v, out) => {
        for (let k = 0; k < count; k++) {
          out[2 * k] = k + 1;
          out[2 * k + 1] = 12 - (k + 1);
        }
      },
      ionicUa: (v, gates, at) => ionicUa(v, gates[at + count - 1]!),
      currentsInto: (v, gates, out, to) => {
        out[to] = ionicUa(v, gates[count - 1]!);
      },
    }),
  };
}

/** A patch of 1 cm² and 1 µF with such a membrane, and a current from the beginning on. */
function patch(gateCount: number, currentUaPerCm2: number) {
  const geometry = { kind: 'patch', capacitanceUfPerCm2: 1 } as const;
  const conditions = { ...UNTREATED, cover: 0, areaCm2: 1, capacitanceUf: 1, ownLeakMs: 0 };
  const segments: Segment[] = [{ from: 0, to: 1, conditions }];
  const stimuli = new Stimuli(geometry, 1);
  stimuli.add({ kind: 'step', at: 0, startMs: 0, currentUaPerCm2 }, 0, STEP_MS);
  const parts: EngineParts = {
    geometry,
    segments,
    stimuli,
    linkConductanceMs: new Float64Array(1),
    potentialMv: new Float64Array(1),
    restMv: new Float64Array(1),
    frozen: false,
    atEdge: () => {},
    switched: () => {},
  };
  const membrane = membraneOf(gateCount);
  const engine = new KineticEngine(parts, 'test', membrane, () => membrane.restMv);
  engine.rest(parts.restMv);
  engine.stepMs = STEP_MS;
  return { engine, potentialMv: parts.potentialMv };
}

describe('the engine of gates that obey rates', () => {
  it.each([
    [1, -61.429],
    [4, -46],
    [5, -42.727],
    [9, -34],
  ])(
    'takes a membrane of %i gates, the last of which opens its channel: it rests at %f mV',
    (gates, restMv) => {
      const { engine, potentialMv } = patch(gates, 11);
      expect(potentialMv[0]).toBeCloseTo(restMv, 3);
      expect(engine.ionicUa(0)).toBeCloseTo(0, 9);
      for (let k = 1; k <= 3000; k++) {
        engine.endMs = k * STEP_MS;
        engine.step();
      }
      expect(potentialMv[0]).toBeCloseTo(restMv + 11 / (LEAK_MS + (CHANNEL_MS * gates) / 12), 3);
      expect(engine.ionicUa(0)).toBeCloseTo(11, 6);
    },
  );
});
