/** The rig file as a schema: what is fitted, where, and within which limits. Every option is in rigs/README.md. */
import { z } from 'zod';
import {
  axonSchema,
  conductanceField,
  currentField,
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  durationField,
  electrodeField,
  membraneSchema,
  pressSchema,
  reversalField,
  siteField,
} from '../experiment/index.js';
import { choice, number, section, text, withExample } from '../files/fields.js';
import { LENS_FASTEST, LENS_SLOWEST } from '../units.js';
import { DEVICE_EXAMPLE, deviceSchema } from './device-schema.js';
import { ledsSchema, pca9685Schema, rgbSchema } from './light-schema.js';
import { needlesSchema } from './needle-schema.js';
import { ownPin, pinField } from './pins.js';
import { stripSchema } from './strip-schema.js';

/** The shortest rig there is. */
export const SHORTEST_RIG = DEVICE_EXAMPLE;

const electrodes = section(
  {
    blue: electrodeField(
      `Site of the blue voltmeter's electrode, or bath; ${DEFAULT_BLUE_SITE} unless said otherwise`,
    ).optional(),
    yellow: electrodeField(
      `Site of the yellow voltmeter's electrode, or bath; ${DEFAULT_YELLOW_SITE} unless said otherwise`,
    ).optional(),
  },
  'Where the two voltmeters are connected',
  'electrodes: {blue: 3, yellow: bath}',
);

const buttonPin = ownPin('the button', '2, 3, 4, 5');

const stimulateAction = section(
  {
    pin: buttonPin,
    do: z.literal('stimulate').describe('Stimulates the axon'),
    at: siteField.optional(),
    conductanceMs: conductanceField.optional(),
    reversalMv: reversalField.optional(),
    currentUa: currentField.optional(),
    durationMs: durationField.optional(),
  },
  'A stimulus; what is left out is taken from stimulus',
  '{do: stimulate}',
);
const plainAction = <const W extends string>(word: W, about: string) =>
  section({ pin: buttonPin, do: choice([word], about) }, about, `{do: ${word}}`);

const action = withExample(
  z.discriminatedUnion('do', [
    stimulateAction,
    plainAction('membrane', 'Switches the channels off and on: passive against gated'),
    plainAction('pause', 'Stops and starts the time of the axon'),
    plainAction('step', 'Stops the time of the axon and goes on by a tenth of a millisecond'),
    plainAction(
      'reset',
      'Puts everything back as this file has it: the axon at rest and running, membrane, lens, electrodes',
    ),
  ]),
  '{do: stimulate}',
);
const button = (number: number) => action.optional().describe(`Button on pin ${number + 1}`);

const buttons = section(
  { 1: button(1), 2: button(2), 3: button(3), 4: button(4) },
  'Buttons between pins 2 to 5 and ground, and what they do',
  'buttons: {1: {do: stimulate}}',
);

const LENS_WORDS = 'Turns the time lens: fully left 1:5000, fully right real time';
const dialAction = section(
  { pin: ownPin('the wiper', 'A0, A1'), do: choice(['lens'], LENS_WORDS) },
  LENS_WORDS,
  '{do: lens}',
);
const dials = section(
  {
    0: dialAction.optional().describe('Dial on pin A0'),
    1: dialAction.optional().describe('Dial on pin A1'),
  },
  'Potentiometers on A0 and A1, and what they do',
  'dials: {0: {do: lens}}',
);

const piezo = section(
  { pin: pinField('Pin of the piezo; its other leg goes to ground').default(8) },
  'A piezo disc that clicks with every action potential, as neurons do in a laboratory',
  'piezo: {pin: 8}',
);

const lens = section(
  {
    roomMsPerAxonMs: number({
      low: LENS_FASTEST,
      high: LENS_SLOWEST,
      unit: 'ms',
      about: 'How long a millisecond of the axon takes in the room: 1 is real time',
    }).default(500),
  },
  'The time lens',
  'lens: {roomMsPerAxonMs: 500}',
);

const silence = section(
  {
    darkAfterMs: number({
      low: 500,
      high: 5000,
      unit: 'ms',
      step: 100,
      about: 'How long the board waits for a silent computer before it goes dark with its needles at rest',
    }).default(1000),
  },
  'What the board does when the computer falls silent',
  'silence: {darkAfterMs: 1000}',
);

export const rigSchema = section(
  {
    name: text(60, '"Room 12"', 'What the page calls this rig').default('Axon rig'),
    device: deviceSchema,
    strip: stripSchema.prefault({}),
    leds: ledsSchema.optional(),
    rgb: rgbSchema.optional(),
    pca9685: pca9685Schema.optional(),
    needles: needlesSchema.prefault({}),
    electrodes: electrodes.prefault({}),
    axon: axonSchema.prefault({}),
    membrane: membraneSchema.prefault({}),
    stimulus: pressSchema
      .prefault({})
      .describe('What the button on the page does, and any button that does not say otherwise'),
    buttons: buttons.prefault({ 1: { do: 'stimulate' } }),
    dials: dials.prefault({}),
    piezo: piezo.optional(),
    lens: lens.prefault({}),
    silence: silence.prefault({}),
  },
  'A rig: an axon, what it glows on and what is fitted to it',
  DEVICE_EXAMPLE,
);

/** A rig as its file has it, after the defaults that do not depend on each other. */
export type WrittenRig = z.output<typeof rigSchema>;
