/** What the axon glows on: no hardware, our own firmware, or Firmata. A section of the rig file. */
import { z } from 'zod';
import { choice, section, text, withExample } from '../files/fields.js';
import { found } from '../files/words.js';
import { DEFAULT_BAUD, FIRMATA_BAUD, FIRMATA_BAUDS, OUR_BAUDS } from '../units.js';

export const DEVICE_EXAMPLE = 'device: {kind: virtual}';

/** Windows has COM1 to COM256. */
const MOST_COM_PORTS = 256;

const PORT_EXAMPLE = 'auto, /dev/ttyACM0 or COM3';

const portField = (who: string) =>
  text(200, PORT_EXAMPLE, `Port, or auto: the first one that answers as ${who}`, {
    forFigure: (figure) =>
      Number.isInteger(figure) && figure > 0 && figure <= MOST_COM_PORTS
        ? `write COM${figure}, or auto`
        : `write for example ${PORT_EXAMPLE}`,
    refuse: (port) =>
      port !== 'auto' && port.trim().toLowerCase() === 'auto'
        ? { expected: 'auto in small letters', got: found(port), advice: 'write auto' }
        : undefined,
  }).default('auto');

const virtualDevice = section(
  { kind: z.literal('virtual').describe('No hardware: the strip and the needles are on the page alone') },
  'No hardware',
  DEVICE_EXAMPLE,
);

const serialDevice = section(
  {
    kind: z
      .literal('serial')
      .describe('An Arduino Uno or Nano with the firmware of this project, on a USB or serial port'),
    port: portField('a rig'),
    baud: choice(OUR_BAUDS, 'Speed of the line that the firmware was built for').default(DEFAULT_BAUD),
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
    baud: choice(FIRMATA_BAUDS, 'Speed of the line that the sketch was built for').default(FIRMATA_BAUD),
    board: choice(
      ['uno', 'other'],
      'uno: an Uno, a Nano or another ATmega328P, whose pins are checked before the port is opened; other: the board itself says what its pins can do',
      'write uno for an Uno or a Nano, other for any other board',
    ).default('uno'),
  },
  'A board with Firmata on a port',
  'device: {kind: firmata, port: auto}',
);

/** One line a kind. */
export const DEVICE_SCHEMAS = [virtualDevice, serialDevice, firmataDevice] as const;

export const deviceSchema = withExample(
  z.discriminatedUnion('kind', DEVICE_SCHEMAS),
  DEVICE_EXAMPLE,
).describe('What the axon glows on');

/** A device as its file has it. */
export type WrittenDevice = z.output<typeof deviceSchema>;
