import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/index.js';
import { createBenchRig } from './bench-rig.js';

/** Everything that a visitor can leave behind. */
const CHANGES: readonly Command[] = [
  { do: 'membrane', kind: 'passive' },
  { do: 'lens', roomMsPerAxonMs: 5000 },
  { do: 'electrode', name: 'blue', at: 'bath' },
  { do: 'electrode', name: 'yellow', at: 'bath' },
  { do: 'stimulate' },
  // Past the end of its pulse, for the next one to be taken.
  ...Array<Command>(6).fill({ do: 'step' }),
  { do: 'stimulate' },
];

describe('reset', () => {
  it.each(['the page', 'button 4 of the rig'])('by %s puts everything back as the rig file has it', (by) => {
    const { controller, device, timers, axon } = createBenchRig();
    controller.start();
    timers.advance(1000);
    const asBegun = controller.snapshot();
    for (const command of CHANGES) controller.command(command);
    expect(controller.snapshot()).toMatchObject({ channelsOn: false, running: false, stimulusWaits: true });
    if (by === 'the page') controller.command({ do: 'reset' });
    else device.press(4);
    const { latencyUs: _, tapeMs: _now, resets, ...now } = controller.snapshot();
    const { latencyUs: __, tapeMs: _begun, resets: before, ...begun } = asBegun;
    expect(now).toEqual(begun);
    expect(resets).toBe(before + 1);
    expect(axon.modelMs).toBe(0);
    timers.advance(2000);
    // It runs at its old pace, and nothing that was given before comes after all.
    expect(axon.modelMs).toBeCloseTo(4, 1);
    for (const potentialMv of axon.potentialMv) expect(potentialMv).toBeCloseTo(-70, 9);
  });

  it('lets a signal run as before, with its channels on', () => {
    const { controller, timers, axon } = createBenchRig();
    controller.start();
    for (const command of [...CHANGES, { do: 'reset' } as const]) controller.command(command);
    controller.command({ do: 'stimulate' });
    let highestMv = -70;
    for (let pictures = 0; pictures < 500; pictures++) {
      timers.advance(10);
      highestMv = Math.max(highestMv, axon.potentialMv[20]!);
    }
    expect(highestMv).toBeGreaterThan(20);
  });

  it('leads to what holds at time 0, where a treatment of the experiment comes later', () => {
    const rest = { kind: 'rest', shiftMv: 3, startMs: 2 } as const;
    const { controller, timers } = createBenchRig({ treatments: [rest] });
    let changes = 0;
    controller.observe({ change: () => changes++ });
    controller.start();
    timers.advance(2000);
    expect(controller.snapshot().axon.restMv).toBe(-67);
    expect(changes).toBeGreaterThan(0);
    controller.command({ do: 'reset' });
    expect(controller.snapshot().axon.restMv).toBe(-70);
  });

  it('leads to channels off where the rig file begins without them', () => {
    const { controller } = createBenchRig({ channelsOff: true });
    controller.start();
    controller.command({ do: 'membrane', kind: 'gated' });
    controller.command({ do: 'reset' });
    expect(controller.snapshot().channelsOn).toBe(false);
  });
});
