/** What a picture is told of gates and currents: the same as `inside` says, in bytes and numbers. */
import { describe, expect, it } from 'vitest';
import {
  type Axon,
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_M2,
  type Treatment,
} from '../../src/model/index.js';
import { actionOf, Dice, fresh, KINDS, watched } from './random-play.js';
import { inject } from './support.js';

const STATES = ['shut', 'open', 'locked', 'out of work'];
const PATCH: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };

function gatesOf(axon: Axon, compartment: number) {
  const bytes = new Uint8Array(2);
  axon.gatesInto(Int32Array.of(compartment), bytes);
  const [sodium, potassium] = [...bytes].map((byte) => ({ state: STATES[byte >> 6]!, share: byte & 63 }));
  return { sodium: sodium!, potassium: potassium! };
}

/** `shut, open`: what sodium and potassium gates do. */
function statesOf(axon: Axon, compartment = 0): string {
  const { sodium, potassium } = gatesOf(axon, compartment);
  return `${sodium.state}, ${potassium.state}`;
}

function lattice(treatments: readonly Treatment[] = [], membrane: MembraneSpec = SET_A.membrane) {
  return createAxon(SET_A.axon, membrane, { stepMs: 0.025, treatments });
}

/** Pulsed so that it fires. */
function patch(membrane: MembraneSpec = HODGKIN_HUXLEY, currentUaPerCm2 = 60) {
  const axon = createAxon(PATCH, membrane, { stepMs: 0.005 });
  axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUaPerCm2 });
  return axon;
}

/** What is seen one after the other until a time. */
function seen(axon: Axon, untilMs: number): string[] {
  const all: string[] = [];
  while (axon.modelMs < untilMs) {
    const now = statesOf(axon);
    if (now !== all.at(-1)) all.push(now);
    axon.step();
  }
  return all;
}

describe('gates that switch', () => {
  it('are those of inside at all 60 sites and at each of 480 looks at a signal', () => {
    const axon = lattice();
    inject(axon, [0, 0, 0.5, 200]);
    const compartments = Int32Array.from({ length: 60 }, (_, site) => site);
    const bytes = new Uint8Array(120);
    let open = 0;
    while (axon.modelMs < 12) {
      axon.step();
      axon.gatesInto(compartments, bytes);
      for (let site = 0; site < 60; site++) {
        const { sodium, potassium } = axon.inside(site).switching!;
        expect(STATES[bytes[2 * site]! >> 6]).toBe(sodium.state);
        expect(STATES[bytes[2 * site + 1]! >> 6]).toBe(potassium.state);
        expect(bytes[2 * site]! & 63).toBe(sodium.state === 'open' ? 63 : 0);
        if (sodium.state === 'open') open++;
      }
    }
    expect(open).toBeGreaterThan(300);
  });

  it('are out of work under TTX (sodium), TEA (potassium) and where the site is dead; half of TTX opens a half: 32 of 63', () => {
    const axon = lattice([
      { kind: 'ttx', from: 0, to: 1, sodiumFraction: 0 },
      { kind: 'tea', from: 2, to: 3, potassiumFraction: 0 },
      { kind: 'dead', from: 4, to: 5 },
      { kind: 'ttx', from: 6, to: 7, sodiumFraction: 0.5 },
    ]);
    expect([0, 2, 4, 6].map((site) => statesOf(axon, site))).toEqual([
      'out of work, shut',
      'shut, out of work',
      'out of work, out of work',
      'shut, shut',
    ]);
    inject(axon, [6, 0, 0.5, 200]);
    while (gatesOf(axon, 6).sodium.state !== 'open') axon.step();
    expect(gatesOf(axon, 6).sodium.share).toBe(32);
  });

  it('are not there between channel sites', () => {
    const axon = lattice([], { ...SET_A.membrane, channelEvery: 2 } as MembraneSpec);
    expect(statesOf(axon, 2)).toBe('shut, shut');
    expect(statesOf(axon, 3)).toBe('out of work, out of work');
  });

  it('are shut with frozen channels, whatever is put in', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: true });
    inject(axon, [0, 0, 0.5, 200]);
    expect(seen(axon, 3)).toEqual(['shut, shut']);
    expect(axon.channels?.ions).toEqual(['sodium', 'potassium', 'leak']);
  });
});

describe('gates that obey rates', () => {
  it('of the squid open, lock and shut again in a spike: sodium first, then potassium', () => {
    expect(seen(patch(), 30)).toEqual([
      'shut, shut',
      'open, shut',
      'open, open',
      'locked, open',
      'shut, open',
      'shut, shut',
    ]);
  });

  it('of a frog node do so too', () => {
    expect(seen(patch(FRANKENHAEUSER_HUXLEY, 1000), 8)).toContain('locked, open');
  });

  it('are open by m³h and n⁴ of 63', () => {
    const axon = patch();
    axon.advanceTo(1.5);
    const [m, h, n] = axon.inside(0).gates.map(({ value }) => value) as [number, number, number];
    const { sodium, potassium } = gatesOf(axon, 0);
    expect(sodium.share).toBe(Math.round(63 * m ** 3 * h));
    expect(potassium.share).toBe(Math.round(63 * n ** 4));
    expect(sodium.share + potassium.share).toBeGreaterThan(10);
  });

  it.each<[Treatment, string]>([
    [{ kind: 'ttx', sodiumFraction: 0 }, 'out of work, shut'],
    [{ kind: 'tea', potassiumFraction: 0 }, 'shut, out of work'],
    [{ kind: 'dead' }, 'out of work, out of work'],
  ])('under %o are %s', (treatment, states) => {
    expect(statesOf(createAxon(PATCH, HODGKIN_HUXLEY, { stepMs: 0.01, treatments: [treatment] }))).toBe(
      states,
    );
  });

  it('that are frozen are shut', () => {
    const axon = createAxon(PATCH, HODGKIN_HUXLEY, { stepMs: 0.005, channelsFrozen: true });
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUaPerCm2: 60 });
    expect(seen(axon, 5)).toEqual(['shut, shut']);
  });
});

it('where there are no channels there is nothing to tell', () => {
  const axon = createAxon(SET_A.axon, { kind: 'passive' }, { stepMs: 0.025 });
  const untouched = Float64Array.of(1, 2, 3);
  axon.insideInto(0, untouched, 0);
  expect(axon.channels).toBeNull();
  expect([...untouched]).toEqual([1, 2, 3]);
  expect(statesOf(axon)).toBe('out of work, out of work');
});

describe('the numbers at a compartment', () => {
  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    'of %s are those of inside to the last bit, whatever is done',
    (_name, kind) => {
      for (let seed = 0; seed < 4; seed++) {
        const dice = new Dice(seed + 5);
        const axon = fresh(kind);
        const played = watched(axon);
        for (let k = 0; k < 6; k++) actionOf(kind, dice)(played);
        if (axon.channels === null) continue;
        const { gates, ions } = axon.channels;
        const numbers = new Float64Array(gates.length + ions.length);
        for (let i = 0; i < axon.compartmentCount; i++) {
          axon.insideInto(i, numbers, 0);
          const inside = axon.inside(i);
          const gate = (name: string) => inside.gates.find((each) => each.name === name)?.value ?? Number.NaN;
          const ua = (ion: string) => inside.currents.find((each) => each.ion === ion)?.ua ?? 0;
          expect([...numbers]).toEqual([...gates.map(gate), ...ions.map(ua)]);
        }
      }
    },
  );

  it('of an internode are no gates, no sodium, and the leak', () => {
    const axon = createAxon(SET_M2.axon, SET_M2.membrane, { stepMs: 0.005 });
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.2, currentNa: 5 });
    axon.advanceTo(0.3);
    const numbers = new Float64Array(6);
    axon.insideInto(3, numbers, 0);
    expect([...numbers.subarray(0, 5)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0, 0]);
    expect(numbers[5]).not.toBe(0);
  });
});

it('who asks for a compartment that is not there is refused', () => {
  const axon = lattice();
  const asked = () => axon.gatesInto(Int32Array.of(0, 60), new Uint8Array(4));
  expect(asked).toThrow('compartment: expected a whole number from 0 to 59, got 60');
  expect(() => axon.insideInto(-1, new Float64Array(3), 0)).toThrow('got -1');
});

it('asking changes nothing: no bit of a run differs', () => {
  const [asked, not] = [patch(), patch()];
  while (asked.modelMs < 10) {
    asked.step();
    gatesOf(asked, 0);
    not.step();
  }
  expect(asked.potentialMv).toEqual(not.potentialMv);
});
