/** docs/troubleshooting.md quotes the program word for word, and leaves out nothing that it may say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tooFewDescriptors } from '../../src/cli/descriptors.js';
import { ranAwayWords } from '../../src/controller/absurd.js';
import { createDroppedNotice } from '../../src/controller/dropped-notice.js';
import type { Fault } from '../../src/devices/fault.js';
import { BoardPins, MODE, pinProblems } from '../../src/devices/firmata/pins.js';
import type { FirmataSetup } from '../../src/devices/firmata/setup.js';
import {
  type FirmataCode,
  noExpander,
  noFirmataFault,
  oldFirmataFault,
  ownFirmwareFault,
  processEndedFault,
  restartedFault,
  strangerSketchFault,
} from '../../src/devices/firmata/words.js';
import { type Guest, NOTHING_KNOWN, type PortFacts, type PortNode } from '../../src/devices/port/facts.js';
import { hangingFault, noPortFault, openFault } from '../../src/devices/port/open-fault.js';
import {
  comesAndGoesFault,
  refusedFault,
  silentFault,
  unpluggedFault,
} from '../../src/devices/port/words.js';
import {
  bootloaderFault,
  damagedFault,
  deafFault,
  firmataFault,
  hungFault,
  noAnswerFault,
  notAnsweringWords,
  otherBaudWords,
  otherMajorFault,
  restartingFault,
  restartsWords,
  type SerialCode,
  strangerFault,
} from '../../src/devices/serial/words.js';
import { buttonFaultWords } from '../../src/exhibit/vitals.js';
import { listenProblem, servingFault } from '../../src/server/server.js';
import { TOO_MANY_FROM_THERE, TOO_MANY_PAGES, TOO_MANY_PHONES } from '../../src/server/sockets.js';
import { statusWords } from '../../src/web/status-words.js';
import { say } from '../../src/web/words/say.js';

const NO_LIMITS = { flash: false, currentMa: null };

/** A sleep of 9.9 s, a gap of 0.7 s, and a model that is always a little late: 0.6 s in 30 pictures. */
function leftOutWords(): string[] {
  const late = createDroppedNotice();
  const words = Array.from({ length: 31 }, (_, picture) => late(20 * picture, 17 * picture, 0)).find(Boolean);
  const commanded = createDroppedNotice()(700, 0, 0, 700)!;
  return [createDroppedNotice()(9900, 0, 0)!, createDroppedNotice()(700, 0, 0)!, words!, commanded];
}

const PATH = '/dev/ttyACM0';
const MAC = '/dev/tty.usbmodem1101';
const UNO = { path: PATH, vendorId: '2341', productId: '0043' };
const CH340 = { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523' };
const TAKEN = 'Error Resource temporarily unavailable Cannot lock port';
const DENIED = 'Error: Permission denied, cannot open /dev/ttyACM0';

const about = (facts: Partial<PortFacts>): PortFacts => ({ ...NOTHING_KNOWN, ...facts });
const opening = (error: string, facts: Partial<PortFacts>, path = PATH) =>
  openFault(path, new Error(error), [UNO], about(facts));
/** Every system that this one can run in: the compiler sees to it that none is left out. */
const GUESTS = Object.keys({
  wsl: 0,
  virtualbox: 0,
  vmware: 0,
  parallels: 0,
  qemu: 0,
  'hyper-v': 0,
  other: 0,
} satisfies Record<Guest, 0>) as Guest[];
const denied = (node: Partial<PortNode>) =>
  opening(DENIED, { node: { group: 'dialout', member: 'no', ageMs: 600_000, ...node } });

/** An Uno with StandardFirmata as it describes itself. */
const UNO_PINS = new BoardPins(
  Array.from({ length: 20 }, (_, pin) => {
    const modes: number[] = pin < 2 ? [] : [MODE.input, MODE.output, MODE.servo];
    if ([3, 5, 6, 9, 10, 11].includes(pin)) modes.push(MODE.pwm);
    if (pin >= 14) modes.push(MODE.analog);
    if (pin >= 18) modes.push(MODE.i2c);
    return new Map(modes.map((mode) => [mode, 8]));
  }),
  Array.from({ length: 20 }, (_, pin) => (pin < 14 ? 127 : pin - 14)),
);
const NOTHING_WIRED: Omit<FirmataSetup, 'lights'> = {
  ledMa: 15,
  currentLimitMa: 200,
  needles: [null, null],
  needleRestLevel: 40,
  needleSlewUs: 120,
  buttons: [],
  dials: [],
  piezo: null,
  silenceMs: 1000,
};
const NINE_BESIDE_A_SERVO: FirmataSetup = {
  ...NOTHING_WIRED,
  lights: { kind: 'leds', leds: [{ pin: 9, onFromLevel: null }] },
  needles: [{ pin: 10, lowUs: 1000, highUs: 2000 }, null],
};
const STRIP: FirmataSetup = {
  ...NOTHING_WIRED,
  lights: { kind: 'strip', pin: 6, ledCount: 60, colourOrder: 'grb' },
};

const READY = { kind: 'ready', words: '' } as const;
const BUTTON_FAULTS = [
  { button: 2, kind: 'stuck' },
  { button: 1, kind: 'bouncing' },
] as const;

/** Every sentence that a fault may have, by its code: the compiler sees to it that no code is left out. */
const FAULTS: Readonly<Record<SerialCode | FirmataCode, readonly Fault[]>> = {
  'no-port': [
    noPortFault('auto', [], NOTHING_KNOWN),
    noPortFault(PATH, [CH340], NOTHING_KNOWN),
    noPortFault(MAC, [], about({ platform: 'darwin' })),
    noPortFault('auto', [], about({ portless: ['1a86:7523'] })),
    ...GUESTS.map((guest) => noPortFault('auto', [], about({ guest }))),
  ],
  brltty: [noPortFault('auto', [], about({ portless: ['1a86:7523'], daemons: ['brltty'] }))],
  'port-taken': [
    opening(TAKEN, { holders: [{ pid: 4711, name: 'minicom' }] }),
    opening(TAKEN, {}),
    opening('Opening COM3: Access denied', { platform: 'win32' }, 'COM3'),
  ],
  'modem-manager': [opening(TAKEN, { holders: [{ pid: 1, name: 'ModemManager' }] })],
  'no-permission': [
    denied({}),
    denied({ member: 'after-login' }),
    denied({ member: 'yes' }),
    denied({ group: undefined }),
    opening(DENIED, { platform: 'win32' }, 'COM3'),
  ],
  'no-permission-yet': [denied({ group: undefined, ageMs: 100 })],
  'port-error': [
    opening('Error: Is a directory, cannot open /dev/ttyACM0', {}),
    hangingFault(MAC, 5),
    hangingFault('/dev/rfcomm0', 5),
    opening('Error: Input/output error, cannot open /dev/ttyACM0', {}),
    processEndedFault(PATH, ''),
  ],
  'no-answer': [noAnswerFault(PATH), hungFault(PATH), deafFault(PATH), noFirmataFault(PATH)],
  bootloader: [bootloaderFault(PATH)],
  garbage: [strangerFault(PATH, 9600, 'sensor 512'), strangerSketchFault(PATH, 57_600)],
  'wrong-baud': [strangerFault(PATH, 115_200, undefined)],
  damaged: [damagedFault(PATH)],
  firmata: [
    firmataFault(PATH, { version: '2.5', sketch: 'StandardFirmata.ino' }),
    oldFirmataFault(PATH, '2.1'),
  ],
  'own-firmware': [ownFirmwareFault(PATH)],
  'other-major': [otherMajorFault(PATH, 0), otherMajorFault(PATH, 2)],
  restarting: [restartingFault(PATH, 'brownout')],
  refused: [
    refusedFault(PATH, '200 LEDs, but its memory holds 150'),
    refusedFault(PATH, pinProblems(NINE_BESIDE_A_SERVO, UNO_PINS).join('; ')),
    refusedFault(PATH, pinProblems(STRIP, UNO_PINS).join('; ')),
    refusedFault(PATH, noExpander(0x40)),
  ],
  silent: [silentFault(PATH), restartedFault(PATH)],
  unplugged: [unpluggedFault(PATH), comesAndGoesFault(PATH)],
};
const OTHER_WORDS = [
  restartsWords('brownout'),
  restartsWords('watchdog'),
  restartsWords(undefined),
  otherBaudWords(115_200),
  TOO_MANY_PAGES,
  TOO_MANY_PHONES,
  TOO_MANY_FROM_THERE,
  tooFewDescriptors(45),
  servingFault('(what happened)'),
  ...[6, 60].map(
    (silentS) => statusWords({ kind: 'lost', silentS, words: undefined }, undefined, NO_LIMITS).words,
  ),
  ...[
    { flash: true, currentMa: null },
    { flash: false, currentMa: 500 },
  ].map((limits) => statusWords({ kind: 'open' }, READY, limits).words),
  say('status.unheard'),
  ...BUTTON_FAULTS.map((fault) => statusWords({ kind: 'open' }, READY, NO_LIMITS, [fault]).words),
  ...BUTTON_FAULTS.map(buttonFaultWords),
  notAnsweringWords(PATH),
  ...leftOutWords(),
  ranAwayWords(3.9e6),
  listenProblem(Object.assign(new Error(), { code: 'EADDRINUSE' }), '127.0.0.1', 8080),
];

const text = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');
const quoted = [...text.matchAll(/^> (.*)$/gm)].map(([, words]) => words!);
const said = [...Object.values(FAULTS).flatMap((faults) => faults.map(({ words }) => words)), ...OTHER_WORDS];

describe('docs/troubleshooting.md', () => {
  it('quotes nothing that the program does not say', () => {
    expect(quoted.filter((words) => !said.includes(words))).toEqual([]);
  });

  it('leaves out nothing that the program says', () => {
    expect(said.filter((words) => !quoted.includes(words))).toEqual([]);
  });

  it('quotes each sentence once', () => {
    expect(quoted.filter((words, at) => quoted.indexOf(words) !== at)).toEqual([]);
  });

  it('leads from its list of contents to headings that it has', () => {
    const links = [...text.matchAll(/^\* \[.*\]\(#(.*)\)$/gm)].map(([, link]) => link!);
    expect(links).toEqual(headingsOf(text, '##').map(anchorOf));
  });

  it('has no link to a heading that is not there', () => {
    const anchors = [...headingsOf(text, '##'), ...headingsOf(text, '###')].map(anchorOf);
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  it('has no two headings alike, between which a link could not choose', () => {
    const anchors = [...headingsOf(text, '##'), ...headingsOf(text, '###')].map(anchorOf);
    expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([]);
  });
});

function headingsOf(part: string, marks: '##' | '###'): string[] {
  return [...part.matchAll(new RegExp(`^${marks} (.*)$`, 'gm'))].map(([, heading]) => heading!);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function sectionOf(heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  const to = text.indexOf('\n## ', from + 1);
  return text.slice(from, to);
}

describe('what a visitor says', () => {
  const seen = sectionOf('What you see');
  const headings = headingsOf(seen, '###');

  it('leads to each of its headings, in their order', () => {
    const links = [...seen.matchAll(/^\| .* \| \[(.*)\]\(#(.*)\) \|$/gm)].map(([, words, link]) => [
      words,
      link,
    ]);
    expect(links).toEqual(headings.map((heading) => [heading, anchorOf(heading)]));
  });

  it.each([
    'The button does nothing',
    'The needle is stuck',
    'The screen is black',
    'The strip is dark',
    'It flickers',
    'The colours are wrong',
  ])('is a heading: %s', (words) => {
    expect(headings).toContain(words);
  });

  it.each(headings)(
    '%s: causes in the order to try them, numbered from 1 without a gap, two or more',
    (heading) => {
      const part = seen.slice(seen.indexOf(`### ${heading}\n`)).split('\n### ')[0]!;
      const numbers = [...part.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      expect(numbers.length).toBeGreaterThan(1);
    },
  );
});

describe('putting everything back', () => {
  it('stops the program first, takes the board off before the supply, and gives the supply first', () => {
    const steps = [...sectionOf('Put everything back').matchAll(/^\d+\. (.*)$/gm)].map(([, step]) => step!);
    const order = [
      'Stop the program',
      'Pull the USB',
      'Switch off the 5 V',
      'Supply on',
      'USB cable in',
      'Start the',
    ];
    const places = order.map((words) => steps.findIndex((step) => step.includes(words)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe.each(Object.entries(FAULTS))('the fault %s', (code, faults) => {
  it.each(faults)('has this code, and sentences with a beginning and an end: $words', ({ fault, words }) => {
    expect(fault).toBe(code);
    expect(words).toMatch(/^(COM\d|[A-Z/]).*[.]$/);
    expect(words).not.toMatch(/undefined|\.\.|\n/);
  });
});
