/** An RGB LED on three pins of StandardFirmata, byte by byte in virtual time. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Picture } from '../../src/devices/device.js';
import { paletteColour } from '../../src/display/light.js';
import { paletteStops } from '../../src/display/palette.js';
import { REST_LEVEL } from '../../src/units.js';
import { createFirmataBoard } from '../harness/firmata/board.js';
import { setupOf, type VirtualFirmata, virtualFirmata } from './firmata-rig.js';

const STOPS = paletteStops(1);
/** Pins 9 and 10 are dimmed no more when there are servos; 5 is of the timer that gives (n + 1)/256 for n/255. */
const PINS = [3, 5, 11] as const;
const ONE_COUNT = 1 / 255;

describe.each([
  { name: 'common cathode', commonAnode: false },
  { name: 'common anode', commonAnode: true },
])('an RGB LED with a $name on StandardFirmata', ({ commonAnode }) => {
  let rig: VirtualFirmata | undefined;
  afterEach(async () => {
    const closed = rig?.device.close();
    await rig?.place.bench.advance(2500);
    await closed;
    expect(rig?.leftBehind()).toBe(0);
    rig?.restore();
    rig = undefined;
  });

  it('is lit on its three pins as the frame is, each within 1/255, and dark before, in silence and when closed', async () => {
    const board = createFirmataBoard({ hex: 'standard' });
    const [red, green, blue] = PINS;
    const setup = setupOf({ kind: 'rgb', leds: [{ red, green, blue }], commonAnode });
    rig = virtualFirmata({ setup, board });
    const { device, place } = rig;
    device.open({ input() {}, state() {} });
    await place.bench.advanceUntil(() => device.state.kind === 'ready', 6000);
    await place.bench.advance(60);
    const light = () => PINS.map((pin) => (commonAnode ? 1 - board.pwmDuty(pin) : board.pwmDuty(pin)));
    const expectDark = () => expect(light()).toEqual([0, 0, 0]);
    expectDark();

    const seen = new Set<string>();
    for (const level of [0, REST_LEVEL, 128, 200, 255]) {
      const frame: Picture = {
        levels: Uint8Array.of(level),
        rgb: new Uint8Array(3),
        needleLevels: [REST_LEVEL, REST_LEVEL],
        inputId: 0,
      };
      paletteColour(STOPS, level, frame.rgb, 0);
      device.show(frame);
      await place.bench.advance(60);
      const now = light();
      frame.rgb.forEach((count, channel) => {
        const off = Math.abs(now[channel]! - count / 255);
        expect(off, `level ${level}, pin ${PINS[channel]}`).toBeLessThanOrEqual(ONE_COUNT);
      });
      seen.add(frame.rgb.join());
    }
    // The colours were five, none of them black.
    expect(seen.size).toBe(5);
    expect(seen).not.toContain('0,0,0');

    await place.bench.advance(1100);
    expectDark();
    expect(device.stats.answerMs).toBeGreaterThan(0);
    expect(device.line().groups.map(({ title }) => title)).toEqual(['Pictures', 'Line', 'Board']);

    device.show({
      levels: Uint8Array.of(255),
      rgb: Uint8Array.of(255, 128, 1),
      needleLevels: [REST_LEVEL, REST_LEVEL],
      inputId: 0,
    });
    await place.bench.advance(60);
    expect(light()[0]).toBeCloseTo(1, 2);
    const closed = device.close();
    await place.bench.advance(2500);
    await closed;
    expectDark();
  });
});
