/** What becomes of a button that its device calls out of order. */
import { describe, expect, it } from 'vitest';
import type { Device, DeviceListener } from '../../src/devices/device.js';
import { createBenchRig } from './bench-rig.js';

/** A rig whose device also says what a board would. */
function rigWithBoard(button: Parameters<typeof createBenchRig>[0] = {}) {
  let listener: DeviceListener | undefined;
  const { device } = createBenchRig();
  const confirmed: number[] = [];
  const board: Device = {
    ...device,
    get state() {
      return device.state;
    },
    get stats() {
      return device.stats;
    },
    show(picture) {
      confirmed.push(picture.inputId);
      device.show(picture);
    },
    open(wanted) {
      listener = wanted;
      device.open(wanted);
    },
  };
  const rig = createBenchRig({ ...button, device: board });
  rig.controller.start();
  rig.timers.advance(100);
  const state = () => rig.controller.snapshot();
  return { ...rig, listener: listener!, state, confirmed };
}

describe('a button that is out of order', () => {
  it('is named in the state, until it is well', () => {
    const { listener, state, controller } = rigWithBoard();
    let changes = 0;
    controller.observe({ change: () => changes++ });
    expect(state().buttonFaults).toEqual([]);
    listener.buttonFaults!([{ button: 1, kind: 'stuck' }]);
    expect(state().buttonFaults).toEqual([{ button: 1, kind: 'stuck' }]);
    listener.buttonFaults!([]);
    expect(state().buttonFaults).toEqual([]);
    expect(changes).toBe(2);
  });

  it('does nothing, and nobody is told of it; the next picture confirms it all the same', () => {
    const { listener, state, timers, controller, confirmed } = rigWithBoard();
    const happened: string[] = [];
    controller.observe({ happened: ({ kind }) => happened.push(kind) });
    listener.input({ kind: 'button', id: 7, button: 2, pressed: true, deviceUs: 5, ignored: true });
    timers.advance(20);
    expect(state().channelsOn).toBe(true);
    expect(happened).toEqual([]);
    expect(confirmed.at(-1)).toBe(7);
  });

  it('lets go of what it held: a treatment that lasts while it is down ends when it is stuck', () => {
    const treatment = { kind: 'dead', from: 20, to: 30 } as const;
    const { listener, state } = rigWithBoard({
      buttons: { 1: { do: 'treat', id: 'button 1', treatment, held: true } },
    });
    listener.input({ kind: 'button', id: 1, button: 1, pressed: true, deviceUs: 5 });
    expect(state().treatments).toHaveLength(1);
    listener.buttonFaults!([{ button: 1, kind: 'stuck' }]);
    expect(state().treatments).toEqual([]);
  });
});
