/** The marks of presses: when, where and how strong, and what they did once that is known. */
import { describe, expect, it } from 'vitest';
import { LESSON } from './bench-rig.js';
import { FROG, SQUID, watchedRig } from './live-axons.js';

const rigOf = (experiment = LESSON) => {
  const rig = watchedRig(experiment);
  return { ...rig, presses: () => rig.controller.snapshot().presses };
};
const HELD = { ...LESSON, stimuli: [{ kind: 'step', at: 0, startMs: 0, currentUa: 20 } as const] };

describe('the mark of a press', () => {
  it('says when it began and ends, where, how strong, and which picture shows it first', () => {
    const { controller, presses, pass } = rigOf();
    expect(presses()).toEqual([]);
    pass(1);
    controller.command({ do: 'stimulate', at: 20 });
    const [mark] = presses();
    expect(mark).toMatchObject({ press: 1, sweep: 1, places: [20], strength: 200, run: 0 });
    expect(mark).toMatchObject({ fired: null, outcome: null });
    expect(mark!.untilMs! - mark!.atMs).toBeCloseTo(0.5, 9);
    expect(controller.traces(mark!.picture, 0)!.atMs).toBeGreaterThanOrEqual(mark!.atMs);
    expect(controller.traces(mark!.picture - 1, 0)!.atMs).toBeLessThanOrEqual(mark!.atMs);
  });

  it('has the places of the press itself, several of them and also between compartments: 0 and 33.3 mm', () => {
    const { controller, presses } = rigOf(SQUID);
    controller.command({ do: 'stimulate', at: [33.3, 0] });
    expect(presses()[0]!.places).toEqual([0, 33.3]);
  });

  it.each([
    ['the lesson', LESSON, 59],
    ['the squid', SQUID, expect.closeTo(99.7, 0)],
    ['the frog', FROG, 40],
  ])(
    'of %s gets its outcome when the signal has run out, and is the same until then',
    (_name, experiment, lastPlace) => {
      const { press, presses, pass } = rigOf(experiment);
      press();
      pass(0.5);
      const before = presses()[0]!;
      expect(before.outcome).toBeNull();
      pass(20);
      expect(presses()).toEqual([
        {
          ...before,
          outcome: {
            kind: 'signal',
            end: 'ran-out',
            lastPlace,
            reachedMs: expect.any(Number),
            reached: { blue: true, yellow: true },
          },
        },
      ]);
    },
  );

  it('of one that is too weak, or comes too soon, says so; what adds nothing ends as it begins', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate', strength: 1 });
    pass(20);
    controller.command({ do: 'stimulate' });
    pass(0.1);
    controller.command({ do: 'stimulate' });
    pass(1.5);
    controller.command({ do: 'stimulate' });
    pass(20);
    expect(presses().map(({ sweep, outcome }) => [sweep, outcome!.kind])).toEqual([
      [1, 'too-weak'],
      [2, 'signal'],
      [2, 'refractory'],
      [2, 'refractory'],
    ]);
    expect(presses()[2]!.untilMs).toBe(presses()[2]!.atMs);
  });

  it('counts a sweep for each press on an axon where nothing goes on: two at once are one', () => {
    const { controller, presses, pass } = rigOf();
    for (const at of [0, 59]) controller.command({ do: 'stimulate', at });
    pass(30);
    controller.command({ do: 'stimulate' });
    expect(presses().map(({ sweep }) => sweep)).toEqual([1, 1, 2]);
  });

  it('has no end while it is held, and then that of the release', () => {
    const { controller, device, presses, pass } = rigOf(HELD);
    device.press(1);
    pass(2);
    expect(presses()[0]!.untilMs).toBeNull();
    device.release(1);
    const { modelMs } = { modelMs: presses()[0]!.untilMs! };
    expect(modelMs - presses()[0]!.atMs).toBeCloseTo(2, 1);
    device.press(1);
    pass(1);
    controller.command({ do: 'reset' });
    expect(presses()[1]!.untilMs).toBeGreaterThan(presses()[1]!.atMs + 0.9);
  });

  it('waits for the first picture that shows it, and is told then: at 300 presses a second the marks are the latest 64', () => {
    const { controller, presses, rig } = rigOf();
    for (let k = 0; k < 300; k++) {
      controller.command({ do: 'stimulate', at: k % 60 });
      rig.timers.advance(1000 / 300);
      expect(presses().every(({ picture }) => picture > 0)).toBe(true);
    }
    rig.timers.advance(20);
    expect(presses().map(({ press }) => press)).toEqual(Array.from({ length: 64 }, (_, k) => 237 + k));
  });
});

describe('whether a press has made something fire', () => {
  it.each([
    ['the lesson', LESSON, 0.5],
    ['the squid', SQUID, 1.5],
    ['the frog', FROG, 1],
  ])('is known within a moment on %s, long before the signal ends', (_name, experiment, withinMs) => {
    const { press, presses, pass } = rigOf(experiment);
    press();
    expect(presses()[0]!.fired).toBeNull();
    pass(withinMs);
    expect(presses()[0]).toMatchObject({ fired: true, outcome: null });
  });

  it('is no where it was too weak, came too soon, or channels are off', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate', strength: 1 });
    pass(20);
    controller.command({ do: 'stimulate' });
    pass(1.5);
    controller.command({ do: 'stimulate' });
    pass(20);
    controller.command({ do: 'channels', on: false });
    controller.command({ do: 'stimulate' });
    pass(30);
    expect(presses().map(({ fired }) => fired)).toEqual([false, true, false, false]);
  });
});

describe('after running on from an earlier moment', () => {
  it('presses after it are gone, and those before it are as they were then', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(30);
    const first = presses()[0]!;
    controller.command({ do: 'stimulate' });
    pass(30);
    controller.command({ do: 'seek', picture: presses()[1]!.picture - 1 });
    controller.command({ do: 'runOn' });
    expect(presses()).toEqual([first]);
    controller.command({ do: 'stimulate', at: 30 });
    expect(presses().map(({ press, sweep, places }) => [press, sweep, ...places])).toEqual([
      [1, 1, 0],
      [3, 3, 30],
    ]);
  });

  it('what a press did later is known again when it has done it again', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(24);
    const { picture, outcome } = presses()[0]!;
    expect(outcome).not.toBeNull();
    const [before] = presses();
    controller.command({ do: 'seek', picture: picture + 60 });
    controller.command({ do: 'runOn' });
    expect(presses()).toEqual([{ ...before, outcome: null }]);
    pass(8);
    expect(presses()).toEqual([{ ...before, outcome: null }]);
    // Nobody has done anything, so the same happens again.
    pass(20);
    expect(presses()).toEqual([before]);
  });

  it.each([
    ['presses', { do: 'stimulate', at: 59 }],
    ['switches the channels off', { do: 'channels', on: false }],
    ['paints', { do: 'treat', id: 'x', treatment: { kind: 'ttx', sodiumFraction: 0 } }],
    ['moves an electrode', { do: 'electrode', name: 'blue', at: 20 }],
  ] as const)('what a press did later stays unknown where somebody %s before', (_what, command) => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(24);
    controller.command({ do: 'seek', picture: presses()[0]!.picture + 60 });
    controller.command({ do: 'runOn' });
    pass(1);
    controller.command(command);
    pass(20);
    expect(presses()[0]!.outcome).toBeNull();
  });

  it.each([
    ['pressed at the other end', { do: 'stimulate', at: 59 }],
    ['switched the channels off', { do: 'channels', on: false }],
    ['painted', { do: 'treat', id: 'x', treatment: { kind: 'ttx', from: 30, to: 40, sodiumFraction: 0 } }],
    ['moved an electrode', { do: 'electrode', name: 'blue', at: 20 }],
  ] as const)(
    'is not foreseen from a future in which somebody had %s: the same as if it never was',
    (_what, command) => {
      const { controller, presses, pass } = rigOf();
      controller.command({ do: 'stimulate' });
      pass(2.3);
      controller.command(command);
      pass(24);
      expect(presses()[0]!.outcome).not.toBeNull();
      const { picture } = presses()[0]!;
      // A moment of 2 ms later, before anything else was done.
      controller.command({ do: 'seek', picture: picture + 50 });
      controller.command({ do: 'runOn' });
      pass(40);
      expect(presses()).toMatchObject([{ press: 1, fired: true, outcome: null }]);
    },
  );

  it('is not foreseen where the second of two rewinds leads to before something was done', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(2.3);
    controller.command({ do: 'stimulate', at: 59 });
    pass(24);
    const [first, second] = presses();
    for (const picture of [second!.picture + 30, first!.picture + 50]) {
      controller.command({ do: 'seek', picture });
      controller.command({ do: 'runOn' });
    }
    pass(40);
    expect(presses()).toMatchObject([{ press: 1, outcome: null }]);
  });

  it('is foreseen after a rewind to later than what was done: both signals meet again at site 36', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(2.3);
    controller.command({ do: 'stimulate', at: 59 });
    pass(24);
    const known = presses();
    expect(known[0]!.outcome).toMatchObject({ kind: 'signal', lastPlace: 36 });
    controller.command({ do: 'seek', picture: known[1]!.picture + 30 });
    controller.command({ do: 'runOn' });
    expect(presses()[0]!.outcome).toBeNull();
    pass(40);
    expect(presses()).toEqual(known);
  });

  it('a press that was held then, and has been let go since, ends there', () => {
    const { controller, device, presses, pass } = rigOf(HELD);
    device.press(1);
    pass(2);
    const { picture, atMs } = presses()[0]!;
    device.release(1);
    pass(2);
    controller.command({ do: 'seek', picture: picture + 30 });
    const { look } = controller.snapshot();
    controller.command({ do: 'runOn' });
    expect(presses()[0]!.untilMs).toBe(look.kind === 'looking-back' ? look.axonMs : Number.NaN);
    expect(presses()[0]!.untilMs! - atMs).toBeGreaterThan(0.5);
  });
});

it('a reset begins another run: marks of the one before stay, and tell it', () => {
  const { controller, presses, pass } = rigOf();
  controller.command({ do: 'stimulate' });
  pass(30);
  controller.command({ do: 'reset' });
  controller.command({ do: 'stimulate' });
  expect(presses().map(({ press, run, sweep }) => [press, run, sweep])).toEqual([
    [1, 0, 1],
    [2, 1, 2],
  ]);
});

describe('a press that a reset cuts off', () => {
  it('has fired and is cut off where its signal was on its way, and is as it was where that had run out', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(40);
    controller.command({ do: 'stimulate' });
    pass(3);
    controller.command({ do: 'reset' });
    expect(presses()).toMatchObject([
      { fired: true, outcome: { kind: 'signal', end: 'ran-out' } },
      { fired: true, outcome: { kind: 'cut-off' } },
    ]);
  });

  it('is not known again after a rewind to before the reset, which has not come then', () => {
    const { controller, presses, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(3);
    controller.command({ do: 'reset' });
    pass(3);
    controller.command({ do: 'seek', picture: presses()[0]!.picture + 10 });
    controller.command({ do: 'runOn' });
    expect(presses()).toMatchObject([{ outcome: null }]);
    pass(1);
    expect(presses()).toMatchObject([{ outcome: null }]);
  });
});

it('loading an experiment leaves none', () => {
  const { controller, presses, pass } = rigOf();
  controller.command({ do: 'stimulate' });
  pass(30);
  controller.command({ do: 'load', name: 'lesson' });
  expect(presses()).toEqual([]);
});

it('a mark goes with its picture: after more than a minute of room none is left', () => {
  const { controller, presses, rig } = rigOf();
  controller.command({ do: 'stimulate' });
  rig.timers.advance(62_000);
  expect(presses()).toEqual([]);
});
