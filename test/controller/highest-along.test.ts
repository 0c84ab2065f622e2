/** The highest of each LED since the sweep began: whatever a page misses, and whatever lies between two pictures. */
import { describe, expect, it } from 'vitest';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, SQUID } from './live-axons.js';

function rigOf(experiment = LESSON, roomMsPerAxonMs = experiment.roomMsPerAxonMs, ledCount?: number) {
  const rig = createBenchRig({ experiments: [experiment], ...(ledCount ? { ledCount } : {}) });
  const all = new Map<number, number[]>();
  let latest: number[] = [];
  let shownMv: number[] = [];
  rig.controller.observe({
    picture({ picture, highestMv, potentialMv }) {
      latest = [...highestMv];
      shownMv = [...potentialMv];
      expect(latest.every((mv, led) => mv >= Math.fround(shownMv[led]!))).toBe(true);
      if (!all.has(picture)) all.set(picture, latest);
    },
  });
  rig.controller.start();
  rig.controller.command({ do: 'lens', roomMsPerAxonMs });
  return {
    ...rig,
    all,
    highest: () => latest,
    pass: (axonMs: number) => rig.timers.advance(axonMs * roomMsPerAxonMs),
  };
}

describe('the highest along the axon', () => {
  it('is rest before anybody has pressed, and grows with the front', () => {
    const { controller, highest, pass } = rigOf();
    pass(1);
    expect(highest()).toEqual(new Array(60).fill(-70));
    controller.command({ do: 'stimulate' });
    pass(4);
    const mv = highest();
    expect(mv.slice(0, 15).every((each) => each > 39)).toBe(true);
    expect(mv.slice(40).every((each) => each < -65)).toBe(true);
  });

  it.each([
    ['the lesson at 1:1, where its 12 ms are one picture', LESSON, 1, 39.999, 1],
    ['the lesson at its own lens', LESSON, 500, 39.999, 1],
    ['the squid at 1:10', SQUID, 10, 20, 30],
    ['the frog at 1:10', FROG, 10, 30, 30],
  ])('is every crest of a spike: %s', (_name, experiment, lens, leastMv, unevenMv) => {
    const { controller, highest, pass } = rigOf(experiment, lens);
    controller.command({ do: 'stimulate' });
    pass(40);
    const inner = highest().slice(3, -3);
    expect(Math.min(...inner)).toBeGreaterThan(leastMv);
    expect(Math.max(...inner) - Math.min(...inner)).toBeLessThan(unevenMv);
  });

  it('is +40 mV at each of 150 LEDs on 60 sites too: the crests of two sites, and not the crest of their mixture', () => {
    const { controller, timers, all, highest, pass } = rigOf(LESSON, 500, 150);
    controller.command({ do: 'stimulate' });
    pass(20);
    expect(highest()).toHaveLength(150);
    expect(Math.min(...highest().slice(3, -3))).toBeGreaterThan(39);
    controller.command({ do: 'seek', picture: controller.snapshot().presses[0]!.picture + 90 });
    timers.advance(20);
    expect(all.size).toBeGreaterThan(90);
    controller.command({ do: 'runOn' });
    pass(12);
    expect(Math.min(...highest().slice(3, -3))).toBeGreaterThan(39);
  });

  it('begins again with the next sweep, with a reset, and not with a press into the same one', () => {
    const { controller, highest, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(2);
    controller.command({ do: 'stimulate', at: 50 });
    pass(0.5);
    expect(highest()[3]).toBeGreaterThan(39);
    pass(40);
    controller.command({ do: 'stimulate' });
    pass(0.1);
    expect(highest()[30]).toBeLessThan(-60);
    pass(10);
    controller.command({ do: 'reset' });
    pass(0.1);
    expect(highest()).toEqual(new Array(60).fill(-70));
  });

  it('looked back is that of then, and goes on from there when somebody runs on', () => {
    const { controller, timers, all, highest, pass } = rigOf();
    controller.command({ do: 'stimulate' });
    pass(20);
    const picture = controller.snapshot().presses[0]!.picture + 90;
    controller.command({ do: 'seek', picture });
    timers.advance(20);
    expect(highest()).toEqual(all.get(picture));
    controller.command({ do: 'runOn' });
    timers.advance(20);
    expect(highest().slice(30)).toEqual(all.get(picture)!.slice(30));
    pass(10);
    expect(Math.min(...highest().slice(1))).toBeGreaterThan(39);
  });
});
