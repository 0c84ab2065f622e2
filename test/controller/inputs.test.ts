/** What buttons and dials of a rig do to the axon that plays. */
import { describe, expect, it } from 'vitest';
import type { ButtonAction, DialAction } from '../../src/controller/contract.js';
import { SET_A, SQUID_AXON } from '../../src/model/index.js';
import { createBenchRig, LESSON } from './bench-rig.js';

const SQUID = {
  ...LESSON,
  name: 'squid',
  title: 'The squid',
  geometry: { ...SQUID_AXON.axon, compartments: 60 },
  membrane: SQUID_AXON.membrane,
  stimuli: [{ kind: 'pulse' as const, at: 0, startMs: 0, durationMs: 0.2, currentNa: 5354.1 }],
  electrodes: { blue: 40, yellow: 60 },
  stepMs: 0.01,
};

/** A rig that plays the squid's axon and the lesson's, with one button and one dial. */
function rigWith(button: ButtonAction | null, dial: DialAction | null = null) {
  const notices: string[] = [];
  const rig = createBenchRig({
    experiments: [SQUID, LESSON],
    buttons: { 1: button },
    dials: { 0: dial },
  });
  rig.controller.observe({ notice: (words) => notices.push(words) });
  rig.controller.start();
  return { ...rig, notices, state: () => rig.controller.snapshot() };
}

const ICE = { kind: 'temperature', from: 40, to: 60, temperatureC: 2 } as const;

describe('a button', () => {
  it('goes to the next experiment, and from the last to the first', () => {
    const { device, state } = rigWith({ do: 'experiment', name: null });
    device.press(1);
    expect(state().experiment).toBe('lesson');
    device.release(1);
    device.press(1);
    expect(state().experiment).toBe('squid');
  });

  it('puts ice on the axon, and takes it away when it is pressed again', () => {
    const { device, state } = rigWith({ do: 'treat', id: 'button 1', treatment: ICE, held: false });
    device.press(1);
    expect(state().treatments).toEqual([{ id: 'button 1', treatment: ICE }]);
    device.release(1);
    expect(state().treatments).toHaveLength(1);
    device.press(1);
    expect(state().treatments).toEqual([]);
  });

  it('that is held puts ice on for as long as it is held', () => {
    const { device, state } = rigWith({ do: 'treat', id: 'button 1', treatment: ICE, held: true });
    device.press(1);
    expect(state().treatments).toHaveLength(1);
    device.release(1);
    expect(state().treatments).toEqual([]);
  });

  it('switches the channels off and on, and moves an electrode', () => {
    const off = rigWith({ do: 'channels' });
    off.device.press(1);
    expect(off.state().channelsOn).toBe(false);
    const moved = rigWith({ do: 'electrode', name: 'yellow', at: 75.5 });
    moved.device.press(1);
    expect(moved.state().electrodes).toEqual({ blue: 40, yellow: 75.5 });
  });
});

describe('a dial', () => {
  it('turns the strength of the press, from nothing to twice what the experiment has', () => {
    const { device, state } = rigWith(null, { do: 'strength', lowPercent: 0, highPercent: 200 });
    device.turn(0, 0);
    expect(state().strength).toBe(0);
    device.turn(0, 0.5);
    expect(state().strength).toBeCloseTo(5354.1, 6);
    device.turn(0, 1);
    expect(state().strength).toBeCloseTo(2 * 5354.1, 6);
  });

  it('moves an electrode along the axon, on a lattice from site to site', () => {
    const { device, controller, state } = rigWith(null, { do: 'electrode', name: 'blue' });
    device.turn(0, 0.25);
    expect(state().electrodes.blue).toBeCloseTo(23.96, 2);
    controller.command({ do: 'load', name: 'lesson' });
    device.turn(0, 0.75);
    expect(state().electrodes.blue).toBe(Math.round(0.7604 * (SET_A.axon.siteCount - 1)));
  });

  it('turns a figure of a treatment: nothing is done before it is turned', () => {
    const { device, state } = rigWith(null, {
      do: 'treatment',
      id: 'dial 0',
      treatment: ICE,
      field: 'temperatureC',
      low: 2,
      high: 18,
    });
    expect(state().treatments).toEqual([]);
    device.turn(0, 0.5);
    expect(state().treatments).toEqual([{ id: 'dial 0', treatment: { ...ICE, temperatureC: 10 } }]);
  });
});
