/** Between the light of LEDs and the bytes that a strip takes, in whatever order it wants them. */
import type { StripOrder } from '../../src/units.js';

/** Where the light of each letter stands: R, G, B, and W where there is a white light. */
function placesOf(order: StripOrder): number[] {
  return [...order].map((letter) => 'rgbw'.indexOf(letter));
}

/** R, G, B of each LED, and W of a strip with white, of the bytes as they came; an incomplete last LED left out. */
export function lightsOf(raw: Uint8Array, wants: StripOrder): Uint8Array {
  const places = placesOf(wants);
  const size = places.length;
  const lights = new Uint8Array(raw.length - (raw.length % size));
  for (let at = 0; at < lights.length; at++) lights[at - (at % size) + places[at % size]!] = raw[at]!;
  return lights;
}

/** The bytes for R, G, B of each LED; a white light stays dark. */
export function bytesFor(rgb: Uint8Array, order: StripOrder): Uint8Array {
  const places = placesOf(order);
  const bytes = new Uint8Array((rgb.length / 3) * places.length);
  for (let at = 0; at < bytes.length; at++) {
    const led = Math.floor(at / places.length);
    const place = places[at % places.length]!;
    if (place < 3) bytes[at] = rgb[3 * led + place]!;
  }
  return bytes;
}

/** R, G, B of the whole strip: the LEDs that are skipped, dark, and those of the picture. */
export function behindDark(rgb: Uint8Array, { skip = 0 }: { readonly skip?: number }): Uint8Array {
  const all = new Uint8Array(3 * skip + rgb.length);
  all.set(rgb, 3 * skip);
  return all;
}
