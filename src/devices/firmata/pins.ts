/** What the board's own reports say of its pins, and whether that is enough for what is wired to them. Pure. */
import { NODE_PIXEL_LAST_PIN } from '../../rig/devices/firmata-limits.js';
import { UNO_PWM, UNO_TIMER_1 } from '../../rig/uno.js';
import type { FirmataPin, FirmataSetup } from './setup.js';

/** Pin modes. Source: Firmata protocol 2.x, "Set pin mode"; the pixels' are node-pixel's own. */
export const MODE = { output: 1, analog: 2, pwm: 3, servo: 4, i2c: 6, input: 0, pixels: 0x51 } as const;
type Use = keyof typeof MODE;

/** No analog channel. */
const NONE = 127;
/** Pins of an ATmega328P, of which the last two, A6 and A7, are a Nano's. */
const ATMEGA328_PINS = [20, 22];

const USE_WORDS: Readonly<Record<Use, string>> = {
  output: 'switch an output',
  input: 'read a button',
  analog: 'read a dial',
  pwm: 'dim an LED (PWM)',
  servo: 'move a servo',
  i2c: 'do I2C',
  pixels: 'feed a pixel strip',
};

export class BoardPins {
  readonly #modes: readonly ReadonlyMap<number, number>[];
  readonly #channels: readonly number[];

  constructor(modes: readonly ReadonlyMap<number, number>[], channels: readonly number[]) {
    this.#modes = modes;
    this.#channels = channels;
  }

  /** Firmata's number of a pin; undefined if the board has no such pin. */
  numberOf(pin: FirmataPin): number | undefined {
    const number = typeof pin === 'number' ? pin : this.#channels.indexOf(Number(pin.slice(1)));
    return number >= 0 && number < this.#modes.length ? number : undefined;
  }

  /** Analog channel of a pin, which is what `A0` is called by; undefined if it has none. */
  channelOf(pin: FirmataPin): number | undefined {
    const number = this.numberOf(pin);
    const channel = number === undefined ? NONE : (this.#channels[number] ?? NONE);
    return channel === NONE ? undefined : channel;
  }

  /** Bits that a pin has for a use; undefined if it cannot do that. */
  bitsFor(pin: FirmataPin, use: Use): number | undefined {
    const number = this.numberOf(pin);
    return number === undefined ? undefined : this.#modes[number]!.get(MODE[use]);
  }

  can(pin: FirmataPin, use: Use, besideServo = false): boolean {
    if (use === 'pwm' && besideServo && this.#timer1Pins.includes(this.numberOf(pin) ?? -1)) return false;
    return this.bitsFor(pin, use) !== undefined && (use !== 'analog' || this.channelOf(pin) !== undefined);
  }

  /** All pins that can be used so, as they are printed on the board. */
  pinsFor(use: Use, besideServo = false): FirmataPin[] {
    return this.#modes
      .map((_, number) => number)
      .filter((number) => this.can(number, use, besideServo))
      .map((number) => this.#nameOf(number));
  }

  /** Pins whose PWM a servo takes away. Of other boards than those with an ATmega328P that is not known. */
  get #timer1Pins(): readonly FirmataPin[] {
    const pwm = this.#modes.flatMap((modes, pin) => (modes.has(MODE.pwm) ? [pin] : []));
    return ATMEGA328_PINS.includes(this.#modes.length) && pwm.join() === UNO_PWM.join() ? UNO_TIMER_1 : [];
  }

  #nameOf(number: number): FirmataPin {
    const channel = this.#channels[number] ?? NONE;
    return channel === NONE ? number : `A${channel}`;
  }
}

/** Everything that is wired to a pin that cannot do it, each with the pins that can. */
export function pinProblems(setup: FirmataSetup, board: BoardPins): string[] {
  const { lights, needles, buttons, dials, piezo, lamp = null } = setup;
  const servo = needles.some((needle) => needle !== null);
  const problems: string[] = [];
  const require = (pin: FirmataPin | null, use: Use) => {
    if (pin === null || board.can(pin, use, servo)) return;
    const taken = use === 'pwm' && board.can(pin, use) ? ' beside a servo, which takes its timer' : '';
    const able = board.pinsFor(use, servo);
    const others = able.length > 0 ? `the pins that can are ${able.join(', ')}` : 'no pin of this board can';
    problems.push(`pin ${pin} cannot ${USE_WORDS[use]}${taken}: ${others}`);
  };
  if (lights.kind === 'leds') {
    for (const { pin, onFromLevel } of lights.leds) require(pin, onFromLevel === null ? 'pwm' : 'output');
  } else if (lights.kind === 'rgb') {
    for (const pin of lights.leds.flatMap(({ red, green, blue }) => [red, green, blue])) require(pin, 'pwm');
  } else if (lights.kind === 'strip') {
    require(lights.pin, 'pixels');
    const number = board.numberOf(lights.pin) ?? 0;
    if (number > NODE_PIXEL_LAST_PIN)
      problems.push(
        `pin ${lights.pin} cannot feed a pixel strip: node-pixel's sketch has room for pins up to ${NODE_PIXEL_LAST_PIN}, and this is ${number}`,
      );
  } else if (board.pinsFor('i2c').length === 0) {
    problems.push('the PCA9685 needs I2C, which no pin of this board can do');
  }
  for (const needle of needles) require(needle?.pin ?? null, 'servo');
  for (const pin of buttons) require(pin, 'input');
  for (const pin of dials) require(pin, 'analog');
  require(piezo, 'output');
  require(lamp, 'output');
  return problems;
}
