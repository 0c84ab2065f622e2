/** Who is told how an exhibit is: its log, a hub of the museum, a webhook, a lamp. Fields of the section `exhibit`. */
import type { z } from 'zod';
import { choice, number, section, text } from '../files/fields.js';
import type { Wrong } from '../files/index.js';
import { quoted } from '../files/words.js';
import { pinField } from './pins.js';

/** Longest address of a hub or a webhook [characters]. */
const LONGEST_ADDRESS = 500;
/** Longest folder of a log [characters]. */
const LONGEST_FOLDER = 200;

/** What is wrong with a text that is to be the address of another server; undefined: nothing. */
function addressRefusal(example: string): (text: string) => Wrong | undefined {
  return (text) => {
    const refused = (advice: string): Wrong => ({
      expected: 'an address that begins with http:// or https://',
      got: quoted(text),
      advice,
    });
    if (!/^https?:\/\//i.test(text)) return refused(`write for example ${example}`);
    if (!URL.canParse(text)) return refused(`this is no address; write for example ${example}`);
    const { username, password } = new URL(text);
    if (username === '' && password === '') return undefined;
    return refused('a name and a password are not sent; remove them, up to the @');
  };
}

function addressField(example: string, about: string) {
  return text(LONGEST_ADDRESS, example, about, { refuse: addressRefusal(example) });
}

const log = section(
  {
    folder: text(
      LONGEST_FOLDER,
      'logs',
      'Folder of the log; made if it is not there. A service that install-service has set up keeps a relative one in /var/log/axon-rig, everybody else beside this file',
    ).default('logs'),
    megabytesADay: number({
      low: 1,
      high: 100,
      unit: 'MB',
      about: 'Most that one day may take; what is said beyond that is counted, and lost',
    }).default(5),
    days: number({
      low: 2,
      high: 400,
      whole: true,
      about: 'Days that are kept; the oldest goes when a new one begins',
    }).default(30),
  },
  'A log of all that happens, one JSON object a line, one file a day',
  'log: {folder: logs}',
);

const hub = section(
  {
    url: addressField('http://hub.local:8082', 'Address of the hub'),
    id: text(60, 'axon', 'What this exhibit is called there').default('axon'),
  },
  'A Constellation hub of the museum: it hears every 5 s how the exhibit is, and may darken, wake and restart it',
  'hub: {url: http://hub.local:8082, id: axon}',
);

const lamp = section(
  {
    led: choice(
      ['last'],
      'The LED that is the lamp: the last one, seen from the board; it shows nothing of the axon meanwhile',
    ).optional(),
    pin: pinField(
      'Or the pin that is high meanwhile, with kind: firmata: an LED with its resistor to ground, or 13, the LED that is on an Uno',
    ).optional(),
  },
  'A lamp that is lit while something is ill',
  'lamp: {led: last}',
);

export const serviceFields = {
  log: log.optional(),
  hub: hub.optional(),
  webhook: addressField(
    'https://example.org/axon',
    'An address that is told once when the exhibit falls ill, and once when it is well again: a POST with JSON',
  ).optional(),
  lamp: lamp.optional(),
};

export type WrittenLog = z.output<typeof log>;
export type WrittenHub = z.output<typeof hub>;
export type WrittenLamp = z.output<typeof lamp>;
