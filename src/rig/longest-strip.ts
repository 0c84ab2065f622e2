/** How long a strip each kind of device drives, and why no longer one. */
import { BITS_PER_BYTE } from '../units.js';
import type { WrittenDevice } from './device-schema.js';
import { NODE_PIXEL_PIXEL_BYTES } from './limits.js';

export interface LongestStrip {
  readonly leds: number;
  /** Why it is no longer, and what to do. */
  readonly advice: string;
}

/** LEDs that an ATmega328P has memory for, beside everything else (firmware-protocol.md, `max=` of the greeting). */
const UNO_LEDS = 150;
/** With more of them, a picture that changes everywhere would take longer than a quarter of a second at 57600 baud. */
const FIRMATA_LEDS = 150;
/** A rig is tried without hardware before it is built. */
const VIRTUAL_LEDS = Math.max(UNO_LEDS, FIRMATA_LEDS);

/** The longest strip of any rig. */
export const LONGEST_STRIP = Math.max(UNO_LEDS, FIRMATA_LEDS, VIRTUAL_LEDS);

const writeAtMost = (leds: number) => `write at most ${leds}`;
const darkBeyond = (leds: number) => `${writeAtMost(leds)}, and the rest of the strip stays dark`;

export function longestStrip(device: WrittenDevice): LongestStrip {
  switch (device.kind) {
    case 'serial': {
      const leds = UNO_LEDS;
      return { leds, advice: `an Uno's memory holds ${leds}; ${darkBeyond(leds)}` };
    }
    case 'firmata': {
      const leds = FIRMATA_LEDS;
      const pictureS = (leds * NODE_PIXEL_PIXEL_BYTES * BITS_PER_BYTE) / device.baud;
      const picture = `a picture of ${leds} LEDs takes up to ${pictureS.toFixed(2)} s at ${device.baud} baud`;
      return {
        leds,
        advice: `over Firmata ${picture}, so a longer strip is not driven; ${darkBeyond(leds)}`,
      };
    }
    case 'virtual': {
      const leds = VIRTUAL_LEDS;
      return { leds, advice: `a virtual strip is no longer than the longest real one; ${writeAtMost(leds)}` };
    }
    // A kind that has no limit of its own.
    default:
      return { leds: LONGEST_STRIP, advice: writeAtMost(LONGEST_STRIP) };
  }
}
