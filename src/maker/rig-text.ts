/** A rig file with comments, from answers. Pure. */
import { METERS } from '../units.js';
import { type Answers, COLOUR_ORDER_OF, mostOnUsb, ownLimitMa, usbLimitMa } from './answers.js';

/** What the buttons do, in the order in which they are wired. */
const BUTTONS = [
  ['1: {do: stimulate}', 'pin 2: a press'],
  ['2: {do: channels}', 'pin 3: channels off and on'],
  ['3: {do: pause}', 'pin 4: stops and starts the time of the axon'],
  ['4: {do: reset}', 'pin 5: everything as at the start'],
] as const;

const BOARD_WORDS = { uno: 'Arduino Uno', nano: 'Arduino Nano', virtual: 'rig without hardware' } as const;

/** A line with its comment, comments of a block below each other. */
const noted = (line: string, comment: string) => `${line.padEnd(27)} # ${comment}`;

function fittedWords({ board, leds, needles, buttons }: Answers): string {
  const counted = (count: number, thing: string) =>
    count === 0 ? [] : [`${count} ${thing}${count === 1 ? '' : 's'}`];
  return `${BOARD_WORDS[board]}, ${[...counted(leds, 'LED'), ...counted(needles, 'needle'), ...counted(buttons, 'button')].join(', ')}`;
}

function deviceLines({ board }: Answers): string[] {
  if (board === 'virtual')
    return ['device:', noted('  kind: virtual', 'no hardware: strip and needles are on the page')];
  return [
    'device:',
    noted('  kind: serial', `an ${BOARD_WORDS[board]} with our firmware: npx axon-rig flash`),
    noted('  port: auto', 'the first that answers; or /dev/ttyACM0, COM3, …'),
  ];
}

function stripLines(answers: Answers): string[] {
  const { board, strip, leds, perMetre, supply } = answers;
  const order = COLOUR_ORDER_OF[strip];
  const isOwn = supply === 'own';
  const head = [
    'strip:',
    noted(`  leds: ${leds}`, 'and so many places along the axon'),
    noted(`  perMetre: ${perMetre}`, 'for labels and drawings in millimetres'),
  ];
  if (board === 'virtual') {
    // As a strip of that length would need it.
    const long = [`  supply: own`, `  currentLimitMa: ${ownLimitMa(leds)}`];
    return leds > mostOnUsb('usb') ? [...head, ...long] : head;
  }
  return [
    ...head,
    noted(
      `  colourOrder: ${order}`,
      `wrong colours? try another: ${order.length > 3 ? 'grbw, rgbw, wrgb' : 'grb, rgb, brg'}, …`,
    ),
    noted(
      `  supply: ${supply}`,
      isOwn ? '5 V of its own; all grounds joined first' : 'from the 5V pin of the board',
    ),
    noted(
      `  currentLimitMa: ${isOwn ? ownLimitMa(leds) : usbLimitMa(answers)}`,
      isOwn ? 'never more, whatever is shown' : 'what a USB port has left for a strip',
    ),
    noted('  # brightness: 1', 'for a lit room, with supply: own; a dark room is 0.38'),
    noted('  # reversed: true', 'if the light runs the wrong way'),
  ];
}

function needleLines({ board, needles, needleSupply }: Answers): string[] {
  if (needles === 0) return ['# needles: none are fitted; the page has two'];
  const names = METERS.slice(0, needles);
  return [
    noted('needles:', 'servos; "npx axon-rig dial" prints their faces'),
    ...(board === 'virtual'
      ? []
      : [
          noted(
            `  supply: ${needleSupply}`,
            needleSupply === 'own'
              ? '5 V of their own; all grounds joined first'
              : 'from the 5V pin: one servo at most',
          ),
        ]),
    ...names.flatMap((name) => [
      noted(`  ${name}:`, `pin ${name === 'blue' ? 9 : 10}`),
      noted('    lowUs: 1000', 'pulse at the left end, −92 mV'),
      noted('    highUs: 2000', 'at the right end, +48.25 mV'),
    ]),
  ];
}

function buttonLines({ board, buttons, leds }: Answers): string[] {
  const head = [
    '# Name only what is wired: an open wire picks up noise, and the rig would be pressed by itself.',
    '# Take away the "# " before each button that you wire, between its pin and ground.',
  ];
  if (board === 'virtual' || leds < 1) return [];
  const lines = BUTTONS.map(([line, comment], i) =>
    noted(i < buttons ? `  ${line}` : `  # ${line}`, comment),
  );
  return [...head, buttons === 0 ? 'buttons: {}' : 'buttons:', ...(buttons === 0 ? [] : lines)];
}

/** @returns the text; that it is accepted without a remark is for who writes it to see. */
export function rigText(answers: Answers, schema: string | null = null): string {
  const { leds } = answers;
  const last = leds - 1;
  const blue = Math.min(3, last);
  const yellow = Math.min(8, last);
  const blocks = [
    [
      ...(schema === null ? [] : [`# yaml-language-server: $schema=${schema}`]),
      `# ${fittedWords(answers)}.`,
      '# Every option: rigs/README.md. To build it: npx axon-rig sheet, with this file.',
      '# The name stands on the page, and on the label for visitors: call it what you like.',
      `name: ${BOARD_WORDS[answers.board].replace(/^r/, 'R')} with ${leds} LED${leds === 1 ? '' : 's'}`,
    ],
    deviceLines(answers),
    stripLines(answers),
    needleLines(answers),
    [
      noted('electrodes:', 'where the two voltmeters are connected, counted from 0'),
      noted(`  blue: ${blue}`, 'or bath'),
      `  yellow: ${yellow}`,
    ],
    buttonLines(answers),
    [noted('# lens:', 'slow motion: take away the "# " of both lines'), '#   roomMsPerAxonMs: 500'],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
