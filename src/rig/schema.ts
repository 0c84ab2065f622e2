/** The rig file as a schema: what is fitted, where, and within which limits. Every option is in rigs/README.md. */
import { z } from 'zod';
import { DEFAULT_BRIGHTNESS } from '../display/palette.js';
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
import { choice, choiceError, number, section, text, truth, withExample } from '../files/fields.js';
import { found, orList } from '../files/words.js';
import { COLOUR_ORDERS } from '../units.js';
import { ledsSchema, pca9685Schema, rgbSchema } from './light-schema.js';
import {
  BAUDS,
  FIRMATA_BAUDS,
  LENS_FASTEST,
  LENS_SLOWEST,
  LONGEST_STRIP_WORDS,
  MAX_LEDS,
  USB_STRIP_MA,
} from './limits.js';
import { pinField } from './pins.js';

export const SHORTEST_RIG = 'device: {kind: virtual}';

/** Windows has COM1 to COM256. */
const MOST_COM_PORTS = 256;

const portField = (who: string) =>
  text(200, 'auto, /dev/ttyACM0 or COM3', `Port, or auto: the first one that answers as ${who}`, (figure) =>
    Number.isInteger(figure) && figure > 0 && figure <= MOST_COM_PORTS
      ? `write COM${figure}, or auto`
      : 'write for example auto, /dev/ttyACM0 or COM3',
  )
    .refine((port) => port === 'auto' || port.trim().toLowerCase() !== 'auto', {
      error: ({ input }) => `expected auto in small letters, got ${found(input)} – write auto`,
    })
    .default('auto');

const virtualDevice = section(
  { kind: z.literal('virtual').describe('No hardware: the strip and the needles are on the page alone') },
  'No hardware',
  SHORTEST_RIG,
);

const serialDevice = section(
  {
    kind: z
      .literal('serial')
      .describe('An Arduino Uno or Nano with the firmware of this project, on a USB or serial port'),
    port: portField('a rig'),
    baud: choice(BAUDS, 'Speed of the line that the firmware was built for').default(BAUDS[0]),
  },
  'A board on a port',
  'device: {kind: serial, port: auto}',
);

const firmataDevice = section(
  {
    kind: z
      .literal('firmata')
      .describe(
        'Any Arduino with a Firmata sketch, such as StandardFirmata of the Arduino IDE, on a USB port',
      ),
    port: portField('Firmata'),
    baud: choice(FIRMATA_BAUDS, 'Speed of the line that the sketch was built for').default(FIRMATA_BAUDS[0]),
    board: choice(
      ['uno', 'other'],
      'uno: an Uno, a Nano or another ATmega328P, whose pins are checked before the port is opened; other: the board itself says what its pins can do',
      'write uno for an Uno or a Nano, other for any other board',
    ).default('uno'),
  },
  'A board with Firmata on a port',
  'device: {kind: firmata, port: auto}',
);

const device = withExample(
  z.discriminatedUnion('kind', [virtualDevice, serialDevice, firmataDevice]),
  SHORTEST_RIG,
).describe('What the axon glows on');

/** Our own firmware has its pins where they are; Firmata has none of its own. */
const ownPin = (what: string, usual: string) =>
  pinField(`Pin of ${what}, with kind: firmata; ${usual} unless said otherwise`).optional();

/** Letters of an LED with a white light beside the three colours, or with two. */
const WITH_WHITE = /^(?=.*w)[rgbw]{4,5}$/i;

function colourOrderError({ input }: { readonly input?: unknown }): string {
  if (typeof input !== 'string' || !WITH_WHITE.test(input)) return choiceError(COLOUR_ORDERS, input);
  const colours = input.toLowerCase().replaceAll('w', '');
  const order = (COLOUR_ORDERS as readonly string[]).includes(colours) ? colours : COLOUR_ORDERS[0];
  return `expected ${orList(COLOUR_ORDERS)}, got ${found(input)} – the w is a white light in each LED (an RGBW strip, such as SK6812 RGBW): it takes four bytes an LED, a rig sends three, and every colour would be wrong; use a strip without white light (WS2812B), or if yours has none write ${order}`;
}

const strip = section(
  {
    pin: ownPin('the data line', '6'),
    leds: number({
      low: 1,
      high: MAX_LEDS,
      whole: true,
      whyNotMore: LONGEST_STRIP_WORDS,
      about: 'LEDs on the strip',
    }).default(60),
    colourOrder: z
      .literal(COLOUR_ORDERS, { error: colourOrderError })
      .describe(
        `Order in which the LEDs take red, green and blue; if the colours are wrong, try another [${orList(COLOUR_ORDERS)}]`,
      )
      .default('grb'),
    brightness: number({
      low: 0.01,
      high: 1,
      whyNotMore: 'it is the share of the full light, and 1 is full',
      about: 'Share of the full light',
    }).default(DEFAULT_BRIGHTNESS),
    currentLimitMa: number({
      low: 1,
      high: 3000,
      unit: 'mA',
      whole: true,
      whyNotMore: 'the firmware limits no higher, and thin strips are not made for more; write at most 3000',
      about: `Most that the strip may draw; over ${USB_STRIP_MA} needs supply: own`,
    }).default(USB_STRIP_MA),
    supply: choice(
      ['usb', 'own'],
      'Where the strip gets its power: the USB port of the board, or a 5 V supply of its own',
    ).default('usb'),
    fadeMs: number({
      low: 0,
      high: 1020,
      unit: 'ms',
      step: 4,
      about: 'Longest blend from picture to picture, used only where the line brings fewer than 40 a second',
    }).default(0),
    reversed: truth('true if the strip is fed from the far end of the axon').default(false),
  },
  'The LED strip on pin 6',
  'strip: {leds: 60}',
);

const pulseWidth = (about: string) =>
  number({
    low: 500,
    high: 2500,
    unit: 'µs',
    whole: true,
    why: 'it is a pulse, not an angle: 1500 is the middle of most servos, and many hum at both ends',
    about,
  });

const needle = (pin: number) =>
  section(
    {
      pin: ownPin('the servo', String(pin)),
      lowUs: pulseWidth('Pulse at the left end of the scale, −92 mV').default(1000),
      highUs: pulseWidth(
        'Pulse at the right end of the scale, +48.25 mV; less than lowUs for a mirrored dial',
      ).default(2000),
    },
    `Servo on pin ${pin}`,
    '{lowUs: 1000, highUs: 2000}',
  );

const needles = section(
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
    supply: choice(
      ['usb', 'own'],
      'Where the servos get their power: the USB port of the board, or a 5 V supply of their own',
    ).default('usb'),
  },
  'Servo voltmeters',
  'needles: {blue: {lowUs: 1000, highUs: 2000}}',
);

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
    device,
    strip: strip.prefault({}),
    leds: ledsSchema.optional(),
    rgb: rgbSchema.optional(),
    pca9685: pca9685Schema.optional(),
    needles: needles.prefault({}),
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
  SHORTEST_RIG,
);

/** A rig as its file has it, after the defaults that do not depend on each other. */
export type WrittenRig = z.output<typeof rigSchema>;
