/** What buttons and dials do: sections of the rig file. */
import { z } from 'zod';
import {
  durationField,
  electrodeField,
  placesField,
  pressFields,
  treatmentSchema,
} from '../experiment/index.js';
import { choice, number, section, text, truth, withExample } from '../files/fields.js';
import { LEVEL_BASE_MV, LEVEL_MAX, METERS, mvOfLevel } from '../units.js';
import { ownPin } from './pins.js';

/** Room time that is remembered, and can be gone back [s]. */
const REMEMBERED_S = 60;
/** Most of the written strength that a dial gives [%]. */
const MOST_PERCENT = 1000;

const buttonPin = ownPin('the button', '2, 3, 4, 5');
const pressed = choice(
  ['low', 'high'],
  'What its pin is when it is pressed: low, a button to ground; high, a touch pad, or a button to 5 V with a resistor to ground',
).default('low');
const meter = choice(METERS, 'Which voltmeter');
const treatment = treatmentSchema.describe('What is done, as in an experiment file');

const doing = <const Word extends string, Shape extends z.core.$ZodLooseShape>(
  word: Word,
  about: string,
  shape: Shape,
  example = `{do: ${word}}`,
) => section({ pin: buttonPin, pressed, do: z.literal(word).describe(about), ...shape }, about, example);

const actionSchema = withExample(
  z.discriminatedUnion('do', [
    doing('stimulate', "Plays the experiment's stimuli, the earliest at once", {
      at: placesField.optional(),
      ...pressFields,
      durationMs: durationField.optional(),
      held: truth('true: it lasts as long as the button is held').default(false),
    }),
    doing(
      'treat',
      'Does something to a stretch of the axon; pressed again, it takes it away',
      { treatment, held: truth('true: only as long as the button is held').default(false) },
      '{do: treat, treatment: {kind: dead, from: 20, to: 21}}',
    ),
    doing('channels', 'Switches the channels off and on', {}),
    doing('membrane', 'The same as channels', {}),
    doing('pause', 'Stops and starts the time of the axon', {}),
    doing('step', 'Stops the time of the axon and goes on by a tenth of a millisecond', {
      back: truth('true: back by as much').default(false),
    }),
    doing(
      'reset',
      'Puts everything back as the experiment has it: the axon at rest and running, channels, lens, electrodes',
      {},
    ),
    doing('experiment', 'Loads the next experiment, or the one that is named', {
      name: text(200, 'squid-axon', 'Which one, as in experiments; left out, the next one').optional(),
    }),
    doing(
      'pauseWhen',
      'Stops the time of the axon when a voltmeter passes a level',
      {
        name: meter.default('blue'),
        crossesMv: number({
          low: LEVEL_BASE_MV,
          high: Math.floor(mvOfLevel(LEVEL_MAX)),
          unit: 'mV',
          about: 'The level',
        }),
        rising: truth('true: on its way up; false: on its way down').default(true),
      },
      '{do: pauseWhen, crossesMv: 0}',
    ),
    doing('weakest', 'Finds the weakest press that fires', {}),
    doing('rewind', 'Goes back in time', {
      seconds: number({
        low: 0.1,
        high: REMEMBERED_S,
        unit: 's',
        about: 'How far, in time of the room',
      }).default(5),
    }),
    doing('runOn', 'Makes the moment that is looked at the present again, and goes on from there', {}),
    doing('now', 'Comes back to the present', {}),
    doing(
      'electrode',
      'Moves an electrode to a place',
      { name: meter.default('blue'), at: electrodeField('Where to: site, mm or node, or bath') },
      '{do: electrode, name: yellow, at: bath}',
    ),
  ]),
  '{do: stimulate}',
);
const button = (number: number) => actionSchema.optional().describe(`Button on pin ${number + 1}`);

export const buttonsSchema = section(
  { 1: button(1), 2: button(2), 3: button(3), 4: button(4) },
  'Buttons between pins 2 to 5 and ground, and what they do',
  'buttons: {1: {do: stimulate}}',
);

const wiper = ownPin('the wiper', 'A0, A1');
const turning = <const Word extends string, Shape extends z.core.$ZodLooseShape>(
  word: Word,
  about: string,
  shape: Shape,
  example = `{do: ${word}}`,
) => section({ pin: wiper, do: z.literal(word).describe(about), ...shape }, about, example);

const percent = (about: string) =>
  number({
    low: -MOST_PERCENT,
    high: MOST_PERCENT,
    unit: '%',
    about: `${about}: share of the strength that the experiment has`,
  });

const dialSchema = withExample(
  z.discriminatedUnion('do', [
    turning('lens', 'Turns the time lens: fully left 1:5000, fully right real time', {}),
    turning('strength', 'Turns the strength of the press', {
      lowPercent: percent('Fully left').default(0),
      highPercent: percent('Fully right').default(200),
    }),
    turning('electrode', 'Moves an electrode along the axon, fully left to its beginning', {
      name: meter.default('blue'),
    }),
    turning(
      'treatment',
      'Turns a figure of a treatment; nothing is done before it is turned',
      {
        treatment,
        field: text(40, 'temperatureC', 'Which figure of the treatment'),
        low: number({
          low: -1e6,
          high: 1e6,
          about: 'Its value fully left; left out, the least that it may be',
        }).optional(),
        high: number({
          low: -1e6,
          high: 1e6,
          about: 'Its value fully right; left out, the most that it may be',
        }).optional(),
      },
      '{do: treatment, treatment: {kind: temperature, temperatureC: 18}, field: temperatureC, low: 5, high: 30}',
    ),
    turning('time', 'Goes through the last minute: fully left a minute ago, fully right now', {}),
  ]),
  '{do: lens}',
);

export const dialsSchema = section(
  {
    0: dialSchema.optional().describe('Dial on pin A0'),
    1: dialSchema.optional().describe('Dial on pin A1'),
  },
  'Potentiometers on A0 and A1, and what they do',
  'dials: {0: {do: lens}}',
);

/** A button and a dial as written. */
export type WrittenAction = z.output<typeof actionSchema>;
export type WrittenDial = z.output<typeof dialSchema>;
