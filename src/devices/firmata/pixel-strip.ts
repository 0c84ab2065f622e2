import { applyCurrentLimit, IDLE_MA } from '../../display/light.js';
import { NODE_PIXEL_ORDERS, NODE_PIXEL_PIXEL_BYTES } from '../../rig/devices/firmata-limits.js';
import { type LightParts, type Lights, numberOf, type Of, Outputs } from './outputs.js';

/** Commands of node-pixel's sketch. Source: node-pixel 0.11, firmware/src/libs/protocol.md. */
const PIXEL = { command: 0x51, config: 1, show: 2, setPixel: 3, setStrip: 4 } as const;
/** Bytes of a message for all pixels. */
const SET_STRIP_BYTES = 8;

const inOrder = (ledCount: number) => Array.from({ length: ledCount }, (_, led) => led);

/** A WS2812 strip on node-pixel's sketch. The board is deaf while it shows: nothing may follow a picture at once. */
export function pixelStrip(
  { pin, ledCount, places = inOrder(ledCount), colourOrder }: Of<'strip'>,
  parts: LightParts,
): Lights {
  const { setup, io, pins } = parts;
  const outputs = new Outputs(ledCount);
  const limited = new Uint8Array(3 * places.length);
  const limitMa = setup.currentLimitMa - (ledCount - places.length) * IDLE_MA;
  const counts = new Map<number, number>();
  let told = false;
  const septets = (colour: number) => [0, 7, 14, 21].map((shift) => (colour >> shift) & 0x7f);

  /** The colour to give to all first: what most of them have, where that is shorter than telling each. */
  function groundOf(): number | undefined {
    counts.clear();
    let different = 0;
    for (let led = 0; led < ledCount; led++) {
      const colour = outputs.wanted[led]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      if (outputs.differs(led)) different++;
    }
    let ground = 0;
    let most = 0;
    for (const [colour, count] of counts) if (count > most) [ground, most] = [colour, count];
    const shorter =
      SET_STRIP_BYTES + NODE_PIXEL_PIXEL_BYTES * (ledCount - most) < NODE_PIXEL_PIXEL_BYTES * different;
    return shorter ? ground : undefined;
  }

  return {
    prepare() {
      const number = numberOf(pins, pin);
      const order = (NODE_PIXEL_ORDERS.indexOf(colourOrder) << 5) | number;
      io.sysexCommand([PIXEL.command, PIXEL.config, order, ledCount & 0x7f, ledCount >> 7]);
    },
    set(_levels, rgb) {
      limited.set(rgb);
      applyCurrentLimit(limited, limitMa);
      for (const [led, place] of places.entries()) {
        const at = 3 * led;
        outputs.wanted[place] = (limited[at]! << 16) | (limited[at + 1]! << 8) | limited[at + 2]!;
      }
    },
    dark: () => outputs.wanted.fill(0),
    write(between) {
      told = false;
      const ground = groundOf();
      if (ground !== undefined) {
        io.sysexCommand([PIXEL.command, PIXEL.setStrip, ...septets(ground)]);
        outputs.told.fill(ground);
        told = true;
      }
      for (let led = 0; led < ledCount; led++) {
        if (!outputs.differs(led)) continue;
        const colour = outputs.take(led);
        io.sysexCommand([PIXEL.command, PIXEL.setPixel, led & 0x7f, led >> 7, ...septets(colour)]);
        told = true;
        between();
      }
      if (told) io.sysexCommand([PIXEL.command, PIXEL.show]);
    },
    forget: () => outputs.forget(),
  };
}
