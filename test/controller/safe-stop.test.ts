import { describe, expect, it } from 'vitest';
import { PICTURE_MS } from '../../src/controller/index.js';
import type { Device, DeviceListener, DeviceState, Picture } from '../../src/devices/device.js';
import { REST_LEVEL } from '../../src/units.js';
import { createBenchRig } from './bench-rig.js';

function expectSafe({ device, timers }: ReturnType<typeof createBenchRig>): void {
  expect(device.state.kind).toBe('closed');
  expect(device.shownRgb.every((count) => count === 0)).toBe(true);
  expect(device.shownNeedles).toEqual([REST_LEVEL, REST_LEVEL]);
  expect(timers.waiting).toBe(0);
}

describe('safe stop', () => {
  it('leaves the strip dark, the needles at rest and no timer behind when it is closed in mid-spike', async () => {
    const rig = createBenchRig();
    rig.controller.start();
    rig.device.press(1);
    rig.timers.advance(3000);
    expect(rig.device.shownRgb.some((count) => count > 0)).toBe(true);
    await rig.controller.close();
    await rig.controller.close();
    expectSafe(rig);
  });

  it('does so when the model throws, and hands the error on', () => {
    const rig = createBenchRig();
    rig.controller.start();
    rig.timers.advance(1000);
    const fault = new Error('the model broke');
    rig.axon.step = () => {
      throw fault;
    };
    rig.timers.advance(1000);
    expect(rig.crashes).toEqual([fault]);
    expectSafe(rig);
  });

  it('does so when the model throws during a press or a command', () => {
    for (const act of [
      (rig: ReturnType<typeof createBenchRig>) => rig.device.press(1),
      (rig: ReturnType<typeof createBenchRig>) => void rig.controller.command({ do: 'stimulate' }),
    ]) {
      const rig = createBenchRig();
      rig.controller.start();
      rig.timers.advance(1000);
      rig.axon.inject = () => {
        throw new Error('no current');
      };
      act(rig);
      expect(rig.crashes).toHaveLength(1);
      expectSafe(rig);
    }
  });

  it('does so when an observer throws', () => {
    const rig = createBenchRig();
    rig.controller.start();
    rig.controller.observe({
      picture: () => {
        throw new Error('no page');
      },
    });
    rig.timers.advance(PICTURE_MS);
    expect(rig.crashes).toHaveLength(1);
    expectSafe(rig);
  });

  it('refuses commands afterwards', async () => {
    const { controller } = createBenchRig();
    controller.start();
    await controller.close();
    expect(controller.command({ do: 'stimulate' })).toBe('the rig is being shut down');
  });
});

/** A device whose link is the test's to make and break. */
function createScriptedDevice() {
  const frames: number[] = [];
  let listener: DeviceListener | undefined;
  let state: DeviceState = { kind: 'opening', words: 'opening' };
  const device: Device = {
    capabilities: { ledCount: 60, needleCount: 0, buttonCount: 1, dialCount: 0 },
    get state() {
      return state;
    },
    stats: {
      picturesOffered: 0,
      picturesSent: 0,
      picturesSuperseded: 0,
      rejected: 0,
      resent: 0,
      reconnects: 0,
    },
    open: (wanted) => {
      listener = wanted;
    },
    show: (frame: Picture) => frames.push(frame.inputId),
    close: async () => {},
  };
  return {
    device,
    frames,
    enter(next: DeviceState): void {
      state = next;
      listener!.state(next);
    },
    press(id: number): void {
      listener!.input({ kind: 'button', id, button: 1, pressed: true, deviceUs: 0 });
    },
    latency(id: number, us: number): void {
      listener!.latency!(id, us);
    },
  };
}

describe('a device that comes and goes', () => {
  const ready: DeviceState = { kind: 'ready', words: 'ready' };
  const lost: DeviceState = { kind: 'lost', fault: 'unplugged', words: 'unplugged', retryInMs: 250 };

  it('gets each picture with the id of the last event, and 0 again after it was plugged in again', () => {
    const scripted = createScriptedDevice();
    const { controller, timers } = createBenchRig({ device: scripted.device });
    controller.start();
    scripted.enter(ready);
    scripted.press(1);
    scripted.press(2);
    timers.advance(50);
    expect(scripted.frames.at(-1)).toBe(2);
    scripted.enter(lost);
    timers.advance(50);
    scripted.enter({ kind: 'opening', words: 'opening' });
    scripted.enter(ready);
    timers.advance(50);
    expect(scripted.frames.at(-1)).toBe(0);
    scripted.press(1);
    expect(scripted.frames.at(-1)).toBe(1);
  });

  it('goes on counting when it was only silent', () => {
    const scripted = createScriptedDevice();
    const { controller, timers } = createBenchRig({ device: scripted.device });
    controller.start();
    scripted.enter(ready);
    scripted.press(1);
    scripted.enter({ kind: 'silent', words: 'silent' });
    scripted.enter(ready);
    timers.advance(50);
    expect(scripted.frames.at(-1)).toBe(1);
  });

  it.each([lost, { kind: 'silent', words: 'silent' }] as const)(
    'tells no latency of the last press once it is $kind, nor when it is back, until the next press',
    (gone) => {
      const scripted = createScriptedDevice();
      const { controller } = createBenchRig({ device: scripted.device });
      controller.start();
      scripted.enter(ready);
      scripted.press(1);
      scripted.latency(1, 10_200);
      expect(controller.snapshot().latencyUs).toBe(10_200);
      scripted.enter(gone);
      expect(controller.snapshot().latencyUs).toBeNull();
      scripted.enter(ready);
      expect(controller.snapshot().latencyUs).toBeNull();
      scripted.press(2);
      scripted.latency(2, 9400);
      expect(controller.snapshot().latencyUs).toBe(9400);
    },
  );

  it('does not stop the axon, whose state the page goes on showing', () => {
    const scripted = createScriptedDevice();
    const { controller, timers, axon } = createBenchRig({ device: scripted.device });
    controller.start();
    scripted.enter(lost);
    timers.advance(1000);
    expect(axon.modelMs).toBeCloseTo(2, 1);
    expect(controller.snapshot().device).toEqual(lost);
  });

  it('reports the latency of the last press, and of no other event', () => {
    const scripted = createScriptedDevice();
    const { controller } = createBenchRig({ device: scripted.device });
    controller.start();
    scripted.enter(ready);
    expect(controller.snapshot().latencyUs).toBeNull();
    scripted.press(1);
    scripted.latency(1, 5100);
    scripted.latency(2, 9999);
    expect(controller.snapshot().latencyUs).toBe(5100);
  });
});
