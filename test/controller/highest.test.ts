import { describe, expect, it } from 'vitest';
import { createBenchRig } from './bench-rig.js';

/** A running rig at 1:50, and the highest of both meters in its latest picture. */
function runningRig() {
  const rig = createBenchRig({ roomMsPerAxonMs: 50, electrodes: { blue: 3, yellow: 50 } });
  let highest: [blueMv: number, yellowMv: number] = [0, 0];
  rig.controller.observe({
    picture({ blueHighestMv, yellowHighestMv }) {
      highest = [blueHighestMv, yellowHighestMv];
    },
  });
  rig.controller.start();
  /** Lets so much of the axon's time pass [ms]. */
  const pass = (axonMs: number) => {
    rig.timers.advance(50 * axonMs);
    return highest;
  };
  return { ...rig, pass };
}

describe('the highest that a voltmeter has read', () => {
  it('is rest before any press, 40 mV of a spike, and stays so long after the spike', () => {
    const { controller, pass } = runningRig();
    for (const mv of pass(1)) expect(mv).toBeCloseTo(-70, 6);
    controller.command({ do: 'stimulate' });
    for (const mv of pass(20)) expect(mv).toBeCloseTo(40, 1);
    for (const mv of pass(2000)) expect(mv).toBeCloseTo(40, 1);
  });

  it('begins again with each press, of both meters, at once', () => {
    const { controller, pass } = runningRig();
    controller.command({ do: 'stimulate' });
    pass(80);
    controller.command({ do: 'stimulate' });
    const [blueMv, yellowMv] = pass(3);
    expect(blueMv).toBeCloseTo(40, 1);
    expect(yellowMv).toBeLessThan(-69);
  });

  it('begins again where an electrode is moved, and only there; in the bath there is none', () => {
    const { controller, pass } = runningRig();
    controller.command({ do: 'stimulate' });
    pass(20);
    controller.command({ do: 'electrode', name: 'blue', at: 'bath' });
    expect(pass(5)[0]).toBeNaN();
    controller.command({ do: 'electrode', name: 'blue', at: 20 });
    const [blueMv, yellowMv] = pass(60);
    expect(blueMv).toBeLessThan(-69);
    expect(yellowMv).toBeCloseTo(40, 1);
  });

  it.each([{ do: 'reset' }, { do: 'membrane', kind: 'passive' }] as const)(
    'begins again with %o, of both meters',
    (command) => {
      const { controller, pass } = runningRig();
      controller.command({ do: 'stimulate' });
      pass(80);
      controller.command(command);
      for (const mv of pass(1)) expect(mv).toBeCloseTo(-70, 0);
    },
  );

  it('misses no spike at real time, where it is over within one picture', () => {
    const { controller, pass } = runningRig();
    controller.command({ do: 'lens', roomMsPerAxonMs: 1 });
    pass(2);
    controller.command({ do: 'stimulate' });
    for (const mv of pass(2)) expect(mv).toBeCloseTo(40, 1);
  });
});
