import { lampShare } from '../../display/lamp.js';
import { type LightParts, type Lights, type Of, Outputs, scaleOf } from './outputs.js';

/** Registers of the PCA9685. Source: its datasheet, 7.3. */
const PCA = { mode1: 0x00, mode2: 0x01, firstOffLow: 0x08, allLeds: 0xfa, prescale: 0xfe } as const;
const PCA_SLEEP = 0x30;
/** Oscillator on, registers count up by themselves. */
export const PCA_AWAKE = 0x20;
/** Takes back that it was put to sleep while it drove lamps, as one that kept its power when the board restarted. */
const PCA_RESTART = 0x80;
const PCA_TOTEM_POLE = 0x04;
/** 25 MHz / 4096 / (5 + 1) = 1017 Hz. */
const PCA_PRESCALE = 5;
const PCA_FULL = 4095;
/** Bit 12 of a channel's end: dark, whatever else. */
const PCA_DARK = 0x1000;
/**
 * Channels of one message. Firmata 2.3 keeps 32 bytes of a sysex and writes what is longer over its other memory: 3 + 2
 * for each of 11 bytes. From 2.5 on it keeps 64: 3 + 2 for each of 27; more would not go into the I2C buffer of 32.
 */
const PCA_RUN = { short: 3, long: 7 } as const;

/** Lamps on a PCA9685, each between its channel and ground, in 4096 steps. */
export function pca9685({ address, channels }: Of<'pca9685'>, parts: LightParts): Lights {
  const { setup, io } = parts;
  const longest = parts.longSysex ? PCA_RUN.long : PCA_RUN.short;
  const order = channels.map((channel, led) => ({ channel, led })).sort((a, b) => a.channel - b.channel);
  const outputs = new Outputs(channels.length);
  const shares = new Float64Array(channels.length);
  outputs.wanted.fill(PCA_DARK);

  return {
    prepare() {
      io.i2cConfig(0);
      io.i2cWrite(address, PCA.mode1, [PCA_SLEEP]);
      io.i2cWrite(address, PCA.prescale, [PCA_PRESCALE]);
      io.i2cWrite(address, PCA.mode2, [PCA_TOTEM_POLE]);
      // All begin at 0 and are dark; from now on only ends change.
      io.i2cWrite(address, PCA.allLeds, [0, 0, 0, PCA_DARK >> 8]);
      io.i2cWrite(address, PCA.mode1, [PCA_AWAKE]);
      io.i2cWrite(address, PCA.mode1, [PCA_AWAKE | PCA_RESTART]);
    },
    set(_levels, rgb) {
      for (let led = 0; led < shares.length; led++) shares[led] = lampShare(rgb, led);
      const scale = scaleOf(shares, setup);
      for (let led = 0; led < shares.length; led++)
        outputs.wanted[led] = Math.round(PCA_FULL * shares[led]! * scale) || PCA_DARK;
    },
    dark: () => outputs.wanted.fill(PCA_DARK),
    write(between) {
      for (let at = 0; at < order.length; ) {
        const first = order[at]!;
        if (!outputs.differs(first.led)) {
          at++;
          continue;
        }
        const bytes: number[] = [];
        for (let run = 0; run < longest; run++, at++) {
          const next = order[at];
          if (next?.channel !== first.channel + run || !outputs.differs(next.led)) break;
          const end = outputs.take(next.led);
          if (run > 0) bytes.push(0, 0);
          bytes.push(end & 0xff, end >> 8);
        }
        io.i2cWrite(address, PCA.firstOffLow + 4 * first.channel, bytes);
        between();
      }
    },
    forget: () => outputs.forget(),
  };
}
