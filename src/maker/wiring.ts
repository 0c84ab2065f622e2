/**
 * The wiring diagram: the board on the left, the parts on the right in the order in which they are wired, ground and
 * power as thick lines between them. A wire that is joined to such a line has a dot there; without a dot it passes over.
 * Every net has a colour and a tag. Pure.
 */
import { textWidth, wrapped } from '../figure/index.js';
import type { Circuit, Net, Part, PartKind } from './circuit.js';
import { box, disc, INK, line, type Picture, SOFT, shape, text } from './svg.js';

/** [mm] */
export const WIDTH = 178;
const BOARD = { x: 1, width: 30 };
const BUS_X = { ground: 46, usb: 54, own: 62 } as const;
const THROUGH_X = 70;
const THROUGH_WIDTH = 11;
const TAG_X = 92;
const PART = { x: 102, width: WIDTH - 103 };
const ROW = 6.2;
const HEAD = 6.4;
const GAP = 5.5;
const FIRST_Y = 27;
const LETTERS = 2.9;
const NOTE = 2.5;

interface Placed {
  readonly part: Part;
  readonly top: number;
  readonly height: number;
  /** Of each terminal. */
  readonly y: readonly number[];
}

/** Notes of a part, as lines that it has room for. */
const noteLines = ({ notes }: Part) => notes.flatMap((note) => wrapped(note, (PART.width - 8) / NOTE));

function placedParts(parts: readonly Part[]): Placed[] {
  let top = FIRST_Y;
  return parts.map((part) => {
    const y = part.terminals.map((_, i) => top + HEAD + (i + 0.5) * ROW);
    const height =
      HEAD + part.terminals.length * ROW + noteLines(part).length * 4.2 + (part.notes.length > 0 ? 1.5 : 0);
    const placed = { part, top, height, y };
    top += height + GAP;
    return placed;
  });
}

const wireWidth = (net: Net) => (net.kind === 'ground' ? 0.9 : net.kind === 'signal' ? 0.6 : 0.8);
const wireLook = (net: Net) => ({ colour: net.colour, width: wireWidth(net), dashes: net.dashes });

/** A wire over others that it is not joined to: with a bare edge. */
const over = (points: readonly number[], net: Net) => [
  line(points, { colour: '#ffffff', width: wireWidth(net) + 1.2 }),
  line(points, wireLook(net)),
];

/** The letters of a net in a frame of its colour. */
function tag(net: Net, x: number, y: number): string[] {
  const width = Math.max(4.6, textWidth(net.tag) * 2.6 * 0.9 + 1.6);
  return [
    box(x - width / 2, y - 2, width, 4, { colour: net.colour, radius: 1, width: 0.4 }),
    text(net.tag, x, y + 0.95, { size: 2.6, bold: true, anchor: 'middle' }),
  ];
}

export function wiringDrawing(circuit: Circuit, title: string): Picture {
  const placed = placedParts(circuit.parts);
  const bottom = placed.reduce((most, { top, height }) => Math.max(most, top + height), FIRST_Y + 10);
  const rails = circuit.nets.filter(({ kind }) => kind !== 'signal');
  const boardRows = { ground: FIRST_Y - 8, usb: FIRST_Y - 1.5 };
  const wires = placed.flatMap(({ part, y }) =>
    part.terminals.map((terminal, i) => ({ terminal, y: y[i]! })),
  );

  const railParts = rails.flatMap((net) => {
    const x = BUS_X[net.kind as keyof typeof BUS_X];
    const joined = wires.filter(({ terminal }) => terminal.net === net).map(({ y }) => y);
    const first = net.kind === 'own' ? Math.min(...joined) : boardRows[net.kind as 'ground' | 'usb'];
    const last = Math.max(...joined);
    const look = { ...wireLook(net), width: 1.3 };
    if (net.kind === 'own') return [line([x, first, x, last], look)];
    const from = BOARD.x + BOARD.width;
    return [...over([from, first, x - 3, first], net), line([from, first, x, first, x, last], look)];
  });
  const wireParts = wires.flatMap(({ terminal, y }) => {
    const { net, through } = terminal;
    const from = net.kind === 'signal' ? BOARD.x + BOARD.width : BUS_X[net.kind];
    return [
      ...over([from, y, PART.x, y], net),
      ...(through === undefined ? [] : boxInWire(through, y)),
      ...tag(net, TAG_X, y),
      ...(net.kind === 'signal' ? tag(net, BOARD.x + BOARD.width + 6, y) : []),
    ];
  });
  const dots = wires
    .filter(({ terminal }) => terminal.net.kind !== 'signal')
    .map(({ terminal: { net }, y }) => disc(BUS_X[net.kind as keyof typeof BUS_X], y, 1.2, net.colour));
  const pins = [
    ...rails.flatMap(({ kind, boardPin }) =>
      kind === 'own' ? [] : [{ name: boardPin!, y: boardRows[kind as 'ground' | 'usb'] }],
    ),
    ...wires.flatMap(({ terminal: { net }, y }) =>
      net.kind === 'signal' ? [{ name: net.boardPin!, y }] : [],
    ),
  ];
  return {
    width: WIDTH,
    height: bottom + 2,
    parts: [
      text(title, 1, 5, { size: 4.2, bold: true }),
      text(
        'First join all grounds: G. A dot joins; without a dot a wire passes over. Seen by function, not by place.',
        1,
        10,
        {
          size: 2.7,
          colour: SOFT,
        },
      ),
      ...railParts,
      ...wireParts,
      ...dots,
      ...(railParts.length > 0 ? railTags(rails, boardRows) : []),
      ...board(circuit.board, pins, bottom),
      ...placed.flatMap(drawnPart),
    ],
  };
}

function railTags(rails: readonly Net[], rows: { readonly ground: number; readonly usb: number }): string[] {
  return rails.flatMap((net) =>
    net.kind === 'own' ? [] : tag(net, BOARD.x + BOARD.width + 6, rows[net.kind as 'ground' | 'usb']),
  );
}

function board(name: string, pins: readonly { readonly name: string; readonly y: number }[], bottom: number) {
  const top = FIRST_Y - 13;
  return [
    box(BOARD.x, top, BOARD.width, bottom - top, { width: 0.5, radius: 2, fill: '#f2f2f2' }),
    box(BOARD.x + 4, top - 1.5, 9, 6, { width: 0.4, radius: 0.6 }),
    text('USB', BOARD.x + 8.5, top + 2.6, { size: 2.6, anchor: 'middle' }),
    text(`Arduino ${name}`.trim(), BOARD.x + 7, (top + bottom) / 2, {
      ...{ size: 3.6, bold: true, anchor: 'middle', turnDeg: -90 },
    }),
    ...pins.flatMap(({ name: pin, y }) => [
      box(BOARD.x + BOARD.width - 2.2, y - 1.1, 2.2, 2.2, { width: 0.3, fill: INK }),
      text(pin, BOARD.x + BOARD.width - 3.4, y + 1.05, { size: LETTERS, bold: true, anchor: 'end' }),
    ]),
  ];
}

/** What stands in a wire: a resistor, a fuse. */
function boxInWire(words: string, y: number): string[] {
  const width = Math.max(THROUGH_WIDTH, textWidth(words) * 2.5 + 1.4);
  return [
    box(THROUGH_X, y - 1.5, width, 3, { width: 0.4 }),
    text(words, THROUGH_X + width / 2, y + 0.9, { size: 2.5, anchor: 'middle' }),
  ];
}

/** Plates between the wires of ground and + of a strip, which are the first two. */
function capacitor(words: string, groundY: number, plusY: number): string[] {
  const x = THROUGH_X + 5;
  const middle = (groundY + plusY) / 2;
  return [
    line([x, groundY, x, middle - 0.7], { width: 0.5 }),
    line([x, middle + 0.7, x, plusY], { width: 0.5 }),
    shape([x - 3, middle - 1.3, x + 3, middle - 1.3, x + 3, middle - 0.5, x - 3, middle - 0.5]),
    box(x - 3, middle + 0.5, 6, 0.8, { width: 0.3 }),
    disc(x, groundY, 0.9),
    disc(x, plusY, 0.9),
    text(words, x + 3.8, middle + 0.9, { size: 2.5 }),
    text('−', x - 5.4, middle - 0.2, { size: 2.6, bold: true }),
    text('+', x - 5.4, middle + 2, { size: 2.6, bold: true }),
  ];
}

function drawnPart({ part, top, height, y }: Placed): string[] {
  const { name, terminals, across, kind } = part;
  return [
    ...(across === undefined ? [] : capacitor(across, y[0]!, y[1]!)),
    box(PART.x, top, PART.width, height, { width: 0.5, radius: 1.5 }),
    text(name, PART.x + 3, top + 4.4, { size: 3.2, bold: true }),
    ...terminals.flatMap((terminal, i) => [
      box(PART.x, y[i]! - 1.1, 2.2, 2.2, { width: 0.3, fill: INK }),
      text(terminal.name, PART.x + 4, y[i]! + 1, { size: LETTERS }),
    ]),
    ...noteLines(part).map((words, i) =>
      text(words, PART.x + 4, top + HEAD + terminals.length * ROW + 2.6 + i * 4.2, {
        size: NOTE,
        colour: SOFT,
      }),
    ),
    ...icon(kind, PART.x + PART.width - 11, top + HEAD + (terminals.length * ROW) / 2),
  ];
}

/** A small sign of what it is, about a middle. */
function icon(kind: PartKind, x: number, y: number): string[] {
  const thin = { colour: SOFT, width: 0.35 };
  switch (kind) {
    case 'strip':
      return [
        box(x - 7, y - 2.4, 15, 4.8, thin),
        ...[0, 1, 2].map((i) => disc(x - 3.6 + 4 * i, y, 1.2, '#ffffff', SOFT)),
        line([x - 5.5, y + 4.2, x + 6, y + 4.2], thin),
        shape([x + 6, y + 3.2, x + 8.4, y + 4.2, x + 6, y + 5.2], SOFT),
      ];
    case 'servo':
      return [
        box(x - 5, y - 3.5, 10, 7, thin),
        disc(x - 1.5, y, 1.6, '#ffffff', SOFT),
        line([x - 1.5, y, x + 2.5, y - 8], { ...thin, width: 0.7 }),
      ];
    case 'buttons':
      return [box(x - 3.5, y - 3.5, 7, 7, thin), disc(x, y, 2.2, '#ffffff', SOFT)];
    case 'dial':
      return [disc(x, y, 4, '#ffffff', SOFT), line([x, y, x + 2.4, y - 2.6], { ...thin, width: 0.7 })];
    case 'supply':
      return [
        box(x - 6, y - 3.5, 12, 7, thin),
        text('5 V', x, y + 1, { size: 2.8, anchor: 'middle', colour: SOFT }),
      ];
    case 'leds':
    case 'lamp':
      return [
        shape([x - 2.4, y - 2.4, x + 2.4, y - 2.4, x, y + 1.8], SOFT),
        line([x - 2.4, y + 2.1, x + 2.4, y + 2.1], { ...thin, width: 0.6 }),
      ];
    case 'piezo':
      return [disc(x, y, 4, '#ffffff', SOFT), disc(x, y, 2.4, '#ffffff', SOFT)];
    case 'pca9685':
      return [
        box(x - 5, y - 5, 10, 10, thin),
        text('PWM', x, y + 1, { size: 2.4, anchor: 'middle', colour: SOFT }),
      ];
  }
}
