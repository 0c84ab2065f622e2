import { describe, expect, it } from 'vitest';
import type { DeviceListener, DeviceState, InputEvent } from '../../src/devices/device.js';
import { LEAST_DARK_MS, sharedDevice } from '../../src/devices/shared.js';
import { createVirtualDevice, type VirtualDevice } from '../../src/devices/virtual/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const light = (level: number) => ({
  levels: Uint8Array.of(200),
  rgb: Uint8Array.of(level, level, level),
  needleLevels: [200, 200] as [number, number],
  inputId: 0,
});

function bench() {
  const timers = new VirtualTimers();
  const made: VirtualDevice[] = [];
  const make = (ledCount = 1) => {
    const capabilities = { ledCount, needleCount: 2, buttonCount: 1, dialCount: 0 };
    made.push(createVirtualDevice({ capabilities, timers }));
    return made.at(-1)!;
  };
  const listen = () => {
    const log = { states: [] as DeviceState['kind'][], inputs: [] as InputEvent[] };
    const listener: DeviceListener = {
      state: ({ kind }) => log.states.push(kind),
      input: (event) => log.inputs.push(event),
    };
    return { ...log, listener };
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { timers, made, make, listen, settled, shared: sharedDevice(() => make(), timers) };
}

describe('a device that is handed on', () => {
  it('keeps its light, and the next user is told at once that it is ready', () => {
    const { made, listen, shared } = bench();
    const [one, two] = [shared.next(), shared.next()];
    const [first, second] = [listen(), listen()];
    one.open(first.listener);
    one.show(light(90));
    two.open(second.listener);
    expect([made.length, second.states, [...made[0]!.shownRgb]]).toEqual([1, ['ready'], [90, 90, 90]]);
    one.show(light(10));
    made[0]!.press(1);
    expect([[...made[0]!.shownRgb], first.inputs.length, second.inputs.length]).toEqual([[90, 90, 90], 0, 1]);
    two.show(light(20));
    expect([...made[0]!.shownRgb]).toEqual([20, 20, 20]);
  });

  it('may be closed and put to rest by who had it: nothing happens', async () => {
    const { made, listen, shared } = bench();
    const [one, two] = [shared.next(), shared.next()];
    one.open(listen().listener);
    two.open(listen().listener);
    two.show(light(90));
    one.rest('night');
    await one.close();
    expect([[...made[0]!.shownRgb], two.state.kind, one.state.kind]).toEqual([
      [90, 90, 90],
      'ready',
      'closed',
    ]);
    await two.close();
    expect([made[0]!.state.kind, [...made[0]!.shownRgb]]).toEqual(['closed', [0, 0, 0]]);
  });

  it('rests as the one who has it wants, from the moment on that it is opened', async () => {
    const { made, listen, shared, settled } = bench();
    const [one, two, three] = [shared.next(), shared.next(), shared.next()];
    one.open(listen().listener);
    two.rest('night');
    expect(one.state.kind).toBe('ready');
    const second = listen();
    two.open(second.listener);
    expect(second.states).toEqual(['ready', 'resting']);
    three.open(listen().listener);
    await settled();
    expect([three.state.kind, made.length]).toEqual(['ready', 2]);
  });

  it('is another device for one who needs it: dark for a second, and never two at a time', async () => {
    const { timers, made, make, listen, shared, settled } = bench();
    const one = shared.next();
    one.open(listen().listener);
    one.show(light(90));
    const two = shared.next(() => make(2));
    expect([two.capabilities.ledCount, made[0]!.state.kind]).toEqual([2, 'ready']);
    const second = listen();
    two.open(second.listener);
    expect([made[0]!.state.kind, second.states]).toEqual(['closed', ['resting']]);
    timers.advance(LEAST_DARK_MS - 1);
    await settled();
    expect(made[1]!.state.kind).toBe('opening');
    timers.advance(1);
    await settled();
    expect([made.length, made[1]!.state.kind, second.states]).toEqual([2, 'ready', ['resting', 'ready']]);
    two.rest('night');
    two.rest(null);
    await settled();
    expect([made.length, made[2]!.capabilities.ledCount]).toEqual([3, 2]);
    await shared.close();
    expect([timers.waiting, made.filter(({ state }) => state.kind === 'ready')]).toEqual([0, []]);
  });

  it('that is changed while it rests goes on resting', async () => {
    const { timers, made, make, listen, shared, settled } = bench();
    shared.next().open(listen().listener);
    const two = shared.next(() => make(2));
    two.rest('night');
    two.open(listen().listener);
    timers.advance(2 * LEAST_DARK_MS);
    await settled();
    expect([two.state.words, made[1]!.state.kind]).toEqual(['night', 'opening']);
    two.rest(null);
    await settled();
    expect(made[1]!.state.kind).toBe('ready');
    await shared.close();
  });
});
