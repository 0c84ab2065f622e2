/** Five LEDs, a servo and a button on StandardFirmata: updates a second, how exact they are, and from press to light. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Picture } from '../../src/devices/device.js';
import { needlePulseUs } from '../../src/display/light.js';
import { levelLuminances, luminanceOf } from '../../src/display/luminance.js';
import { paletteStops } from '../../src/display/palette.js';
import { REST_LEVEL } from '../../src/units.js';
import { diceOf } from '../../test/harness/faults/dice.js';
import { liveRig } from './live-rig.js';
import { BUTTON_PIN, FIVE_LEDS, LED_PINS, NEEDLE, SERVO_PIN, setupOf } from './setups.js';

const LEDS = 5;
const STREAM_MS = 10_000;
const PRESSES = 100;
const FULL = Math.max(...levelLuminances(paletteStops(1)));

const grey = (values: readonly number[], more: Partial<Picture> = {}): Picture => ({
  levels: new Uint8Array(LEDS),
  rgb: Uint8Array.from(values.flatMap((value) => [value, value, value])),
  needleLevels: [REST_LEVEL, 0],
  inputId: 0,
  ...more,
});

/** What an analogWrite is asked for a grey [1/255]. */
const asked = (value: number) => Math.round(255 * Math.min(1, luminanceOf(value, value, value) / FULL));

export interface FiveLedFigures {
  readonly updatesPerSecond: number;
  readonly worstDuty255: number;
  /** How far off each pulse of the servo was, sorted [µs]. */
  readonly servoUs: readonly number[];
  /** Sorted [ms]. */
  readonly pressMs: readonly number[];
  readonly lostMs: number;
}

export async function fiveLeds(): Promise<FiveLedFigures> {
  const rig = await liveRig('standard', setupOf(FIVE_LEDS));
  const { board, device } = rig;
  try {
    // Every picture differs from the one before on every LED by at least two 255ths.
    board.meters.clearStats();
    const startUs = board.timeUs;
    await rig.stream(
      (n) => grey(Array.from({ length: LEDS }, (_, led) => 20 + ((n * 7 + led * 30) % 60))),
      STREAM_MS,
    );
    const seconds = (board.timeUs - startUs) / 1e6;
    const updatesPerSecond = Math.min(...LED_PINS.map((pin) => board.meters.dutyChanges(pin))) / seconds;

    let worstDuty255 = 0;
    for (let value = 0; value <= 170; value += 5) {
      await rig.stream(() => grey(new Array(LEDS).fill(value)), 100);
      for (const pin of LED_PINS) {
        worstDuty255 = Math.max(worstDuty255, Math.abs(255 * board.pwmDuty(pin) - asked(value)));
      }
    }

    const servoUs: number[] = [];
    for (let level = 0; level <= 255; level += 17) {
      const frame = grey(new Array(LEDS).fill(0), { needleLevels: [level, 0] });
      // From end to end a servo takes 17 steps of 60 µs, one every 20 ms.
      await rig.stream(() => frame, level === 0 ? 800 : 300);
      const wantedUs = Math.round(needlePulseUs(NEEDLE, level));
      board.meters.onPulse = (pin, us) => {
        if (pin === SERVO_PIN) servoUs.push(Math.abs(us - wantedUs));
      };
      await rig.stream(() => frame, 500);
      board.meters.onPulse = null;
    }

    const pressMs: number[] = [];
    const roll = diceOf(5);
    let bright = false;
    const shown = () =>
      grey(new Array(LEDS).fill(bright ? 150 : 20), { inputId: rig.inputs.at(-1)?.id ?? 0 });
    let streaming = true;
    const stream = (async () => {
      while (streaming) await rig.stream(shown, 50);
    })();
    await sleep(500);
    for (let press = 0; press < PRESSES; press++) {
      const seen = rig.inputs.length;
      const edgeUs = board.timeUs;
      if (press % 2 === 0) board.press(BUTTON_PIN);
      else board.release(BUTTON_PIN);
      await rig.until(() => rig.inputs.length > seen, 3000);
      // The controller shows an input at once.
      bright = !bright;
      device.show(shown());
      const changedUs = () =>
        Math.min(
          ...LED_PINS.map((pin) => board.pwmDuty(pin) >= 0 && board.meters.dutySinceUs(pin))
            .filter((us) => us !== false && us > edgeUs)
            .map(Number),
        );
      await rig.until(() => Number.isFinite(changedUs()), 3000);
      pressMs.push((changedUs() - edgeUs) / 1000);
      await sleep(120 + 80 * roll());
    }
    streaming = false;
    await stream;
    pressMs.sort((a, b) => a - b);
    servoUs.sort((a, b) => a - b);
    return { updatesPerSecond, worstDuty255, servoUs, pressMs, lostMs: rig.port.lostMs() };
  } finally {
    await rig.close();
  }
}
