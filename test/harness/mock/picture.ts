import { applyCurrentLimit, IDLE_MA, paletteColour } from '../../../src/display/light.js';
import type { BoardSetup, HostMessage, Mark } from '../../../src/protocol/index.js';
import { expandProfile } from '../../../src/protocol/index.js';

export type RealTimeMessage = Extract<HostMessage, { type: 'level' | 'profile' | 'rgb' }>;

/** Why a real-time message does not fit the strip, or `undefined` if it does. */
export function misfit(
  message: RealTimeMessage,
  ledCount: number,
): { code: 'length' | 'range'; text: string } | undefined {
  switch (message.type) {
    case 'level': {
      const { length } = message.levels;
      return length === ledCount ? undefined : { code: 'length', text: `level ${length} want ${ledCount}` };
    }
    case 'profile': {
      const last = message.knots.at(-1)![0];
      return last === ledCount - 1
        ? undefined
        : { code: 'range', text: `last knot ${last} want ${ledCount - 1}` };
    }
    case 'rgb': {
      const end = message.first + message.rgb.length / 3;
      return end <= ledCount ? undefined : { code: 'range', text: `rgb up to ${end} of ${ledCount}` };
    }
  }
}

/** What a message that fits asks for: a level per LED, or colours, R, G, B per LED. */
export type Picture = { readonly levels: Uint8Array } | { readonly rgb: Uint8Array };

export function pictureOf(message: RealTimeMessage, ledCount: number): Picture {
  switch (message.type) {
    case 'level':
      return { levels: message.levels.slice() };
    case 'profile': {
      const levels = new Uint8Array(ledCount);
      expandProfile(message.knots, levels);
      return { levels };
    }
    case 'rgb': {
      const rgb = new Uint8Array(3 * ledCount);
      rgb.set(message.rgb, 3 * message.first);
      return { rgb };
    }
  }
}

/** The levels of a picture; null of colours and of darkness. */
export function levelsOf(picture: Picture | null): Uint8Array | null {
  return picture && 'levels' in picture ? picture.levels : null;
}

/** The light of a picture (firmware-protocol.md, "Light"), and whether the current limit dimmed it. */
export function lightOf(
  picture: Picture,
  setup: BoardSetup,
  stops: Uint8Array,
  marks: readonly (Mark | null)[],
): { rgb: Uint8Array; dimmed: boolean } {
  const rgb = new Uint8Array(3 * setup.ledCount);
  if ('rgb' in picture) rgb.set(picture.rgb);
  else {
    for (const [led, level] of picture.levels.entries()) paletteColour(stops, level, rgb, 3 * led);
    for (const mark of marks) if (mark && mark.led < setup.ledCount) rgb.set(mark.rgb, 3 * mark.led);
  }
  return { rgb, dimmed: applyCurrentLimit(rgb, setup.currentLimitMa - (setup.skip ?? 0) * IDLE_MA) < 256 };
}
