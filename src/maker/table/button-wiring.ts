/** How the buttons of a rig are wired: an arcade button's switch, a touch pad. Pure. */
import { wrapped } from '../../figure/index.js';
import { text } from '../svg.js';
import { mark, markBox, PAGE, small } from './cut.js';

/** A button of the rig: one that closes a contact, or a pad that feels a finger through the lid. */
export interface BoxButton {
  readonly number: number;
  readonly kind: 'arcade' | 'pad';
  readonly pin: string;
}

/** Thicker plates let no finger through to a pad [mm]. */
export const THICKEST_FOR_PAD = 4;

const ROW = 40;
/** Height of the letters [mm]. */
const WORDS = 3;
export const wiringHeight = (buttons: readonly BoxButton[]) =>
  8 + Math.max(1, new Set(buttons.map(({ kind }) => kind)).size) * ROW + 6;

/** From the side, with the names that stand on their terminals. */
export function buttonWiring(buttons: readonly BoxButton[]): string[] {
  const kinds = [...new Set(buttons.map(({ kind }) => kind))];
  if (kinds.length === 0) return [small('No button is in the rig file.', 5, 8, 'start')];
  return kinds.flatMap((kind, i) => {
    const y = 6 + i * ROW;
    const own = buttons.filter((button) => button.kind === kind);
    const pins = `Button ${own.map(({ number, pin }) => `${number} to pin ${pin}`).join(', ')}.`;
    return kind === 'arcade' ? arcadeWiring(y, pins) : padWiring(y, pins);
  });
}

/** Lines beside a drawing, and how far down they go. */
function besides(sentences: readonly string[], x: number, y: number): string[] {
  const rows = sentences.flatMap((words) => wrapped(words, (PAGE.width - x - 2) / WORDS));
  return rows.map((line, i) => text(line, x, y + 4.2 * i, { size: WORDS }));
}

/** Terminals with their names, and a wire from each that is used. */
function terminals(
  y: number,
  all: readonly (readonly [name: string, x: number, to: string | null])[],
): string[] {
  return all.flatMap(([name, x, to]) => [
    text(name, x, y - 1, { size: 2.2, anchor: 'middle' }),
    mark([x, y, x, y + (to === null ? 2 : 7)]),
    ...(to === null ? [] : [text(to, x, y + 10, { size: 2.6, bold: true, anchor: 'middle' })]),
  ]);
}

function arcadeWiring(y: number, pins: string): string[] {
  return [
    // The lid, the button above it, the switch below.
    mark([8, y + 8, 52, y + 8]),
    markBox(23, y + 1, 14, 4.5),
    markBox(19, y + 5.5, 22, 2.5),
    markBox(24, y + 8, 12, 7),
    markBox(18, y + 15, 24, 8),
    ...terminals(y + 23, [
      ['COM', 22, 'GND'],
      ['NC', 30, null],
      ['NO', 38, 'pin'],
    ]),
    ...besides(
      [
        'An arcade button has a switch with three terminals. COM to GND, NO to its pin, NC stays empty; no resistor.',
        pins,
        'Which of the two wires is which does not matter. A lamp in it stays dark: most want 12 V.',
        'Further than half a metre from the board: 1 kΩ to 5V and 100 nF to GND, at the board (rigs/wiring.md).',
      ],
      60,
      y + 4,
    ),
  ];
}

function padWiring(y: number, pins: string): string[] {
  return [
    mark([8, y + 8, 52, y + 8]),
    markBox(18, y + 9, 24, 9),
    ...terminals(y + 18, [
      ['GND', 22, 'GND'],
      ['OUT', 30, 'pin'],
      ['VCC', 38, '5V'],
    ]),
    ...besides(
      [
        `A touch pad (TTP223 or alike) feels a finger through up to ${THICKEST_FOR_PAD} mm of acrylic or wood, not through metal.`,
        `VCC to 5V, GND to GND, OUT to its pin. ${pins}`,
        'Switch it on with no finger near: then it learns what nothing is.',
      ],
      60,
      y + 6,
    ),
  ];
}
