/** Whether every pin of a rig can do what it is wired for. */
import { type FilePath, type Problem, pathWords } from '../files/index.js';
import { METERS } from '../units.js';
import type { Fitted, Light } from './fitted.js';
import { pinList } from './pins.js';
import {
  NANO_ANALOG,
  type Pin,
  type PinUse,
  UNO_I2C,
  UNO_SERIAL,
  UNO_TIMER_1,
  unoName,
  unoPinsFor,
} from './uno.js';

/** A pin, what it is for, and where the file says so. */
interface Wire {
  readonly path: FilePath;
  readonly pin: Pin;
  readonly use: PinUse;
  /** Such as `an LED`. */
  readonly what: string;
  /** Which one: `LED 2`, in order along the axon, from 1. */
  readonly who: string;
}

function wiresOfLight(light: Light): Wire[] {
  switch (light.kind) {
    case 'leds':
      return light.leds.map(({ pin, onFromMv }, i) => ({
        path: ['leds', 'pins', i, 'pin'],
        pin,
        use: onFromMv === null ? 'pwm' : 'output',
        what: 'an LED',
        who: `LED ${i + 1}`,
      }));
    case 'rgb':
      return light.leds.flatMap((led, i) =>
        (['red', 'green', 'blue'] as const).map((colour) => ({
          path: ['rgb', 'pins', i, colour],
          pin: led[colour],
          use: 'pwm' as const,
          what: 'an LED',
          who: `${colour} of LED ${i + 1}`,
        })),
      );
    case 'pca9685':
      return UNO_I2C.map((pin) => ({
        path: ['pca9685'],
        pin,
        use: 'i2c',
        what: 'the PCA9685 board',
        who: 'the PCA9685 board',
      }));
    case 'strip':
      return [{ path: ['strip', 'pin'], pin: light.pin, use: 'output', what: 'the strip', who: 'the strip' }];
  }
}

/** Every wire of the rig, in the order in which they have a right to their pins. */
function wiresOf({ light, pins }: Fitted): Wire[] {
  const { needles, buttons, dials, piezo, lamp } = pins;
  const wire = (path: FilePath, pin: Pin | null, use: PinUse, what: string, who: string): Wire[] =>
    pin === null ? [] : [{ path, pin, use, what, who }];
  return [
    ...wiresOfLight(light),
    ...METERS.flatMap((name) =>
      wire(['needles', name, 'pin'], needles[name], 'servo', 'a servo', `the ${name} needle`),
    ),
    ...([1, 2, 3, 4] as const).flatMap((button) =>
      wire(['buttons', String(button), 'pin'], buttons[button], 'input', 'a button', `button ${button}`),
    ),
    ...([0, 1] as const).flatMap((dial) =>
      wire(['dials', String(dial), 'pin'], dials[dial], 'analog', 'a dial', `dial ${dial}`),
    ),
    ...wire(['piezo', 'pin'], piezo, 'output', 'the piezo', 'the piezo'),
    ...wire(['exhibit', 'lamp', 'pin'], lamp, 'output', 'the fault lamp', 'the fault lamp'),
  ];
}

/**
 * Pins that the board has elsewhere than the file.
 * @param pins by the path of each.
 * @param advice what to do about one that belongs on `pin`.
 */
export function fixedPinProblems(
  fitted: Fitted,
  pins: Readonly<Record<string, Pin>>,
  advice: (pin: Pin) => string,
): Problem[] {
  return wiresOf(fitted).flatMap(({ path, pin, what }) => {
    const fixed = pins[pathWords(path)];
    if (fixed === undefined || fixed === unoName(pin)) return [];
    return [{ path, expected: `${fixed} for ${what}`, got: String(pin), advice: advice(fixed) }];
  });
}

/** Pins that are wired twice, or, on an Uno, that cannot do what they are for. */
export function freePinProblems(fitted: Fitted, isUno: boolean): Problem[] {
  const { needles } = fitted.pins;
  const hasServo = needles.blue !== null || needles.yellow !== null;
  const wires = wiresOf(fitted);
  const nameOf = (pin: Pin) => (isUno ? unoName(pin) : pin);
  const taken = new Map<Pin, Wire>();
  const wrong = new Set<Wire>();
  const problems: Problem[] = [];

  const freeFor = (use: PinUse): Pin[] => {
    const used = new Set(wires.map(({ pin }) => nameOf(pin)));
    return unoPinsFor(use, hasServo).filter((pin) => !used.has(pin));
  };
  const isFree = (use: PinUse) => freeFor(use).length > 0;
  const free = (use: PinUse) => (isFree(use) ? `free: ${freeFor(use).join(', ')}` : 'none of these is free');
  /** A wire with the pins that it may be moved to, where they are known. */
  const moves = ({ who, use }: Wire) => {
    if (!isUno) return who;
    return `${who} (${isFree(use) ? free(use) : 'no other pin is free for it'})`;
  };

  for (const wire of wires) {
    const { use, what } = wire;
    const pin = nameOf(wire.pin);
    const first = taken.get(pin);
    if (first === undefined) taken.set(pin, wire);
    if (isUno && UNO_SERIAL.includes(pin)) {
      wrong.add(wire);
      problems.push({
        path: wire.path,
        expected: '2 to 13, or A0 to A5',
        got: String(pin),
        advice: `0 and 1 are the line to the computer; ${free(use)}`,
      });
    } else if (first !== undefined) {
      // If the other must move anyhow, this one may stay.
      if (wrong.has(first)) continue;
      const advice =
        first.use === 'i2c'
          ? `the PCA9685 board has A4 and A5; ${free(use)}`
          : `move ${moves(first)} or ${moves(wire)}`;
      // Where only one of the two is written in the file, that is the one to be shown.
      problems.push({
        path: wire.path,
        or: [first.path, first.path.slice(0, -1)],
        expected: 'each pin once',
        got: `${pin} for ${first.who} and for ${wire.who}`,
        advice,
      });
    } else if (isUno && !unoPinsFor(use, hasServo).includes(pin) && !isNanoDial(use, pin)) {
      wrong.add(wire);
      const lost = use === 'pwm' && hasServo && UNO_TIMER_1.includes(pin);
      const alone = wires.filter((other) => nameOf(other.pin) === pin).length === 1;
      const switched =
        use === 'pwm' && wire.path[0] === 'leds' && alone && unoPinsFor('output', hasServo).includes(pin);
      const ways = [
        ...(switched ? [`write {pin: ${pin}, onFromMv: -55} to have it on and off`] : []),
        ...(lost ? ['leave out needles'] : []),
      ].join(', or ');
      const reason = lost
        ? `a servo takes timer 1, and with it PWM on ${UNO_TIMER_1.join(' and ')}`
        : NANO_ANALOG.includes(pin)
          ? `pin ${pin} is a Nano's, and does nothing but read a dial`
          : `pin ${pin} ${CANNOT[use]}`;
      const or = ways === '' ? '' : `${isFree(use) ? ', or ' : ': '}${ways}`;
      const nano = use === 'analog' ? ` (on a Nano also ${NANO_ANALOG.join(' and ')})` : '';
      problems.push({
        path: wire.path,
        expected: `${pinList(unoPinsFor(use, hasServo))}${nano} for ${what}`,
        got: String(pin),
        advice: `${reason}; ${free(use)}${or}`,
      });
    }
  }
  return problems;
}

/** A dial on an input that a Nano has and an Uno has not: which of the two it is, the board says. */
function isNanoDial(use: PinUse, pin: Pin): boolean {
  return use === 'analog' && NANO_ANALOG.includes(pin);
}

const CANNOT: Readonly<Record<PinUse, string>> = {
  pwm: 'cannot do PWM',
  servo: 'cannot do servo',
  analog: 'reads no voltage',
  output: 'is none of an Uno',
  input: 'is none of an Uno',
  i2c: 'cannot do I2C',
};
