import { describe, expect, it } from 'vitest';
import {
  createAxon,
  type GateEvent,
  type Geometry,
  HODGKIN_HUXLEY,
  SET_A,
  SQUID_AXON,
  type Treatment,
} from '../../src/model/index.js';
import { inject } from './support.js';

const PATCH: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };
const patch = (treatments: readonly Treatment[], stepMs = 0.01) =>
  createAxon(PATCH, HODGKIN_HUXLEY, { stepMs, treatments });
const lattice = (treatments: readonly Treatment[]) =>
  createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, treatments });
const potassium = (times: object): Treatment => ({ kind: 'potassium', outsideMillimolar: 30, ...times });

describe('a treatment that begins while the axon runs', () => {
  it('30 mM potassium at 5 ms: one spike of 41.9 mV, then block: in the end it swings between −44.6 and −38.1 mV', () => {
    const axon = patch([potassium({ startMs: 5 })]);
    let [highest, spikes, before] = [-Infinity, 0, axon.potentialMv[0]!];
    let [low, high] = [Infinity, -Infinity];
    while (axon.modelMs < 200) {
      axon.step();
      const mv = axon.potentialMv[0]!;
      if (before < 0 && mv >= 0) spikes++;
      before = mv;
      highest = Math.max(highest, mv);
      if (axon.modelMs < 170) continue;
      low = Math.min(low, mv);
      high = Math.max(high, mv);
    }
    expect(spikes).toBe(1);
    expect(highest).toBeCloseTo(41.9, 1);
    expect(Math.abs(low - -44.6)).toBeLessThan(0.1);
    expect(Math.abs(high - -38.1)).toBeLessThan(0.1);
  });

  it('is the same as one that is given by hand at the end of that step, to the last bit', () => {
    const [timed, byHand] = [patch([potassium({ startMs: 5 })]), patch([])];
    timed.advanceTo(5);
    byHand.advanceTo(5);
    byHand.treat([potassium({})]);
    expect(timed.restMv).toEqual(byHand.restMv);
    for (const axon of [timed, byHand]) axon.advanceTo(30);
    expect(timed.potentialMv).toEqual(byHand.potentialMv);
  });

  it('begins at the first end of a step at or after its time, in steps of 0.025 ms as in one long call', () => {
    const beginsMs = (startMs: number) => {
      const axon = lattice([{ kind: 'rest', shiftMv: -5, startMs }]);
      while (axon.treatmentsInForce.length === 0) axon.step();
      return axon.modelMs;
    };
    expect(beginsMs(0.3)).toBeCloseTo(0.3, 9);
    expect(beginsMs(0.31)).toBeCloseTo(0.325, 9);
    const [steps, long] = [
      lattice([{ kind: 'rest', shiftMv: -5, startMs: 3.01 }]),
      lattice([{ kind: 'rest', shiftMv: -5, startMs: 3.01 }]),
    ];
    while (steps.modelMs < 9.99) steps.step();
    long.advanceTo(10);
    expect(long.modelMs).toBe(steps.modelMs);
    for (let i = 0; i < 60; i++) expect(long.potentialMv[i]).toBeCloseTo(steps.potentialMv[i]!, 6);
    expect(long.potentialMv[0]).toBeLessThan(-71);
  });

  it('and ends again leaves the rest as it was, to the last bit', () => {
    const axon = patch([{ kind: 'potassium', outsideMillimolar: 12, startMs: 1, endMs: 2 }]);
    const restMv = axon.restMv.slice();
    axon.advanceTo(1.5);
    expect(axon.restMv[0]).toBeGreaterThan(restMv[0]! + 1);
    expect(axon.treatmentsInForce).toHaveLength(1);
    axon.advanceTo(2);
    expect(axon.restMv).toEqual(restMv);
    expect(axon.treatmentsInForce).toHaveLength(0);
    expect(axon.treatments).toHaveLength(1);
  });

  it('dead sites from 0 to 15 ms stop the first signal, and not the one after', () => {
    const axon = lattice([{ kind: 'dead', from: 30, to: 33, endMs: 15 }]);
    const fired: number[] = [];
    axon.onGate = ({ site, state }: GateEvent) => {
      if (state === 'sodium-open') fired.push(site);
    };
    inject(axon, [0, 1, 0.5, 200]);
    axon.advanceTo(15);
    expect(Math.max(...fired)).toBe(29);
    inject(axon, [0, 25, 0.5, 200]);
    axon.advanceTo(45);
    expect(fired.filter((site) => site === 59)).toHaveLength(1);
  });

  it('reset leads to time 0 and to what is in force then', () => {
    const axon = patch([potassium({ startMs: 5 }), { kind: 'rest', shiftMv: -4, endMs: 2 }]);
    const restMv = axon.restMv.slice();
    axon.advanceTo(8);
    expect(axon.treatmentsInForce.map(({ kind }) => kind)).toEqual(['potassium']);
    axon.reset();
    expect(axon.treatmentsInForce.map(({ kind }) => kind)).toEqual(['rest']);
    expect(axon.restMv).toEqual(restMv);
    expect(axon.potentialMv).toEqual(restMv);
    axon.advanceTo(8);
    expect(axon.treatmentsInForce.map(({ kind }) => kind)).toEqual(['potassium']);
  });

  it('may follow another of its kind on the same place', () => {
    const axon = patch([
      { kind: 'ttx', sodiumFraction: 0, endMs: 2 },
      { kind: 'ttx', sodiumFraction: 0.5, startMs: 2, endMs: 3 },
    ]);
    expect(axon.membraneAt(0).canFire).toBe(false);
    axon.advanceTo(2.5);
    expect(axon.treatmentsInForce).toMatchObject([{ sodiumFraction: 0.5 }]);
    expect(axon.membraneAt(0).canFire).toBe(true);
  });
});

describe('times are refused', () => {
  it.each<[string, readonly Treatment[], string]>([
    [
      'that end before they begin',
      [potassium({ startMs: 5, endMs: 5 })],
      'treatments[0].endMs: expected after startMs (5 ms), got 5',
    ],
    [
      'that end at the beginning',
      [potassium({ endMs: 0 })],
      'treatments[0].endMs: expected after the beginning (0 ms), got 0',
    ],
    [
      'before the beginning',
      [potassium({ startMs: -1 })],
      'treatments[0].startMs: expected a number from 0 to 1000000000 ms, got -1',
    ],
    ['that are no number', [potassium({ startMs: Number.NaN })], 'treatments[0].startMs: expected a number'],
    [
      'where two of one kind meet on one place, however late',
      [potassium({ startMs: 5, endMs: 7 }), { kind: 'dead' }, potassium({ startMs: 6 })],
      'treatments[2]: expected a stretch without potassium, but treatments[0] (the beginning to the end) treats 0 already – at one time; let one end before the other begins',
    ],
  ])('%s', (_name, treatments, message) => {
    const axon = patch([]);
    expect(() => axon.treat(treatments)).toThrow(message);
    expect(axon.treatments).toEqual([]);
    expect(() => patch(treatments)).toThrow(message);
  });

  it('where the axon could not be computed at that time, before it begins: nothing is refused while it runs', () => {
    const axon = lattice([]);
    expect(() => axon.treat([{ kind: 'rest', shiftMv: 20, startMs: 50 }])).toThrow('a shifted rest below');
    expect(() => axon.treat([{ kind: 'dead', from: 60, to: 70, startMs: 50 }])).toThrow('treatments[0].from');
    const squid = createAxon({ ...SQUID_AXON.axon, compartments: 20 } as Geometry, SQUID_AXON.membrane, {
      stepMs: 0.1,
    });
    expect(() => squid.treat([{ kind: 'temperature', temperatureC: 40, startMs: 50 }])).toThrow('stepMs');
  });
});

describe('after reset', () => {
  it.each(['gated', 'passive', 'hodgkin-huxley'])(
    'a %s axon goes as a new one does, to the last bit',
    (kind) => {
      const make = () =>
        kind === 'hodgkin-huxley'
          ? createAxon({ ...SQUID_AXON.axon, compartments: 30 } as Geometry, SQUID_AXON.membrane, {
              stepMs: 0.01,
            })
          : createAxon(SET_A.axon, kind === 'gated' ? SET_A.membrane : { kind: 'passive' }, {
              stepMs: 0.025,
            });
      const [used, fresh] = [make(), make()];
      const press = (axon: typeof used) =>
        axon.inject(
          kind === 'hodgkin-huxley'
            ? { kind: 'pulse', at: 0, startMs: 0.51, durationMs: 0.2, currentNa: 20_000 }
            : {
                kind: 'conductance',
                at: 7,
                startMs: 0.51,
                durationMs: 0.5,
                conductanceMs: 2.4,
                reversalMv: 60,
              },
        );
      press(used);
      used.advanceTo(4);
      used.reset();
      press(used);
      press(fresh);
      for (const axon of [used, fresh]) axon.advanceTo(5);
      expect(used.potentialMv).toEqual(fresh.potentialMv);
    },
  );
});
