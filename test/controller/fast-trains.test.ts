/** Stimuli that start and stop so often that the model does not take every step. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/contract.js';
import { createBenchRig } from './bench-rig.js';
import { SQUID } from './live-axons.js';

/** 50 000 pulses a millisecond. */
const TRAIN = {
  kind: 'train',
  at: 0,
  startMs: 0,
  durationMs: 1e-6,
  intervalMs: 2e-5,
  count: 1_000_000,
  currentNa: 5354.1,
} as const;

describe('four trains of 50 000 pulses a millisecond, begun at 1:5000', () => {
  /** Nine steps a picture at 1:200, as the squid's axon has without them; and a quarter of that. */
  const USUAL_MS = 1000 / 60 / 200 / 9;
  const SHORT_MS = USUAL_MS / 4;

  it.each([
    [{ do: 'lens', roomMsPerAxonMs: 200 }, SHORT_MS],
    [{ do: 'treat', id: 'a', treatment: { kind: 'tea', potassiumFraction: 0.5 } }, SHORT_MS],
    [{ do: 'channels', on: false }, SHORT_MS],
    [{ do: 'electrode', name: 'blue', at: 10 }, SHORT_MS],
    [{ do: 'step' }, SHORT_MS],
    [{ do: 'weakest' }, SHORT_MS],
    [{ do: 'reset' }, USUAL_MS],
    [{ do: 'load', name: 'squid-axon' }, USUAL_MS],
  ] as const)('go on after %j and a faster lens, in steps of %d ms', (command: Command, stepMs) => {
    const rig = createBenchRig({ experiments: [{ ...SQUID, stimuli: [TRAIN] }] });
    const { controller, timers } = rig;
    controller.start();
    controller.command({ do: 'lens', roomMsPerAxonMs: 5000 });
    for (const at of [0, 10, 20, 30]) expect(controller.command({ do: 'stimulate', at })).toBeUndefined();
    timers.advance(20);
    expect(rig.axon.stepMs).toBeCloseTo(1000 / 60 / 5000 / 3, 9);
    expect(controller.command(command)).toBeUndefined();
    controller.command({ do: 'lens', roomMsPerAxonMs: 200 });
    expect(rig.axon.stepMs).toBeCloseTo(stepMs, 9);
    timers.advance(20);
    controller.command({ do: 'seek', backMs: 10 });
    controller.command({ do: 'runOn' });
    const beforeMs = rig.axon.modelMs;
    timers.advance(40);
    expect(rig.axon.modelMs).toBeGreaterThan(beforeMs);
    expect(rig.crashes).toEqual([]);
  });
});
