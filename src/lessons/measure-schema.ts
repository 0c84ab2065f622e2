/** What a card measures, as its file has it, and the moments that follow from it. */
import { z } from 'zod';
import { choice, number, section, text, truth, withExample } from '../files/fields.js';
import { METERS } from '../units.js';
import { line, measureName } from './schema-words.js';

/** Most measures of a card, and of a step. */
export const MOST_MEASURES = 24;

const meter = choice(METERS, 'Which voltmeter');
const level = (about: string) => number({ low: -200, high: 200, unit: 'mV', about });
const press = number({
  low: 1,
  high: 16,
  whole: true,
  about: 'After which press of the step, counted from 1',
}).default(1);

const kind = <const Word extends string, Shape extends z.core.$ZodLooseShape>(
  word: Word,
  about: string,
  shape: Shape,
) => section({ kind: z.literal(word).describe(about), ...shape }, about, `{kind: ${word}}`);

const measureOf = withExample(
  z.discriminatedUnion('kind', [
    kind('reads', 'What a voltmeter reads at the end of the step', { meter }),
    kind('peak', 'The highest that it reads after the press', { meter, press }),
    kind('lowest', 'The lowest that it reads after the press', { meter, press }),
    kind('rise', 'From what it reads at the press to its highest', { meter, press }),
    kind('peak-at', 'When it is highest, after the press', { meter, press }),
    kind('crosses', 'When it comes through a level, after the press', {
      meter,
      mv: level('The level'),
      rising: truth('true: on its way up; false: on its way down').default(true),
      press,
    }),
    kind('spikes', 'How often it comes up through a level in the step', {
      meter,
      mv: level('The level').default(-20),
    }),
    kind('latency', 'From the press until its first spike is halfway up', { meter }),
    kind('half-width', 'How long its highest spike is above half of its rise', { meter }),
    kind('velocity', 'From the blue voltmeter to the yellow one', {}),
    kind('gap', "The axon's time between the last two presses", {}),
    kind(
      'lit',
      'The stretch above half of the highest rise, as it passes the yellow voltmeter, or else the blue one',
      {},
    ),
    kind('locked', 'The longest stretch of the step whose channels cannot open; on a lattice', {}),
    kind('highest', 'The highest that the LED at a place has shown since the press', {
      place: number({ low: 0, high: 100_000, about: 'Site, mm or node' }),
    }),
    kind('weakest', 'The weakest press that fires, as it is found in the step', {}),
    kind('difference', 'One measure less another', {
      of: measureName('The one'),
      less: measureName('The other'),
    }),
    kind('ratio', 'One measure divided by another', {
      of: measureName('The one'),
      to: measureName('The other'),
    }),
  ]),
  '{kind: peak, meter: blue}',
);

export const measure = section(
  {
    words: line('Blue rises by', 'What it is called, before its figure'),
    of: measureOf,
    is: number({
      low: -1e6,
      high: 1e6,
      about: 'What it must be; left out, it is shown and not judged',
    }).optional(),
    within: number({ low: 0, high: 1e6, about: 'So much more or less is as good' }).default(0),
    unit: text(12, 'mV', 'Its unit, as it is printed').default('mV'),
  },
  'A measure',
  '{words: Blue rises by, of: {kind: rise, meter: blue}, is: 9.42, within: 0.05, unit: mV}',
);

export const moment = section(
  {
    measure: measureName('When this measure was taken'),
    plusMs: number({
      low: -1000,
      high: 1000,
      unit: 'ms',
      about: 'So much later, in time of the axon',
    }).default(0),
  },
  'A moment to look back at',
  '{measure: yellow-peak}',
);
