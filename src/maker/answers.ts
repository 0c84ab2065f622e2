/** What is asked before a rig is built, and what of the answers cannot work, with the reason. Pure. */
import { IDLE_MA } from '../display/light.js';
import { BOARD_MA, SERVO_MA, USB_PORT_MA, USB_STRIP_MA } from '../rig/index.js';

export const BOARDS = ['uno', 'nano', 'virtual'] as const;
export const STRIPS = ['ws2812b', 'ws2811', 'sk6812', 'sk6812-rgbw'] as const;
export const SUPPLIES = ['usb', 'own'] as const;

export interface Answers {
  readonly board: (typeof BOARDS)[number];
  readonly strip: (typeof STRIPS)[number];
  readonly leds: number;
  readonly perMetre: number;
  /** 1: the blue one. */
  readonly needles: 0 | 1 | 2;
  readonly buttons: 0 | 1 | 2 | 3 | 4;
  /** Where strip and needles get their power. */
  readonly supply: (typeof SUPPLIES)[number];
  readonly needleSupply: (typeof SUPPLIES)[number];
}

export const USUAL: Omit<Answers, 'needleSupply'> = {
  board: 'uno',
  strip: 'ws2812b',
  leds: 60,
  perMetre: 60,
  needles: 2,
  buttons: 1,
  supply: 'usb',
};

/** Two servos are too much for a USB port whatever else is on it. */
export function usualNeedleSupply({
  needles,
  supply,
}: Pick<Answers, 'needles' | 'supply'>): Answers['supply'] {
  return needles > 1 ? 'own' : supply;
}

export const COLOUR_ORDER_OF = {
  ws2812b: 'grb',
  ws2811: 'rgb',
  sk6812: 'grb',
  'sk6812-rgbw': 'grbw',
} as const satisfies Record<Answers['strip'], string>;

/** What each LED draws at rest, at the least brightness that is worth seeing [mA]; idle current included. */
const REST_MA = 2.4;
/** LEDs that a USB port can carry so. */
export const MOST_ON_USB = Math.floor(USB_STRIP_MA / REST_MA);

/** Current of a strip on a supply of its own, for a press and some more [mA]: 500 for 60 LEDs, as exhibits have it. */
export function ownLimitMa(leds: number): number {
  return Math.min(3000, Math.max(200, 100 * Math.ceil((leds * 500) / 60 / 100)));
}

/** Why these cannot work together, and what to do; empty if they can. One sentence each. */
export function cannotWork(answers: Answers): string[] {
  const { board, leds, needles, supply, needleSupply } = answers;
  if (board === 'virtual') return [];
  const refusals: string[] = [];
  if (supply === 'usb' && leds > MOST_ON_USB)
    refusals.push(
      `${leds} LEDs cannot run from the USB port: dark they draw ${leds * IDLE_MA} mA, and with the axon at rest more than the ${USB_STRIP_MA} mA that a strip may take there; give the strip a 5 V supply (--supply own), or take at most ${MOST_ON_USB} LEDs`,
    );
  if (needles === 2 && needleSupply === 'usb')
    refusals.push(
      `two needles cannot run from the USB port: it gives ${USB_PORT_MA} mA, and the board takes ${BOARD_MA} and two servos ${2 * SERVO_MA}; give the needles a 5 V supply (--needle-supply own), or take one needle`,
    );
  return refusals;
}
