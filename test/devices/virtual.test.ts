import { describe, expect, it } from 'vitest';
import type { DeviceState, InputEvent, Picture } from '../../src/devices/device.js';
import { createVirtualDevice } from '../../src/devices/virtual/index.js';
import { REST_LEVEL } from '../../src/units.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const CAPABILITIES = { ledCount: 3, needleCount: 2, buttonCount: 2, dialCount: 1 };

function createOpened() {
  const timers = new VirtualTimers();
  const device = createVirtualDevice({ capabilities: CAPABILITIES, timers, darkAfterMs: 1000 });
  const inputs: InputEvent[] = [];
  const states: DeviceState[] = [];
  const latencies: [number, number][] = [];
  const listener = {
    input: (event: InputEvent) => inputs.push(event),
    state: (state: DeviceState) => states.push(state),
    latency: (id: number, us: number) => latencies.push([id, us]),
  };
  return { timers, device, inputs, states, latencies, listener };
}

function frame(light: number, inputId = 0): Picture {
  return {
    levels: new Uint8Array(3).fill(240),
    rgb: new Uint8Array(9).fill(light),
    needleLevels: [200, 210],
    inputId,
  };
}

describe('virtual device', () => {
  it('shows a frame at once, as a copy', () => {
    const { device, listener } = createOpened();
    device.open(listener);
    const given = frame(50);
    device.show(given);
    given.rgb.fill(0);
    expect([...device.shownRgb]).toEqual(new Array(9).fill(50));
    expect(device.shownNeedles).toEqual([200, 210]);
  });

  it('goes dark with its needles at rest exactly 1000 ms after the last frame, and lights up with the next', () => {
    const { device, timers, listener } = createOpened();
    device.open(listener);
    for (let i = 0; i < 100; i++) {
      device.show(frame(50));
      timers.advance(16.7);
    }
    timers.advance(1000 - 16.7 - 0.01);
    expect(device.shownRgb[0]).toBe(50);
    timers.advance(0.02);
    expect([...device.shownRgb]).toEqual(new Array(9).fill(0));
    expect(device.shownNeedles).toEqual([REST_LEVEL, REST_LEVEL]);
    expect(timers.waiting).toBe(0);
    device.show(frame(60));
    expect(device.shownRgb[0]).toBe(60);
  });

  it('keeps the last of three frames that come before it is opened', () => {
    const { device, listener } = createOpened();
    for (const light of [1, 2, 3]) device.show(frame(light));
    expect(device.shownRgb[0]).toBe(0);
    device.open(listener);
    expect(device.shownRgb[0]).toBe(3);
    expect(device.stats).toMatchObject({ picturesOffered: 3, picturesSent: 1, picturesSuperseded: 2 });
  });

  it('refuses a frame for another number of LEDs and keeps what it shows', () => {
    const { device, listener } = createOpened();
    device.open(listener);
    device.show(frame(50));
    device.show({ ...frame(60), rgb: new Uint8Array(12).fill(60) });
    expect(device.shownRgb[0]).toBe(50);
    expect(device.stats.rejected).toBe(1);
  });

  it('reports edges with ids from 1 to 255 and round again, each with its time in µs', () => {
    const { device, timers, inputs, listener } = createOpened();
    device.open(listener);
    timers.advance(1.5);
    for (let i = 0; i < 128; i++) {
      device.press(1);
      device.release(1);
    }
    expect(inputs[0]).toEqual({ kind: 'button', id: 1, button: 1, pressed: true, deviceUs: 1500 });
    expect(inputs.slice(-2).map(({ id }) => id)).toEqual([255, 1]);
  });

  it('wraps its time at 32 bits, after 71.6 minutes', () => {
    const { device, timers, inputs, listener } = createOpened();
    device.open(listener);
    timers.advance(2 ** 32 / 1000 + 1);
    device.press(1);
    expect(inputs[0]!.deviceUs).toBe(1000);
  });

  it('reports nothing for a button that already is where it is put, nor for a dial that has not moved', () => {
    const { device, inputs, listener } = createOpened();
    device.open(listener);
    device.release(1);
    device.press(1);
    device.press(1);
    device.turn(0, 0.5);
    device.turn(0, 0.5);
    expect(inputs.map(({ kind }) => kind)).toEqual(['button', 'dial']);
  });

  it.each([0, 3, 1.5])('has no button %d', (button) => {
    const { device } = createOpened();
    expect(() => device.press(button)).toThrow('button: expected 1 to 2');
  });

  it('has no dial 1, and no position beyond 1', () => {
    const { device } = createOpened();
    expect(() => device.turn(1, 0.5)).toThrow('dial: expected 0 to 0');
    expect(() => device.turn(0, 1.5)).toThrow('position: expected 0 to 1');
  });

  it('measures from the edge to the frame that confirms it and those before, and tells after `show`', () => {
    const { device, timers, latencies, listener } = createOpened();
    device.open(listener);
    device.press(1);
    timers.advance(2);
    device.press(2);
    timers.advance(3);
    device.show(frame(50, 0));
    device.show(frame(50, 2));
    expect(latencies).toEqual([]);
    timers.advance(0);
    expect(latencies).toEqual([
      [1, 5000],
      [2, 3000],
    ]);
    device.show(frame(50, 2));
    timers.advance(1);
    expect(latencies).toHaveLength(2);
  });

  it('goes from opening to ready to closed, and then does nothing any more', async () => {
    const { device, timers, states, inputs, listener } = createOpened();
    expect(device.state.kind).toBe('opening');
    device.open(listener);
    device.show(frame(50));
    await device.close();
    await device.close();
    expect(states.map(({ kind }) => kind)).toEqual(['ready', 'closed']);
    device.press(1);
    device.show(frame(60));
    device.open(listener);
    timers.advance(5000);
    expect(inputs).toEqual([]);
    expect(device.shownRgb[0]).toBe(0);
    expect(timers.waiting).toBe(0);
  });
});
