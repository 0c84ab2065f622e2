/** What a Firmata rig can do at 57600 baud, in virtual time and so the same in every run. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Picture } from '../../src/devices/device.js';
import type { FirmataLights } from '../../src/devices/firmata/setup.js';
import { needlePulseUs } from '../../src/display/light.js';
import { REST_LEVEL } from '../../src/units.js';
import { Log } from '../contract/device-rig.js';
import { createFirmataBoard, type FirmataBoard } from '../harness/firmata/board.js';
import { BUTTON_PINS, NEEDLES, setupOf, type VirtualFirmata, virtualFirmata } from './firmata-rig.js';

const DIMMED = [3, 5, 6, 11];
const FRAME_MS = 1000 / 60;
/** The four that an Uno can dim beside a servo, and one that is switched. */
const FIVE: FirmataLights = {
  kind: 'leds',
  leds: [...DIMMED.map((pin) => ({ pin, onFromLevel: null })), { pin: 12, onFromLevel: 67 }],
};
const STRIP: FirmataLights = { kind: 'strip', pin: 6, ledCount: 60, colourOrder: 'grb' };

describe('at 57600 baud', () => {
  const rigs: VirtualFirmata[] = [];
  afterEach(() => {
    for (const rig of rigs.splice(0)) rig.restore();
  });

  async function ready(board: FirmataBoard, lights: FirmataLights) {
    const setup = { ...setupOf(lights), currentLimitMa: 10_000 };
    const rig = virtualFirmata({ setup, board });
    rigs.push(rig);
    const log = new Log();
    rig.device.open(log);
    const { bench } = rig.place;
    await bench.advanceUntil(() => rig.device.state.kind === 'ready', 5000);
    const stream = async (picture: (n: number) => Picture, ms: number) => {
      for (let n = 0; n * FRAME_MS < ms; n++) {
        rig.device.show(picture(n));
        await bench.advance(FRAME_MS);
      }
    };
    return { ...rig, bench, log, stream };
  }

  const grey = (value: number, inputId = 0, needle = REST_LEVEL): Picture => ({
    levels: new Uint8Array(5),
    rgb: new Uint8Array(15).fill(value),
    needleLevels: [needle, needle],
    inputId,
  });

  it('five LEDs with two servos in motion take 50 updates a second and more, and no byte is lost', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { stream } = await ready(board, FIVE);
    board.meters.clearStats();
    await stream((n) => grey(20 + ((7 * n) % 60), 0, (4 * n) & 0xff), 2000);
    for (const pin of DIMMED) expect(board.meters.dutyChanges(pin) / 2).toBeGreaterThan(50);
    expect(board.uno.overruns).toBe(0);
  });

  it('a servo gets the pulse it was told within 5 µs, 99 of 100 times, while LEDs change 60 times a second', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { stream } = await ready(board, FIVE);
    const off: number[] = [];
    for (const level of [0, 128, 255]) {
      const wantedUs = NEEDLES.map((needle) => Math.round(needlePulseUs(needle, level)));
      await stream((n) => grey(n % 100, 0, level), 900);
      board.meters.onPulse = (pin, us) => {
        if (pin === 9 || pin === 10) off.push(Math.abs(us - wantedUs[pin - 9]!));
      };
      await stream((n) => grey(n % 100, 0, level), 700);
      board.meters.onPulse = null;
    }
    off.sort((a, b) => a - b);
    expect(off.length).toBeGreaterThan(200);
    expect(off[Math.floor(0.99 * off.length)]).toBeLessThanOrEqual(5);
    expect(off.at(-1)).toBeLessThan(12);
  });

  it('a press changes the first LED within 20 ms on a line that holds nothing back, every one of 20', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const { bench, device, log, stream } = await ready(board, FIVE);
    const delaysMs: number[] = [];
    for (let press = 0; press < 20; press++) {
      const before = log.inputs.length;
      await stream(() => grey(press % 2 === 0 ? 20 : 100), 60 + 7 * press);
      const edgeUs = board.timeUs;
      if (press % 2 === 0) board.press(BUTTON_PINS[0]);
      else board.release(BUTTON_PINS[0]);
      await bench.advanceUntil(() => log.inputs.length > before, 100);
      device.show(grey(press % 2 === 0 ? 100 : 20, log.inputs.at(-1)!.id));
      const changed = () => DIMMED.map((pin) => board.meters.dutySinceUs(pin)).filter((us) => us > edgeUs);
      await bench.advanceUntil(() => changed().length > 0, 100);
      delaysMs.push((Math.min(...changed()) - edgeUs) / 1000);
    }
    delaysMs.sort((a, b) => a - b);
    expect(delaysMs.length).toBe(20);
    expect(delaysMs.at(-1)).toBeLessThanOrEqual(20);
  });

  it('a strip of 60 that changes everywhere shows 9 pictures a second, every one as it was meant', async () => {
    const board = createFirmataBoard({ hex: 'node-pixel' });
    const { stream } = await ready(board, STRIP);
    const meant = new Set<string>([new Uint8Array(180).join()]);
    const shown: string[] = [];
    const endsUs: number[] = [];
    board.onShow = ({ rgb, endUs }) => {
      shown.push(rgb.join());
      endsUs.push(endUs);
    };
    await stream((n) => {
      const rgb = new Uint8Array(180);
      for (let led = 0; led < 60; led++) rgb.set([led + 1, (7 * led + n) & 0xff, 255 - led], 3 * led);
      meant.add(rgb.join());
      return { levels: new Uint8Array(60), rgb, needleLevels: [REST_LEVEL, REST_LEVEL], inputId: 0 };
    }, 3000);
    const seconds = (endsUs.at(-1)! - endsUs[0]!) / 1e6;
    expect(shown.length).toBeGreaterThan(25);
    expect((shown.length - 1) / seconds).toBeGreaterThanOrEqual(9);
    expect(shown.filter((picture) => !meant.has(picture))).toEqual([]);
    expect(board.uno.overruns).toBe(0);
  });
});
