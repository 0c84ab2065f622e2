/**
 * Lamps on pins. Their values are those of the picture, which is linear light already: a duty of a half is half the
 * light, and the palette (display/palette.ts) is where equal steps are made to look equal.
 */
import { FLASH_WINDOW_MS, FLASHES_PER_WINDOW } from '../../display/flash-limit.js';
import { lampShare } from '../../display/lamp.js';
import { createSwingMeter } from '../../display/swing-meter.js';
import { type LightParts, type Lights, numberOf, type Of, Outputs, scaleOf } from './outputs.js';

/** A lamp that is switched goes out so far below where it went on: 6.6 mV. */
const HYSTERESIS_LEVELS = 12;

export function plainLeds({ leds }: Of<'leds'>, { setup, io, pins, switchPin }: LightParts): Lights {
  const outputs = new Outputs(leds.length);
  const shares = new Float64Array(leds.length);
  const numbers = leds.map(({ pin }) => numberOf(pins, pin));
  const full = leds.map(({ pin, onFromLevel }) =>
    onFromLevel === null ? 2 ** pins.bitsFor(pin, 'pwm')! - 1 : 1,
  );
  // Where a lamp is switched its light changes by more than the palette's: it is held to the flash limit here.
  const meter = createSwingMeter({
    thresholds: new Float64Array(leds.length).fill(1),
    flashes: FLASHES_PER_WINDOW,
    windowMs: FLASH_WINDOW_MS,
  });

  function isOn(led: number, level: number, nowMs: number): boolean {
    const from = leds[led]!.onFromLevel!;
    const wasOn = outputs.wanted[led] === 1;
    const on = level >= (wasOn ? from - HYSTERESIS_LEVELS : from);
    const allowed = on && (wasOn || !meter.barsRise(led, 1, nowMs));
    meter.record(led, allowed ? 1 : 0, nowMs);
    return allowed;
  }

  return {
    prepare() {
      leds.forEach(({ onFromLevel }, led) => {
        io.pinMode(numbers[led]!, onFromLevel === null ? io.MODES.PWM : io.MODES.OUTPUT);
      });
    },
    set(levels, rgb, nowMs) {
      leds.forEach(({ onFromLevel }, led) => {
        if (onFromLevel === null) shares[led] = lampShare(rgb, led);
        else shares[led] = isOn(led, levels[led]!, nowMs) ? 1 : 0;
      });
      const scale = scaleOf(shares, setup);
      leds.forEach(({ onFromLevel }, led) => {
        const share = onFromLevel === null ? shares[led]! * scale : shares[led]!;
        outputs.wanted[led] = Math.round(full[led]! * share);
      });
    },
    dark: () => outputs.wanted.fill(0),
    write(between) {
      leds.forEach(({ onFromLevel }, led) => {
        if (!outputs.differs(led)) return;
        const value = outputs.take(led);
        if (onFromLevel === null) io.analogWrite(numbers[led]!, value);
        else switchPin(numbers[led]!, value === 1);
        between();
      });
    },
    forget: () => outputs.forget(),
  };
}

export function rgbLeds({ leds, commonAnode }: Of<'rgb'>, { setup, io, pins }: LightParts): Lights {
  const channels = leds.flatMap(({ red, green, blue }) => [red, green, blue]);
  const numbers = channels.map((pin) => numberOf(pins, pin));
  const full = channels.map((pin) => 2 ** pins.bitsFor(pin, 'pwm')! - 1);
  const outputs = new Outputs(channels.length);
  const shares = new Float64Array(channels.length);

  function light(scale: number): void {
    for (let at = 0; at < shares.length; at++) {
      const duty = Math.round(full[at]! * shares[at]! * scale);
      outputs.wanted[at] = commonAnode ? full[at]! - duty : duty;
    }
  }

  light(0);
  return {
    prepare() {
      for (const pin of numbers) {
        io.pinMode(pin, io.MODES.PWM);
        // A pin begins low, which with a common anode is bright.
        if (commonAnode) io.analogWrite(pin, full[numbers.indexOf(pin)]!);
      }
    },
    set(_levels, rgb) {
      for (let at = 0; at < shares.length; at++) shares[at] = rgb[at]! / 255;
      light(scaleOf(shares, setup));
    },
    dark: () => light(0),
    write(between) {
      for (let at = 0; at < shares.length; at++) {
        if (!outputs.differs(at)) continue;
        io.analogWrite(numbers[at]!, outputs.take(at));
        between();
      }
    },
    forget: () => outputs.forget(),
  };
}
