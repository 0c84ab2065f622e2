/** Servo voltmeters: a section of the rig file. */
import { choice, type NumberRange, number, section } from '../files/fields.js';
import { ownPin } from './pins.js';

/** A servo's pulse; `pulseOf` in own-fields.ts is the field of a rig. */
export const PULSE: NumberRange = {
  low: 500,
  high: 2500,
  unit: 'µs',
  whole: true,
  why: 'it is a pulse, not an angle: 1500 is the middle of most servos, and many hum at both ends',
};

const pulseWidth = (about: string) => number({ ...PULSE, about });

const needle = (pin: number) =>
  section(
    {
      pin: ownPin('the servo', String(pin)),
      lowUs: pulseWidth('Pulse at the left end of the scale, −92 mV').default(1000),
      highUs: pulseWidth(
        'Pulse at the right end of the scale, +48.25 mV; less than lowUs for a mirrored dial',
      ).default(2000),
      midUs: pulseWidth(
        'Pulse at the middle of the scale, −21.6 mV, for a servo that does not turn evenly; left out, half-way between lowUs and highUs',
      ).optional(),
    },
    `Servo on pin ${pin}`,
    '{lowUs: 1000, highUs: 2000}',
  );

export const needlesSchema = section(
  {
    blue: needle(9).optional().describe('The blue voltmeter: servo on pin 9; left out, none is fitted'),
    yellow: needle(10).optional().describe('The yellow voltmeter: servo on pin 10; left out, none is fitted'),
    slewUsPer20Ms: number({
      low: 1,
      high: 255,
      unit: 'µs per 20 ms',
      whole: true,
      about: 'Fastest that the pulse of a needle may change; slower is gentler and draws less',
    }).default(120),
    holdS: number({
      low: 1,
      high: 255,
      unit: 's',
      whole: true,
      about:
        'A needle that has rested so long gets no pulse until it moves again, so that its servo is silent and cool; left out, it always has pulses',
    }).optional(),
    supply: choice(
      ['usb', 'own'],
      'Where the servos get their power: the USB port of the board, or a 5 V supply of their own',
    ).default('usb'),
  },
  'Servo voltmeters',
  'needles: {blue: {lowUs: 1000, highUs: 2000}}',
);
