import { describe, expect, it } from 'vitest';
import { createAxon, type GateEvent, SET_A, SET_B } from '../../src/model/index.js';
import { inject, longestStayMs, PASSIVE, type Pulse, runGated } from './support.js';

const THRESHOLD_UA = 39.338;
const PULSE: Pulse = [0, 1, 0.5, 200];
const ALL_SITES = Array.from({ length: 60 }, (_, i) => i);

describe('set A', () => {
  it.each([0.025, 0.01])('fires all or none around 39.338 µA × 0.5 ms at dt %f', (stepMs) => {
    const below = runGated([[0, 1, 0.5, THRESHOLD_UA - 0.001]], 20, { stepMs });
    expect(below.events).toEqual([]);
    const above = runGated([[0, 1, 0.5, THRESHOLD_UA + 0.001]], 20, { stepMs });
    for (const site of ALL_SITES) expect(above.spikesMs(site)).toHaveLength(1);
  });

  it('fires every site once when two signals collide', () => {
    const run = runGated([PULSE, [59, 1, 0.5, 200]], 40);
    for (const site of ALL_SITES) expect(run.spikesMs(site)).toHaveLength(1);
    // The two halves mirror each other, so both middle sites fire at the same instant.
    expect(run.spikesMs(29)[0]).toBeCloseTo(run.spikesMs(30)[0]!, 9);
  });

  it('runs both ways from a stimulus in the middle, at the same speed', () => {
    const run = runGated([[30, 1, 0.5, 200]], 20);
    for (const site of ALL_SITES) expect(run.spikesMs(site)).toHaveLength(1);
    for (const away of [1, 10, 20]) {
      expect(run.spikesMs(30 - away)[0]).toBeCloseTo(run.spikesMs(30 + away)[0]!, 9);
    }
  });

  it('fires a whole row of sites that reach −55 mV at one and the same instant', () => {
    const run = runGated(
      ALL_SITES.map((site): Pulse => [site, 1, 0.5, 60]),
      4,
    );
    const first = run.spikesMs(0)[0]!;
    // One equation for all of them: C dV/dt = gL (E − V) + I.
    expect(first).toBeCloseTo(1 - 10 * Math.log1p(-15 / 600), 6);
    for (const site of ALL_SITES) expect(run.spikesMs(site)[0]).toBeCloseTo(first, 9);
    expect(run.events.filter((event) => event.state === 'potassium-open')).toHaveLength(60);
  });

  it('does not open sodium again while it falls through −55 mV', () => {
    const run = runGated([PULSE], 60);
    for (const site of ALL_SITES) {
      expect(run.events.filter((event) => event.site === site).map((event) => event.state)).toEqual([
        'sodium-open',
        'potassium-open',
        'refractory',
        'rest',
      ]);
    }
  });

  it('rests again exactly 3 ms after the potassium channels closed', () => {
    const { events } = runGated([PULSE], 20);
    const at = (state: string) => events.find((event) => event.site === 30 && event.state === state)!.timeMs;
    expect(at('rest') - at('refractory')).toBeCloseTo(3, 9);
  });

  it('rests only at −60 mV: where a current holds it above, potassium opens after its 3 ms and brings it there', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
    const told: [string, number, number][] = [];
    axon.onGate = ({ site, state, timeMs }) => {
      if (site === 0 && told.length < 5) told.push([state, timeMs, axon.potentialMv[0]!]);
    };
    for (const pulse of [PULSE, [0, 3.5, 6, 40] as const]) inject(axon, pulse);
    axon.advanceTo(14);
    const states = ['sodium-open', 'potassium-open', 'refractory', 'potassium-open', 'rest'];
    expect(told.map(([state]) => state)).toEqual(states);
    expect(told[2]![2]).toBeCloseTo(-80, 6);
    expect(told[3]![1] - told[2]![1]).toBeCloseTo(3, 9);
    expect(told[3]![2]).toBeGreaterThan(-60);
    expect(told[4]![2]).toBeCloseTo(-60, 6);
    expect(told[4]![1] - told[3]![1]).toBeLessThan(0.6);
  });

  it.each([1.5, 2, 3, 5, 8])(
    'fires site 0 again 4.65 to 4.96 ms after a pulse of %f × threshold',
    (factor) => {
      const spikes = (intervalMs: number) =>
        runGated(
          [
            [0, 1, 0.5, factor * THRESHOLD_UA],
            [0, 1 + intervalMs, 0.5, factor * THRESHOLD_UA],
          ],
          9,
        ).spikesMs(0).length;
      expect(spikes(4.65)).toBe(1);
      expect(spikes(4.96)).toBe(2);
    },
  );

  it('needs about 13.9 ms between two pulses of 1.2 × threshold', () => {
    const spikes = (intervalMs: number) =>
      runGated(
        [
          [0, 1, 0.5, 1.2 * THRESHOLD_UA],
          [0, 1 + intervalMs, 0.5, 1.2 * THRESHOLD_UA],
        ],
        20,
      ).spikesMs(0).length;
    expect(spikes(13.6)).toBe(1);
    expect(spikes(14.2)).toBe(2);
  });

  it('undisturbed never needs its guards, to the last bit: sodium shuts well before 1 ms, potassium well before 5 ms', () => {
    const { events } = runGated([PULSE, [59, 20, 0.5, 50], [20, 60, 0.5, 400]], 100);
    expect(longestStayMs(events, 'sodium-open')).toBeLessThan(0.5);
    expect(longestStayMs(events, 'potassium-open')).toBeLessThan(2);
    const unguarded = runGated([PULSE], 20, {
      membrane: { sodiumMaxOpenMs: 1000, potassiumMaxOpenMs: 1000 },
    });
    expect(unguarded.events).toEqual(runGated([PULSE], 20).events);
    for (const channelEvery of [1, 2, 3]) {
      const apart = (membrane: object) =>
        runGated([PULSE], 40, { base: SET_B, membrane: { channelEvery, ...membrane } });
      const free = apart({ sodiumMaxOpenMs: 1000, potassiumMaxOpenMs: 1000 });
      const own = apart({});
      expect(own.events).toEqual(free.events);
      expect(own.axon.potentialMv).toEqual(free.axon.potentialMv);
    }
  });

  it.each([
    { potassiumConductanceMs: 0.5, fadesAt: 0.2, runsAt: 0.25 },
    { potassiumConductanceMs: 1, fadesAt: 0.315, runsAt: 0.4 },
    { potassiumConductanceMs: 2, fadesAt: 0.4, runsAt: 0.5 },
    { potassiumConductanceMs: 4, fadesAt: 0.5, runsAt: 0.63 },
  ])('with gK $potassiumConductanceMs conducts at an axial $runsAt mS, not at $fadesAt', (row) => {
    const membrane = { potassiumConductanceMs: row.potassiumConductanceMs };
    const run = (axialConductanceMs: number) =>
      runGated([PULSE], 80, { membrane, axon: { axialConductanceMs } });
    expect(run(row.fadesAt).spikesMs(59)).toHaveLength(0);
    expect(run(row.runsAt).spikesMs(59)).toHaveLength(1);
  });
});

describe('the guards', () => {
  it('close sodium after 1 ms where +40 mV is out of reach; potassium opens then and ends the spike', () => {
    const { events } = runGated([[0, 1, 0.5, 40]], 3, {
      axon: { siteCount: 1 },
      membrane: { sodiumReversalMv: 20 },
    });
    expect(events.map((event) => event.state)).toEqual(['sodium-open', 'potassium-open']);
    expect(events[1]!.timeMs - events[0]!.timeMs).toBeCloseTo(1, 9);
  });

  it('close potassium after 5 ms where it is below −60 mV by then and −80 is out of reach', () => {
    const { events } = runGated([PULSE], 9, {
      axon: { siteCount: 1 },
      membrane: { potassiumReversalMv: -79 },
    });
    expect(events.map((event) => event.state)).toEqual(['sodium-open', 'potassium-open', 'refractory']);
    expect(events[2]!.timeMs - events[1]!.timeMs).toBeCloseTo(5, 9);
  });

  it('leave potassium open after 5 ms where a current holds the site above −60 mV, and close it at −60', () => {
    const site0: Pulse[] = [PULSE, [0, 1.5, 9.5, 100]];
    const { axon, events } = runGated(site0, 10, { axon: { siteCount: 1 } });
    expect(axon.potentialMv[0]).toBeGreaterThan(-50);
    expect(events.map((event) => event.state)).toEqual(['sodium-open', 'potassium-open']);
    const atMv: number[] = [];
    axon.onGate = () => atMv.push(axon.potentialMv[0]!);
    axon.advanceTo(15);
    expect(events).toHaveLength(2);
    expect(atMv[0]).toBeCloseTo(-60, 9);
    axon.advanceTo(80);
    expect(atMv).toHaveLength(2);
    expect(axon.potentialMv[0]).toBeCloseTo(-70, 0);
  });

  it('free a lattice that would lock for good: gK 2 with an axial 4 mS', () => {
    const axon = { axialConductanceMs: 4 };
    const locked = runGated([PULSE], 80, {
      axon,
      membrane: { sodiumMaxOpenMs: 1000, potassiumMaxOpenMs: 1000 },
    });
    expect(locked.events.some((event) => event.site === 30 && event.state === 'rest')).toBe(false);
    const freed = runGated([PULSE], 80, { axon });
    for (const site of ALL_SITES) {
      expect(freed.events.some((event) => event.site === site && event.state === 'rest')).toBe(true);
    }
  });
});

describe('set B: channel sites on passive cable', () => {
  it.each([1, 2, 3])('conducts 120 positions with a site every %i', (channelEvery) => {
    const run = runGated([PULSE], 40, { base: SET_B, membrane: { channelEvery } });
    for (let site = 0; site <= 120; site += channelEvery) expect(run.spikesMs(site)).toHaveLength(1);
    expect(new Set(run.events.map((event) => event.site % channelEvery))).toEqual(new Set([0]));
    expect(longestStayMs(run.events, 'sodium-open')).toBeLessThan(1);
    expect(longestStayMs(run.events, 'potassium-open')).toBeLessThan(5);
  });

  it.each([4, 5, 6])(
    'lets the signal dissipate with a site every %i, half a length constant or more',
    (channelEvery) => {
      const run = runGated([PULSE], 40, { base: SET_B, membrane: { channelEvery } });
      expect(run.spikesMs(0)).toHaveLength(1);
      expect(run.spikesMs(120)).toHaveLength(0);
    },
  );
});

describe('channels on and off while it runs', () => {
  it('keeps the potentials and stops the signal when they go', () => {
    const { axon, events } = runGated([PULSE], 5);
    const before = Float64Array.from(axon.potentialMv);
    axon.setMembrane(PASSIVE);
    expect(axon.potentialMv).toEqual(before);
    const seen = events.length;
    axon.advanceTo(200);
    expect(events).toHaveLength(seen);
    for (const v of axon.potentialMv) expect(Math.abs(v + 70)).toBeLessThan(0.01);
  });

  it('opens sodium at once where a site stands above −55 mV when they come', () => {
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    inject(axon, [10, 0, 0.5, 100]);
    axon.advanceTo(0.5);
    expect(axon.potentialMv[10]).toBeGreaterThan(-55);
    const events: GateEvent[] = [];
    axon.onGate = (event) => events.push(event);
    axon.setMembrane(SET_A.membrane);
    axon.step();
    expect(events[0]).toEqual({ timeMs: 0.5, site: 10, state: 'sodium-open' });
    axon.advanceTo(20);
    expect(new Set(events.map((event) => event.site)).size).toBe(60);
  });

  it('lets a spike go on when the same gated membrane is set again in its middle', () => {
    const plain = runGated([PULSE], 5);
    const again = runGated([PULSE], 5);
    again.axon.setMembrane(SET_A.membrane);
    plain.axon.advanceTo(20);
    again.axon.advanceTo(20);
    expect(again.events).toEqual(plain.events);
  });
});
