import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type GateEvent,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  nernstPerDecadeMv,
  SET_A,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type Treatment,
} from '../../src/model/index.js';
import { peaks, press, squid, upwardMs } from './measure.js';
import { inject } from './support.js';

const PATCH: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };
const patch = (treatments: readonly Treatment[], membrane: MembraneSpec = HODGKIN_HUXLEY) =>
  createAxon(PATCH, membrane, { stepMs: 0.01, treatments });
const lattice = (treatments: readonly Treatment[]) =>
  createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, treatments });

/** How often each site of a lattice opens its sodium channels after a strong pulse into site 0. */
function spikesPerSite(treatments: readonly Treatment[]): number[] {
  const axon = lattice(treatments);
  const counts = Array<number>(axon.siteCount).fill(0);
  axon.onGate = ({ site, state }: GateEvent) => {
    if (state === 'sodium-open') counts[site]!++;
  };
  inject(axon, [0, 1, 0.5, 200]);
  axon.advanceTo(30);
  return counts;
}

describe('on the gated lattice', () => {
  it('one dead site is bridged, two block', () => {
    expect(spikesPerSite([{ kind: 'dead', from: 30, to: 30 }])).toEqual(
      Array.from({ length: 60 }, (_, i) => (i === 30 ? 0 : 1)),
    );
    expect(spikesPerSite([{ kind: 'dead', from: 30, to: 31 }])).toEqual(
      Array.from({ length: 60 }, (_, i) => (i < 30 ? 1 : 0)),
    );
  });

  it.each([
    ['one dead one', 30, 38.019877, 9.513434, -75.968323],
    ['two dead ones', 31, 37.157062, 9.901354, -71.983687],
    ['four dead ones', 33, 37.157062, 9.901354, -71.983687],
  ])(
    'the site before %s is held below +40 mV: its sodium closes after 1 ms, potassium opens then',
    (...[, to, closesMv, refractoryMs, restMv]) => {
      const axon = createAxon(SET_A.axon, SET_A.membrane, {
        stepMs: 0.025,
        treatments: [{ kind: 'dead', from: 30, to }],
      });
      const told: [string, number, number][] = [];
      axon.onGate = ({ site, state, timeMs }) => {
        if (site === 29) told.push([state, timeMs, axon.potentialMv[29]!]);
      };
      inject(axon, [0, 1, 0.5, 200]);
      axon.advanceTo(20);
      const wanted = [
        ['sodium-open', 6.663198, -55],
        ['potassium-open', 7.663198, closesMv],
        ['refractory', refractoryMs, -80],
        ['rest', refractoryMs + 3, restMv],
      ] as const;
      expect(told.map(([state]) => state)).toEqual(wanted.map(([state]) => state));
      for (const [k, [, ms, mv]] of wanted.entries()) {
        expect(told[k]![1]).toBeCloseTo(ms, 5);
        expect(told[k]![2]).toBeCloseTo(mv, 5);
      }
    },
  );

  // Truth about dead sites: the classical Runge–Kutta method in steps of 0.001 ms, cut at each gate by bisection.
  it.each([
    [1, -45.27344],
    [2, -57.44306],
    [3, -63.064718],
    [4, -65.932053],
  ])('%i dead sites let the site beyond rise to %f mV, within 0.0005 mV', (dead, highestMv) => {
    // With no channels beyond the gap, nothing hides how high the signal lifts that site.
    const axon = createAxon(SET_A.axon, SET_A.membrane, {
      stepMs: 0.0025,
      treatments: [{ kind: 'dead', from: 30, to: 59 }],
    });
    inject(axon, [0, 1, 0.5, 200]);
    const [beyond] = peaks(axon, [30 + dead], 12);
    expect(Math.abs(beyond!.mv - highestMv)).toBeLessThan(0.0005);
  });

  it('two dead sites block by 2.443 mV: also with 20 % less leak or 20 % more coupling, not with half as much again', () => {
    const passes = (axon: Partial<typeof SET_A.axon>) => {
      const weak = createAxon({ ...SET_A.axon, ...axon }, SET_A.membrane, {
        stepMs: 0.01,
        treatments: [{ kind: 'dead', from: 30, to: 31 }],
      });
      let passed = false;
      weak.onGate = ({ site }) => {
        if (site === 59) passed = true;
      };
      inject(weak, [0, 1, 0.5, 200]);
      weak.advanceTo(20);
      return passed;
    };
    expect(passes({})).toBe(false);
    expect(passes({ leakConductanceMs: 0.08 })).toBe(false);
    expect(passes({ axialConductanceMs: 1.5 })).toBe(false);
    expect(passes({ axialConductanceMs: 1.875 })).toBe(true);
  });

  it('without sodium conductance no signal passes, without potassium it does', () => {
    expect(spikesPerSite([{ kind: 'ttx', from: 20, to: 59, sodiumFraction: 0 }])[40]).toBe(0);
    expect(spikesPerSite([{ kind: 'tea', from: 20, to: 30, potassiumFraction: 0.5 }])[59]).toBe(1);
  });

  it('a rest 5 mV lower needs a third more current: it is harder to reach −55 mV, not easier', () => {
    const fires = (currentUa: number, treatments: readonly Treatment[]) => {
      const axon = lattice(treatments);
      let fired = false;
      axon.onGate = () => {
        fired = true;
      };
      inject(axon, [0, 1, 0.5, currentUa]);
      axon.advanceTo(10);
      return fired;
    };
    const lower: Treatment = { kind: 'rest', shiftMv: -5 };
    expect(fires(39.338 * 1.001, [])).toBe(true);
    expect(fires((39.338 * 20) / 15 - 0.01, [lower])).toBe(false);
    expect(fires((39.338 * 20) / 15 + 0.01, [lower])).toBe(true);
  });

  it('a dead site that is revived while it runs fires again', () => {
    const axon = lattice([{ kind: 'dead', from: 30, to: 33 }]);
    const fired: number[] = [];
    axon.onGate = ({ site, state }) => {
      if (state === 'sodium-open') fired.push(site);
    };
    inject(axon, [0, 1, 0.5, 200]);
    axon.advanceTo(25);
    expect(Math.max(...fired)).toBe(29);
    axon.treat([]);
    inject(axon, [0, 25, 0.5, 200]);
    axon.advanceTo(50);
    expect(fired.filter((site) => site === 59)).toHaveLength(1);
  });
});

describe('the rest', () => {
  it('is found again for each treatment: after 500 ms the axon is within 1e-3 mV of where it started', () => {
    const treatments: readonly Treatment[] = [
      { kind: 'temperature', from: 10, to: 20, temperatureC: 6 },
      { kind: 'ttx', from: 15, to: 30, sodiumFraction: 0.2 },
      { kind: 'tea', from: 25, to: 40, potassiumFraction: 0.6 },
      { kind: 'rest', from: 50, to: 60, shiftMv: -6 },
      { kind: 'potassium', from: 62, to: 80, outsideMillimolar: 12 },
      { kind: 'dead', from: 90, to: 95 },
    ];
    const axon = createAxon({ ...SQUID_AXON.axon, compartments: 200 }, SQUID_AXON.membrane, {
      stepMs: 0.025,
      treatments,
    });
    expect(axon.restMv[110]).toBeLessThan(-67);
    axon.advanceTo(500);
    for (let i = 0; i < 200; i++) expect(Math.abs(axon.potentialMv[i]! - axon.restMv[i]!)).toBeLessThan(1e-3);
  });

  it.each([-8, -3, 2])('shifted by %f mV is −64.974 and that, exactly', (shiftMv) => {
    const axon = patch([{ kind: 'rest', shiftMv }]);
    expect(axon.restMv[0]).toBeCloseTo(-64.974052452 + shiftMv, 9);
    const node = patch([{ kind: 'rest', shiftMv }], FRANKENHAEUSER_HUXLEY);
    expect(node.restMv[0]).toBeCloseTo(-69.76685156 + shiftMv, 7);
  });

  it('of a dead stretch is that of the axon', () => {
    expect(patch([{ kind: 'dead' }]).restMv[0]).toBeCloseTo(-64.974052452, 9);
  });

  it('a more negative rest makes it harder to fire', () => {
    const fires = (treatments: readonly Treatment[]) => {
      const axon = patch(treatments);
      axon.inject({ kind: 'pulse', at: 0, startMs: 1, durationMs: 0.5, currentUaPerCm2: 14 });
      return !Number.isNaN(upwardMs(axon, [0], 15)[0]);
    };
    expect(fires([])).toBe(true);
    expect(fires([{ kind: 'rest', shiftMv: -3 }])).toBe(false);
  });

  it('rises with potassium outside, with 58.17 mV per decade at 20 °C for a membrane of potassium channels', () => {
    expect(nernstPerDecadeMv(20)).toBeCloseTo(58.17, 2);
    const leaky: MembraneSpec = {
      ...HODGKIN_HUXLEY,
      temperatureC: 20,
      sodiumConductanceMsPerCm2: 0,
      leakConductanceMsPerCm2: 1e-6,
      leakReversalMv: -77,
    };
    const at = (outsideMillimolar: number) =>
      patch([{ kind: 'potassium', outsideMillimolar }], leaky).restMv[0]!;
    expect(at(20) - at(10)).toBeCloseTo(58.17 * Math.log10(2), 1);
    expect(at(100) - at(10)).toBeCloseTo(58.17, 1);
    let before = -Infinity;
    for (const outsideMillimolar of [2, 5, 10, 12, 15]) {
      const [rest] = patch([{ kind: 'potassium', outsideMillimolar }]).restMv;
      expect(rest).toBeGreaterThan(before);
      before = rest!;
    }
  });
});

describe('a stretch', () => {
  it('that is cold slows the signal, one that is warm hurries it', () => {
    const passing = (temperatureC: number) => {
      const axon = createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, {
        stepMs: 0.01,
        treatments: [{ kind: 'temperature', from: 40, to: 60, temperatureC }],
      });
      press(axon);
      const [near, far] = upwardMs(axon, [400, 600], 12);
      return 20 / (far! - near!);
    };
    // The border itself costs a little: a cold stretch takes the signal over from a quicker one.
    expect(passing(6.3)).toBeGreaterThan(12);
    expect(passing(6.3)).toBeLessThan(13.5);
    expect(passing(18.5)).toBeCloseTo(18.72, 1);
    expect(passing(24)).toBeGreaterThan(20);
  });

  it('treated while it runs changes what comes from then on, not where the axon is', () => {
    const axon = squid();
    press(axon);
    axon.advanceTo(2);
    const before = axon.potentialMv.slice();
    axon.treat([{ kind: 'ttx', from: 60, to: 70, sodiumFraction: 0 }]);
    expect(axon.potentialMv).toEqual(before);
    expect(upwardMs(axon, [550, 800], 10)[0]).toBeGreaterThan(2);
    axon.treat([]);
    press(axon, 0, 20_000, axon.modelMs + 15);
    expect(upwardMs(axon, [800], 40)[0]).toBeGreaterThan(20);
  });

  it('switching treatments on and off within one instant leaves no trace', () => {
    const [plain, touched] = [squid({ axon: { compartments: 100 } }), squid({ axon: { compartments: 100 } })];
    for (const axon of [plain, touched]) {
      press(axon);
      axon.advanceTo(2);
    }
    touched.treat([
      { kind: 'temperature', temperatureC: 3 },
      { kind: 'dead', from: 20, to: 60 },
    ]);
    touched.treat([]);
    plain.advanceTo(5);
    touched.advanceTo(5);
    expect(touched.potentialMv).toEqual(plain.potentialMv);
  });

  it('of membrane without channels and back: the axon can be switched while it runs', () => {
    const axon = squid({ axon: { compartments: 100 } });
    press(axon, 0, 4000);
    axon.advanceTo(0.6);
    axon.setMembrane({ kind: 'passive', leakConductanceMsPerCm2: 0.68, leakReversalMv: -64.974052452 });
    const [passive] = upwardMs(axon, [50], 8);
    expect(passive).toBeNaN();
    axon.setMembrane(SQUID_AXON.membrane);
    press(axon, 0, 20_000, 30);
    expect(upwardMs(axon, [50], 40)[0]).toBeGreaterThan(30);
  });

  it('reset keeps treatments and leads to their rest', () => {
    const axon = squid({ axon: { compartments: 100 } });
    axon.treat([{ kind: 'rest', shiftMv: -4 }]);
    press(axon);
    axon.advanceTo(2);
    axon.reset();
    expect(axon.potentialMv).toEqual(axon.restMv);
    expect(axon.potentialMv[0]).toBeCloseTo(-68.974052452, 8);
    expect(axon.treatments).toEqual([{ kind: 'rest', shiftMv: -4 }]);
  });
});

describe('a treatment is refused', () => {
  const squidAxon = () => squid({ axon: { compartments: 100 } });
  const m1 = () => createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.005 });
  const m2 = () => createAxon(SET_M2.axon, SET_M2.membrane, { stepMs: 0.005 });
  const gated = () => lattice([]);
  it.each([
    [
      'temperature on the gated lattice',
      gated,
      { kind: 'temperature', temperatureC: 5 },
      'treatments[0]: expected a treatment that the gated membrane can be given, got temperature – its channels switch at potentials',
    ],
    ['potassium on the gated lattice', gated, { kind: 'potassium', outsideMillimolar: 20 }, 'use rest'],
    [
      'a rest above the threshold of the lattice',
      gated,
      { kind: 'rest', shiftMv: 20 },
      'expected a shifted rest below membrane.sodiumOpensMv (-55 mV), got -50 mV – as it is, site 0 never rests',
    ],
    ['bare on a cable', squidAxon, { kind: 'bare' }, 'there is no myelin on a cable'],
    ['bare under perfect insulation', m1, { kind: 'bare', from: 3, to: 4 }, 'set axon.internodeCompartments'],
    ['bare around a node only', m2, { kind: 'bare', from: 3, to: 3.2 }, 'the middle of an internode'],
    ['a negative fraction', squidAxon, { kind: 'ttx', sodiumFraction: -0.1 }, 'treatments[0].sodiumFraction'],
    ['NaN', squidAxon, { kind: 'tea', potassiumFraction: Number.NaN }, 'treatments[0].potassiumFraction'],
    ['a negative concentration', squidAxon, { kind: 'ttx', nanomolar: -1 }, 'treatments[0].nanomolar'],
    [
      'no potassium at all',
      squidAxon,
      { kind: 'potassium', outsideMillimolar: 0 },
      'treatments[0].outsideMillimolar',
    ],
    [
      'a stretch off the axon',
      squidAxon,
      { kind: 'dead', from: 90, to: 101 },
      'treatments[0].to: expected a number from 0 to 100 mm',
    ],
    [
      'a stretch the wrong way round',
      squidAxon,
      { kind: 'dead', from: 50, to: 40 },
      'treatments[0].to: expected at least from (50), got 40',
    ],
    [
      'a stretch between two centres',
      squidAxon,
      { kind: 'dead', from: 50, to: 50.2 },
      'the centre of a compartment',
    ],
    ['an unknown kind', squidAxon, { kind: 'magic' as 'dead' }, "treatments[0].kind: expected 'ttx'"],
  ] as const)('%s', (_name, make, treatment, message) => {
    const axon = make();
    expect(() => axon.treat([treatment as Treatment])).toThrow(RangeError);
    expect(() => axon.treat([treatment as Treatment])).toThrow(message);
    expect(axon.treatments).toEqual([]);
  });

  it('two of one kind on one place', () => {
    const axon = squidAxon();
    const twice: Treatment[] = [
      { kind: 'ttx', from: 10, to: 30, sodiumFraction: 0.5 },
      { kind: 'ttx', from: 20, to: 40, sodiumFraction: 0.2 },
    ];
    expect(() => axon.treat(twice)).toThrow(
      'treatments[1]: expected a stretch without ttx, but treatments[0] (10 to 30) treats 20.5 already',
    );
    axon.treat([twice[0]!, { ...twice[1]!, from: 30 }]);
    expect(axon.treatments).toHaveLength(2);
  });

  it('and leaves the axon as it was, rest and all', () => {
    const axon = lattice([{ kind: 'rest', shiftMv: -5 }]);
    expect(() => axon.treat([{ kind: 'rest', shiftMv: 30 }])).toThrow(RangeError);
    expect(axon.restMv[0]).toBe(-75);
  });

  it.each([
    ['gated on a cable', SQUID_AXON.axon, SET_A.membrane, "the lesson's rule needs separate sites"],
    ['Hodgkin–Huxley on a lattice', SET_A.axon, HODGKIN_HUXLEY, 'a site of a lattice has no area'],
    [
      'passive without a leak on a cable',
      SQUID_AXON.axon,
      { kind: 'passive' },
      'membrane.leakConductanceMsPerCm2',
    ],
    [
      'passive with a leak on a lattice',
      SET_A.axon,
      { kind: 'passive', leakReversalMv: -60 },
      'membrane.leakReversalMv: expected nothing on a lattice, got -60 – its leak is axon.leakReversalMv',
    ],
    [
      'a membrane without leak',
      PATCH,
      { ...HODGKIN_HUXLEY, leakConductanceMsPerCm2: 0 },
      'membrane.leakConductanceMsPerCm2',
    ],
    ['a membrane at 100 °C', PATCH, { ...HODGKIN_HUXLEY, temperatureC: 100 }, 'membrane.temperatureC'],
    [
      'a node without ions',
      PATCH,
      { ...FRANKENHAEUSER_HUXLEY, sodiumInsideMillimolar: 0 },
      'membrane.sodiumInsideMillimolar',
    ],
    ['a cable of no length', { ...SQUID_AXON.axon, lengthMm: 0 }, HODGKIN_HUXLEY, 'axon.lengthMm'],
    ['a negative diameter', { ...SQUID_AXON.axon, diameterUm: -1 }, HODGKIN_HUXLEY, 'axon.diameterUm'],
    ['half a compartment', { ...SQUID_AXON.axon, compartments: 0.5 }, HODGKIN_HUXLEY, 'axon.compartments'],
    ['an axon without nodes', { ...SET_M1.axon, nodes: 0 }, FRANKENHAEUSER_HUXLEY, 'axon.nodes'],
  ] as const)('as is an axon: %s', (_name, geometry, membrane, message) => {
    const create = () => createAxon(geometry as Geometry, membrane as MembraneSpec, { stepMs: 0.01 });
    expect(create).toThrow(RangeError);
    expect(create).toThrow(message);
  });
});

describe('a stretch', () => {
  const place = fc.double({ min: 0, max: 10, noNaN: true });

  it('treats the compartments of a cable whose centres lie in it, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 90 }),
        place,
        fc.double({ min: 0.5, max: 5 }),
        (count, from, length) => {
          const to = Math.min(10, from + length);
          fc.pre(to - from >= 0.5);
          const axon = createAxon(
            { ...SQUID_AXON.axon, lengthMm: 10, compartments: count },
            SQUID_AXON.membrane,
            {
              stepMs: 0.01,
              treatments: [{ kind: 'ttx', from, to, sodiumFraction: 0 }],
            },
          );
          axon.places.forEach((mm, i) => {
            expect(axon.membraneAt(i).canFire).toBe(mm < from - 1e-9 || mm > to + 1e-9);
          });
        },
      ),
      { numRuns: 30, seed: 2 },
    );
  });

  it('bares the internodes whose middle lies in it, whole', () => {
    const geometry = { ...SET_M2.axon, nodes: 11, internodeCompartments: 5 };
    const of = (treatments: readonly Treatment[]) =>
      createAxon(geometry, SET_M2.membrane, { stepMs: 0.005, treatments });
    const covered = of([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2, max: 8 }), (halves, more) => {
        const from = Math.min(halves, 18) / 2;
        const to = Math.min(10, from + more / 2);
        const bare = of([{ kind: 'bare', from, to }]);
        bare.places.forEach((at, i) => {
          const middle = Math.floor(at) + 0.5;
          const changed = bare.membraneAt(i).capacitanceUf !== covered.membraneAt(i).capacitanceUf;
          expect(changed).toBe(!Number.isInteger(at) && middle >= from && middle <= to);
        });
      }),
      { numRuns: 20, seed: 2 },
    );
  });
});
