/** The pins of an Uno, a Nano and other boards with an ATmega328P, and what each can do. Pure. */

/** A number for a digital pin, `A0` for an analog input. */
export type Pin = number | `A${number}`;

/** What a pin is wanted for. */
export type PinUse = 'pwm' | 'output' | 'input' | 'servo' | 'analog' | 'i2c';

/** Dimmed by timers 0 (5, 6), 1 (9, 10) and 2 (3, 11) of the ATmega328P. */
export const UNO_PWM: readonly Pin[] = [3, 5, 6, 9, 10, 11];
/** The Servo library takes timer 1 from the moment at which the first servo is attached, on whatever pin it is. */
export const UNO_TIMER_1: readonly Pin[] = [9, 10];
/** The line to the computer. */
export const UNO_SERIAL: readonly Pin[] = [0, 1];
/** SDA and SCL. */
export const UNO_I2C: readonly Pin[] = ['A4', 'A5'];
const UNO_DIGITAL: readonly Pin[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const UNO_ANALOG: readonly Pin[] = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5'];
/** Of the ATmega328P of a Nano, not of an Uno: they measure a voltage and can do nothing else (datasheet, 1.1). */
export const NANO_ANALOG: readonly Pin[] = ['A6', 'A7'];

/** The pins that an Uno, a Nano and every other board with an ATmega328P has for a use; a Nano has two more dials. */
export function unoPinsFor(use: PinUse, hasServo: boolean): readonly Pin[] {
  switch (use) {
    case 'pwm':
      return hasServo ? UNO_PWM.filter((pin) => !UNO_TIMER_1.includes(pin)) : UNO_PWM;
    case 'servo':
      return UNO_DIGITAL;
    case 'analog':
      return UNO_ANALOG;
    case 'i2c':
      return UNO_I2C;
    default:
      return [...UNO_DIGITAL, ...UNO_ANALOG];
  }
}

/** One name for a pin, however it is written: 14 to 19 of an Uno are A0 to A5, 20 and 21 of a Nano A6 and A7. */
export function unoName(pin: Pin): Pin {
  return typeof pin === 'number' && pin >= 14 && pin <= 21 ? `A${pin - 14}` : pin;
}

/** The number that Firmata has for a pin of an Uno. */
export function unoNumber(pin: Pin): number {
  return typeof pin === 'number' ? pin : 14 + Number(pin.slice(1));
}
