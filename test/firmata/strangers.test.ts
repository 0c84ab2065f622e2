/** What else may be at the end of the cable: a sentence that says what to do, or a recovery; never an exception. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FirmataLights } from '../../src/devices/firmata/setup.js';
import { Log } from '../contract/device-rig.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { createFirmataBoard } from '../harness/firmata/board.js';
import { boardWithout, garbledBoard, oldFirmata, silentBoard } from '../harness/firmata/strangers.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import type { WireBoard } from '../harness/wire-board.js';
import { BUTTON_PINS, setupOf, type VirtualFirmata, virtualFirmata } from './firmata-rig.js';

const FOUR: FirmataLights = {
  kind: 'leds',
  leds: [3, 5, 6, 11].map((pin) => ({ pin, onFromLevel: null })),
};
const FRAME = {
  levels: new Uint8Array(4),
  rgb: new Uint8Array(12).fill(100),
  needleLevels: [100, 100],
  inputId: 0,
} as const;

describe('a stranger at the end of the cable', () => {
  const rigs: VirtualFirmata[] = [];
  afterEach(() => {
    for (const rig of rigs.splice(0)) rig.restore();
  });

  function setUp(board: WireBoard, lights = FOUR) {
    const rig = virtualFirmata({ setup: setupOf(lights), board });
    const log = new Log();
    rigs.push(rig);
    const { bench } = rig.place;
    rig.device.open(log);
    const lost = () => {
      const state = rig.device.state;
      return state.kind === 'lost' ? state : undefined;
    };
    return {
      ...rig,
      bench,
      log,
      lost,
      untilReady: () => bench.advanceUntil(() => rig.device.state.kind === 'ready', 10_000),
      untilLost: () => bench.advanceUntil(() => lost() !== undefined, 20_000),
      /** Closes it and expects nothing to be left. */
      async close() {
        let over = false;
        const closed = rig.device.close().then(() => {
          over = true;
        });
        await bench.advanceUntil(() => over, 4000);
        await closed;
        expect(rig.leftBehind()).toBe(0);
      },
    };
  }

  it('that says nothing is no board with Firmata; it is tried again', async () => {
    const { untilLost, lost, close, bench, place } = setUp(silentBoard());
    await untilLost();
    expect(lost()).toMatchObject({ fault: 'no-answer' });
    expect(lost()!.words).toContain('StandardFirmata');
    const before = place.ports.length;
    await bench.advance(15_000);
    expect(place.ports.length).toBeGreaterThan(before);
    await close();
  });

  it.each([
    ['an old Firmata that knows no capabilities', () => oldFirmata()],
    ['a Firmata whose capabilities never come', () => boardWithout('capabilities')],
    ['a Firmata whose analog mapping never comes', () => boardWithout('analog-mapping')],
  ])('%s is named as too old, with its version', async (_, make) => {
    const { untilLost, lost, close } = setUp(make());
    await untilLost();
    expect(lost()).toMatchObject({ fault: 'firmata' });
    expect(lost()!.words).toMatch(/Firmata 2\.[23]/);
    await close();
  });

  it.skipIf(lacks(avrGccPath))('our own firmware is recognised, and the right rig offered', async () => {
    const { untilLost, lost, close } = setUp(new EmulatedBoard());
    await untilLost();
    expect(lost()).toMatchObject({ fault: 'own-firmware' });
    expect(lost()!.words).toContain('kind: serial');
    await close();
  });

  it('a board that cannot do what the rig wants is told the pins that can', async () => {
    const lights: FirmataLights = { kind: 'strip', pin: 6, ledCount: 20, colourOrder: 'grb' };
    const { untilLost, lost, close } = setUp(createFirmataBoard({ hex: 'standard' }), lights);
    await untilLost();
    expect(lost()).toMatchObject({ fault: 'refused' });
    await close();
  });

  it('a bus without a PCA9685 is told how to check its wires', async () => {
    const board = createFirmataBoard({ hex: 'standard', pca9685: null });
    const { untilLost, lost, close } = setUp(board, { kind: 'pca9685', address: 0x40, channels: [0, 1] });
    await untilLost();
    expect(lost()).toMatchObject({ fault: 'refused' });
    expect(lost()!.words).toContain('0x40');
    await close();
  });

  it.each([1, 2, 3])('garbage after every third message, seed %i: served all the same', async (seed) => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { bench, device, log, untilReady, close } = setUp(garbledBoard({ chance: 0.3, seed, board }));
    await untilReady();
    for (let n = 0; n < 60; n++) {
      device.show({ ...FRAME, rgb: new Uint8Array(12).fill(2 * n) });
      if (n % 20 === 10) board.press(BUTTON_PINS[0]);
      if (n % 20 === 19) board.release(BUTTON_PINS[0]);
      await bench.advance(16);
    }
    // A board that garbage calls restarted may be set up again; then it is served again.
    await bench.advanceUntil(() => device.state.kind === 'ready', 10_000);
    device.show(FRAME);
    await bench.advanceUntil(() => board.pwmDuty(3) > 0.3, 1000);
    expect(log.states.filter(({ kind }) => kind === 'lost').length).toBeLessThanOrEqual(1);
    await close();
  });

  it('a board that resets in mid-show is set up again and shows the latest picture', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { bench, device, log, untilReady, close } = setUp(board);
    await untilReady();
    device.show(FRAME);
    await bench.advance(100);
    expect(board.pwmDuty(3)).toBeGreaterThan(0.3);
    board.reset('brownout');
    await bench.advance(50);
    expect(board.pwmDuty(3)).toBe(0);
    const backMs = await bench.advanceUntil(() => board.pwmDuty(3) > 0.3, 10_000);
    // Its own start takes 1.6 s; then the port is opened again, which resets it once more.
    expect(backMs).toBeLessThan(6000);
    expect(log.states.some(({ kind }) => kind === 'lost')).toBe(true);
    expect(device.state.kind).toBe('ready');
    await close();
  });

  it('an unplugged board is lost at once, back within 5 s of its report, three times over', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { bench, device, place, lost, untilReady, leftBehind, close } = setUp(board);
    await untilReady();
    device.show(FRAME);
    await bench.advance(50);
    const left = leftBehind();
    for (let cycle = 0; cycle < 3; cycle++) {
      device.show(FRAME);
      await bench.advance(100);
      place.unplug();
      await bench.advance(50);
      expect(lost()).toMatchObject({ fault: 'unplugged' });
      await bench.advance(300);
      place.replug();
      // The board says its name 1.63 s after the port is opened, which is what starts it.
      expect(await untilReady()).toBeLessThan(1630 + 1000);
      await bench.advance(50);
      expect(board.pwmDuty(3)).toBeGreaterThan(0.3);
      expect(leftBehind()).toBe(left);
    }
    await close();
  });
});
