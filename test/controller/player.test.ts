import { describe, expect, it } from 'vitest';
import { REST_LEVEL } from '../../src/units.js';
import { createBenchRig, PULSE, recordPictures } from './bench-rig.js';

describe('commands', () => {
  it('stimulate gives the rig file’s pulse, at once', () => {
    const { controller, timers, axon, device } = createBenchRig();
    controller.start();
    timers.advance(110);
    const sent = device.stats.picturesSent;
    expect(controller.command({ do: 'stimulate' })).toBeUndefined();
    expect(device.stats.picturesSent).toBe(sent + 1);
    timers.advance(500 * PULSE.durationMs);
    expect(axon.potentialMv[0]).toBeGreaterThan(-10);
  });

  it('channels off lets the same press fade: 3.7 mV at site 3, 0.5 mV at site 8, later', () => {
    const { controller, timers } = createBenchRig({ stimulus: { ...PULSE, currentUa: 78.676 } });
    controller.start();
    controller.command({ do: 'membrane', kind: 'passive' });
    const pictures = recordPictures(controller);
    controller.command({ do: 'stimulate' });
    timers.advance(20 * 500);
    const peak = (name: 'blueMv' | 'yellowMv') =>
      pictures.reduce((best, picture) => (picture[name] > best[name] ? picture : best));
    expect(peak('blueMv').blueMv + 70).toBeCloseTo(3.704, 1);
    expect(peak('yellowMv').yellowMv + 70).toBeCloseTo(0.545, 1);
    expect(peak('yellowMv').modelMs).toBeGreaterThan(peak('blueMv').modelMs + 5);
  });

  it('step stops the axon and takes it 0.1 ms on, each time', () => {
    const { controller, timers, axon } = createBenchRig();
    controller.start();
    timers.advance(1000);
    const beforeMs = axon.modelMs;
    controller.command({ do: 'step' });
    controller.command({ do: 'step' });
    expect(controller.snapshot().running).toBe(false);
    expect(axon.modelMs).toBeCloseTo(beforeMs + 0.2, 9);
    timers.advance(1000);
    expect(axon.modelMs).toBeCloseTo(beforeMs + 0.2, 9);
  });

  it('a pause of a minute is no room time that was dropped', () => {
    const { controller, timers, axon } = createBenchRig();
    controller.start();
    timers.advance(1000);
    controller.command({ do: 'run', running: false });
    const heldMs = axon.modelMs;
    timers.advance(60_000);
    controller.command({ do: 'run', running: true });
    timers.advance(500);
    expect(controller.snapshot().droppedMs).toBe(0);
    expect(axon.modelMs).toBeCloseTo(heldMs + 1, 1);
  });

  it('an electrode in the bath reads 0 mV, one in the axon −70', () => {
    const { controller, timers, device } = createBenchRig();
    const pictures = recordPictures(controller);
    controller.start();
    timers.advance(100);
    expect(pictures.at(-1)!.blueMv).toBeCloseTo(-70, 9);
    expect(device.shownNeedles).toEqual([REST_LEVEL, REST_LEVEL]);
    controller.command({ do: 'electrode', name: 'blue', at: 'bath' });
    expect(pictures.at(-1)!.blueMv).toBe(0);
    expect(device.shownNeedles[0]).toBe(167);
    controller.command({ do: 'electrode', name: 'blue', at: 59 });
    expect(pictures.at(-1)!.blueMv).toBeCloseTo(-70, 9);
  });

  it.each([60, -1, 1.5, Number.NaN])('refuses an electrode at site %d of 60 with a sentence', (at) => {
    const { controller } = createBenchRig();
    controller.start();
    expect(controller.command({ do: 'electrode', name: 'yellow', at })).toMatch(
      /^electrode: expected at "bath" or a site from 0 to 59, got /,
    );
    expect(controller.snapshot().electrodes.yellow).toBe(8);
  });

  it('tells observers of changes, until they look away', () => {
    const { controller } = createBenchRig();
    controller.start();
    let changes = 0;
    const stop = controller.observe({ change: () => changes++ });
    controller.command({ do: 'lens', roomMsPerAxonMs: 100 });
    expect(changes).toBe(1);
    stop();
    controller.command({ do: 'lens', roomMsPerAxonMs: 200 });
    expect(changes).toBe(1);
  });
});

describe('channels off and on', () => {
  it('in the words of older rigs are membranes: "passive", and the one of the axon', () => {
    const { controller } = createBenchRig();
    expect(controller.command({ do: 'membrane', kind: 'passive' })).toBeUndefined();
    expect(controller.snapshot()).toMatchObject({ membrane: 'gated', channelsOn: false });
    expect(controller.command({ do: 'membrane', kind: 'leaky' })).toBe(
      'membrane: expected kind "passive" or "gated"',
    );
    expect(controller.command({ do: 'membrane', kind: 'gated' })).toBeUndefined();
    expect(controller.snapshot().channelsOn).toBe(true);
  });

  it('are refused where the membrane has none', () => {
    const { controller } = createBenchRig({ membrane: { kind: 'passive' }, channelsOff: true });
    expect(controller.command({ do: 'channels', on: true })).toBe(
      'channels: a passive membrane has no channels to switch on',
    );
  });
});
