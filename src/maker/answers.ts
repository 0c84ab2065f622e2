/** What is asked before a rig is built, and what of the answers cannot work, with the reason. Pure. */
import { IDLE_MA } from '../display/light.js';
import { BOARD_MA, SERVO_MA, USB_PORT_MA, usbStripMa } from '../rig/index.js';

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

/** Two servos are too much for a USB port whatever else is on it; one is too much beside a longer strip. */
export function usualNeedleSupply({
  needles,
  supply,
  leds,
}: Pick<Answers, 'needles' | 'supply' | 'leds'>): Answers['supply'] {
  return needles > 1 || (needles === 1 && leds > mostOnUsb('usb')) ? 'own' : supply;
}

export const COLOUR_ORDER_OF = {
  ws2812b: 'grb',
  ws2811: 'rgb',
  sk6812: 'grb',
  'sk6812-rgbw': 'grbw',
} as const satisfies Record<Answers['strip'], string>;

/** What each LED draws with the axon at rest and the usual brightness, dark current included [mA]. */
const REST_MA = 2.36;
/** What a signal needs more than rest [mA]. */
const SIGNAL_MA = 58;

/** LEDs that a USB port can carry beside the needles. */
export function mostOnUsb(needleSupply: Answers['needleSupply']): number {
  return Math.floor((usbStripMa({ supply: needleSupply }) - SIGNAL_MA) / REST_MA);
}

/** Limit of a strip on USB [mA]: no higher than it needs. */
export function usbLimitMa({ leds, needleSupply }: Pick<Answers, 'leds' | 'needleSupply'>): number {
  return usbStripMa({ supply: leds > mostOnUsb('usb') ? needleSupply : 'usb' });
}

/** Current of a strip on a supply of its own, for a press and some more [mA]: 500 for 60 LEDs, as exhibits have it. */
export function ownLimitMa(leds: number): number {
  return Math.min(3000, Math.max(200, 100 * Math.ceil((leds * 500) / 60 / 100)));
}

/** Why these cannot work together, and what to do; empty if they can. One sentence each. */
export function cannotWork(answers: Answers): string[] {
  const { board, leds, needles, supply, needleSupply } = answers;
  if (board === 'virtual') return [];
  const refusals: string[] = [];
  const most = mostOnUsb(needleSupply);
  if (supply === 'usb' && leds > most)
    refusals.push(
      `${leds} LEDs cannot run from the USB port: dark they draw ${leds * IDLE_MA} mA, with the axon at rest ${Math.ceil(leds * REST_MA)}, a signal takes ${SIGNAL_MA} more, and ${usbStripMa({ supply: needleSupply })} mA is the most that a strip may take there; give the strip a 5 V supply (--supply own), or take at most ${most} LEDs`,
    );
  if (needles === 2 && needleSupply === 'usb')
    refusals.push(
      `two needles cannot run from the USB port: it gives ${USB_PORT_MA} mA, and the board takes ${BOARD_MA} and two servos ${2 * SERVO_MA}; give the needles a 5 V supply (--needle-supply own), or take one needle`,
    );
  return refusals;
}
