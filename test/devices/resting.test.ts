import { describe, expect, it } from 'vitest';
import type { Device, DeviceListener, DeviceState, InputEvent } from '../../src/devices/device.js';
import { restingDevice } from '../../src/devices/resting.js';
import { createVirtualDevice, type VirtualDevice } from '../../src/devices/virtual/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const PICTURE = {
  levels: Uint8Array.of(200),
  rgb: Uint8Array.of(90, 80, 70),
  needleLevels: [200, 200] as [number, number],
  inputId: 0,
};

function rig() {
  const timers = new VirtualTimers();
  const made: VirtualDevice[] = [];
  const states: DeviceState['kind'][] = [];
  const inputs: InputEvent[] = [];
  const device = restingDevice(() => {
    const one = createVirtualDevice({
      capabilities: { ledCount: 1, needleCount: 2, buttonCount: 1, dialCount: 0 },
      timers,
    });
    made.push(one);
    return one;
  });
  const listener: DeviceListener = {
    state: ({ kind }) => states.push(kind),
    input: (event) => inputs.push(event),
  };
  return { device, made, states, inputs, listener };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a device that can rest', () => {
  it('is closed while it rests, dark with its needles at rest, and another one opens when it goes on', async () => {
    const { device, made, states, listener } = rig();
    device.open(listener);
    device.show(PICTURE);
    expect([...made[0]!.shownRgb]).toEqual([90, 80, 70]);
    device.rest('It is night.');
    expect(device.state).toEqual({ kind: 'resting', words: 'It is night.' });
    expect([...made[0]!.shownRgb]).toEqual([0, 0, 0]);
    expect(made[0]!.state.kind).toBe('closed');
    device.show(PICTURE);
    device.rest(null);
    await settled();
    device.show(PICTURE);
    expect([...made[1]!.shownRgb]).toEqual([90, 80, 70]);
    expect(states).toEqual(['ready', 'resting', 'ready']);
    expect(device.stats.picturesSent).toBe(2);
  });

  it('opens nothing where it rests from the start, until it goes on', async () => {
    const { device, made, states, listener } = rig();
    device.rest('It is night.');
    device.open(listener);
    expect([made[0]!.state.kind, states]).toEqual(['opening', ['resting']]);
    device.rest(null);
    await settled();
    expect([made.length, states]).toEqual([1, ['resting', 'ready']]);
  });

  it('hears no button of one that rests, and goes on once where it is asked twice', async () => {
    const { device, made, inputs, listener } = rig();
    device.open(listener);
    device.rest('a');
    device.rest('b');
    expect(device.state.words).toBe('b');
    device.rest(null);
    device.rest(null);
    await settled();
    expect(made).toHaveLength(2);
    made[0]!.press(1);
    expect(inputs).toHaveLength(0);
    made[1]!.press(1);
    expect(inputs).toHaveLength(1);
  });

  it('waits for the end of the one before, which may hold the port still', async () => {
    const opened: number[] = [];
    let end = (): void => {};
    const slow = (number: number): Device => ({
      ...createVirtualDevice({
        capabilities: { ledCount: 1, needleCount: 0, buttonCount: 0, dialCount: 0 },
        timers: new VirtualTimers(),
      }),
      open: () => opened.push(number),
      close: () => new Promise((resolve) => (end = resolve)),
    });
    let made = 0;
    const device = restingDevice(() => slow(++made));
    device.open({ state() {}, input() {} });
    device.rest('night');
    device.rest(null);
    await settled();
    expect(opened).toEqual([1]);
    device.rest('night');
    end();
    await settled();
    expect(opened).toEqual([1]);
    device.rest(null);
    await settled();
    expect(opened).toEqual([1, 2]);
  });

  it('is closed for good, resting or not', async () => {
    const { device, states, listener } = rig();
    device.open(listener);
    device.rest('night');
    await device.close();
    device.rest(null);
    await settled();
    expect(states).toEqual(['ready', 'resting', 'closed']);
  });
});
