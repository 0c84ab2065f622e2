import { describe, expect, it } from 'vitest';
import type { Treatment } from '../../src/model/index.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, PATCH, SQUID } from './live-axons.js';

const ICE: Treatment = { kind: 'temperature', from: 40, to: 60, temperatureC: 2 };
const TTX: Treatment = { kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 };

function rigWith(...experiments: (typeof LESSON)[]) {
  const rig = createBenchRig({ experiments });
  rig.controller.start();
  rig.timers.advance(200);
  return rig;
}

describe('loading another experiment', () => {
  it('makes its axon with its electrodes, lens and treatments, at rest at time 0 and running', () => {
    const rig = rigWith(LESSON, { ...SQUID, treatments: [TTX], roomMsPerAxonMs: 300 });
    const { controller } = rig;
    expect(controller.snapshot()).toMatchObject({
      experiment: 'lesson',
      experiments: [
        { name: 'lesson', title: 'The lesson', lengthWords: '60 sites' },
        { name: 'squid-axon', title: 'Squid', lengthWords: expect.stringMatching(/of squid axon, /) },
      ],
    });
    controller.command({ do: 'run', running: false });
    expect(controller.command({ do: 'load', name: 'squid-axon' })).toBeUndefined();
    expect(rig.axon.geometry.kind).toBe('cable');
    expect(rig.axon.modelMs).toBe(0);
    expect(controller.snapshot()).toMatchObject({
      experiment: 'squid-axon',
      membrane: 'hodgkin-huxley',
      channelsOn: true,
      treatments: [{ id: '1', treatment: TTX }],
      electrodes: { blue: 40, yellow: 60 },
      roomMsPerAxonMs: 300,
      running: true,
      resets: 0,
      axon: {
        kind: 'cable',
        siteCount: 180,
        lastPlace: 100,
        placeUnit: 'mm',
        wholePlaces: false,
        switching: false,
        excitable: true,
        restMv: expect.closeTo(-65, 0),
        press: { unit: 'nA', strength: 5354.1 },
      },
    });
    expect(controller.snapshot().axon.ledPlaces[0]).toBeCloseTo(100 / 120, 9);
    rig.timers.advance(3000);
    expect(rig.axon.modelMs).toBeCloseTo(10, 1);
    expect(controller.snapshot().droppedMs).toBe(0);
  });

  it('shows the new axon on the strip in the very picture of the command', () => {
    const rest = { ...LESSON.geometry, leakReversalMv: -40 } as typeof LESSON.geometry;
    const membrane = { ...LESSON.membrane, sodiumOpensMv: -20 } as typeof LESSON.membrane;
    const rig = rigWith(LESSON, { ...LESSON, name: 'high', geometry: rest, membrane });
    const before = [...rig.device.shownRgb];
    rig.controller.command({ do: 'load', name: 'high' });
    expect([...rig.device.shownRgb]).not.toEqual(before);
  });

  it('during a press forgets it: no outcome is told, and what a button held has gone with its axon', () => {
    const step = { kind: 'step', at: 0, startMs: 0, currentNa: 8000 } as const;
    const rig = rigWith({ ...SQUID, stimuli: [step] }, FROG);
    const { controller, device, timers } = rig;
    device.press(1);
    timers.advance(500);
    expect(controller.snapshot()).toMatchObject({ held: true, activity: 'signal' });
    controller.command({ do: 'load', name: 'frog-fibre' });
    expect(controller.snapshot()).toMatchObject({ held: false, activity: 'none', lastPress: null });
    device.release(1);
    timers.advance(30_000);
    expect(controller.snapshot()).toMatchObject({ activity: 'none', lastPress: null });
    expect(Math.max(...rig.axon.potentialMv)).toBeLessThan(-69);
    device.press(1);
    device.release(1);
    timers.advance(10_000);
    // Presses are counted on.
    expect(controller.snapshot().lastPress).toMatchObject({ press: 2, outcome: { end: 'ran-out' } });
    expect(rig.crashes).toEqual([]);
  });

  it('goes on to an axon of any sort and back, and a reset leads to what is loaded', () => {
    const rig = rigWith(LESSON, SQUID, FROG, PATCH);
    const { controller, timers } = rig;
    for (const name of ['patch', 'frog-fibre', 'lesson', 'squid-axon']) {
      controller.command({ do: 'load', name });
      timers.advance(100);
    }
    controller.command({ do: 'treat', id: 'ice', treatment: ICE });
    controller.command({ do: 'channels', on: false });
    controller.command({ do: 'electrode', name: 'blue', at: 99.5 });
    controller.command({ do: 'strength', strength: 3 });
    controller.command({ do: 'reset' });
    expect(controller.snapshot()).toMatchObject({
      experiment: 'squid-axon',
      treatments: [],
      channelsOn: true,
      electrodes: { blue: 40, yellow: 60 },
      strength: 5354.1,
      resets: 1,
    });
  });

  it('that the rig has not is refused, and so is one that no model can play; the axon goes on', () => {
    const odd = { ...SQUID, name: 'odd', treatments: [{ kind: 'bare', from: 3, to: 4 } as const] };
    const rig = rigWith(LESSON, odd);
    expect(rig.controller.command({ do: 'load', name: 'ttx' })).toBe(
      'load: this rig has no experiment "ttx"',
    );
    expect(rig.controller.command({ do: 'load', name: 'odd' })).toMatch(
      /^load: treatments\[0\].*there is no myelin on a cable/,
    );
    expect(rig.controller.snapshot().experiment).toBe('lesson');
    const beforeMs = rig.axon.modelMs;
    rig.timers.advance(500);
    expect(rig.controller.snapshot().droppedMs).toBe(0);
    expect(beforeMs).toBeLessThan(1);
    expect(rig.crashes).toEqual([]);
  });
});

describe('a treatment', () => {
  it('is added by a name of its own, changed by it, and lifted; the file’s are 1, 2, …', () => {
    const rig = rigWith({ ...SQUID, treatments: [TTX] });
    const { controller } = rig;
    const ids = () => controller.snapshot().treatments.map(({ id }) => id);
    expect(controller.command({ do: 'treat', id: 'ice', treatment: ICE })).toBeUndefined();
    expect(ids()).toEqual(['1', 'ice']);
    expect(rig.axon.treatments).toHaveLength(2);
    controller.command({ do: 'treat', id: '1', treatment: { ...TTX, sodiumFraction: 0.5 } });
    expect(rig.axon.treatments[0]).toMatchObject({ sodiumFraction: 0.5 });
    controller.command({ do: 'treat', id: '1', treatment: null });
    expect(ids()).toEqual(['ice']);
    expect(controller.command({ do: 'treat', id: '1', treatment: null })).toBe(
      'treat: there is no treatment "1"',
    );
    controller.command({ do: 'reset' });
    expect(ids()).toEqual(['1']);
  });

  it('that the model refuses is told in its words, by its name; those before stay', () => {
    const rig = rigWith({ ...SQUID, treatments: [TTX] });
    const { controller } = rig;
    expect(controller.command({ do: 'treat', id: 'more', treatment: { ...TTX, from: 45, to: 50 } })).toMatch(
      /^treat: treatment "more": expected a stretch without ttx, but treatment "1" \(40 to 46\) treats 45\.\d+ already$/,
    );
    expect(
      controller.command({ do: 'treat', id: 'far', treatment: { kind: 'dead', from: 90, to: 300 } }),
    ).toBe('treat: treatment "far".to: expected a number from 0 to 100 mm, got 300');
    expect(controller.command({ do: 'treat', id: 'x', treatment: { kind: 'gold' } as never })).toMatch(
      /^treat: treatment "x".*/,
    );
    expect(controller.snapshot().treatments).toMatchObject([{ id: '1', treatment: TTX }]);
    expect(rig.axon.treatments).toHaveLength(1);
    expect(rig.crashes).toEqual([]);
  });

  it('that warms a stretch makes steps as much shorter as its gates are faster, until it is lifted', () => {
    const rig = rigWith(SQUID);
    const { controller } = rig;
    const stepMs = rig.axon.stepMs;
    expect(
      controller.command({ do: 'treat', id: 'warm', treatment: { ...ICE, temperatureC: 38.5 } }),
    ).toBeUndefined();
    // Nine times as fast at 20 degrees more.
    expect(rig.axon.stepMs).toBeLessThan(stepMs / 7);
    controller.command({ do: 'treat', id: 'warm', treatment: null });
    expect(rig.axon.stepMs).toBe(stepMs);
  });

  it('is one of 32 at most', () => {
    const { controller } = rigWith(SQUID);
    for (let n = 0; n < 32; n++)
      controller.command({
        do: 'treat',
        id: `${n}`,
        treatment: { kind: 'dead', from: 3 * n, to: 3 * n + 1 },
      });
    expect(controller.command({ do: 'treat', id: 'ice', treatment: ICE })).toBe(
      'treat: expected at most 32 treatments; lift one first',
    );
    expect(controller.command({ do: 'treat', id: '3', treatment: null })).toBeUndefined();
  });
});

describe('an electrode', () => {
  it.each([
    ['on a cable', SQUID, 'a place from 0 to 100 mm', 100, 100.5],
    ['on a fibre', FROG, 'a node from 0 to 40', 40, 3.5],
    ['on a patch', PATCH, '0, the only place of a patch', 0, 1],
  ] as const)('moves to any place %s, and nowhere else', (_, experiment, words, last, wrong) => {
    const rig = rigWith(experiment);
    expect(rig.controller.command({ do: 'electrode', name: 'yellow', at: last })).toBeUndefined();
    expect(rig.controller.command({ do: 'electrode', name: 'yellow', at: wrong })).toBe(
      `electrode: expected at "bath" or ${words}, got ${wrong}`,
    );
    expect(rig.controller.snapshot().electrodes.yellow).toBe(last);
  });
});

describe('the lens', () => {
  it('is no faster than an experiment allows, and says why', () => {
    const { controller } = rigWith({
      ...SQUID,
      fastestRoomMsPerAxonMs: 5,
      fastestBecause: 'the computer would not keep up',
    });
    expect(controller.command({ do: 'lens', roomMsPerAxonMs: 5 })).toBeUndefined();
    controller.command({ do: 'lens', roomMsPerAxonMs: 100 });
    expect(controller.command({ do: 'lens', roomMsPerAxonMs: 2 })).toBe(
      'lens: no faster than 5 here: the computer would not keep up',
    );
    expect(controller.snapshot()).toMatchObject({ roomMsPerAxonMs: 5, fastestRoomMsPerAxonMs: 5 });
  });
});
