/** What is wired to what: parts with their terminals, and the nets that join them, common ground first. Pure. */
import type { Light, Pin, Rig } from '../rig/index.js';
import { METERS, type MeterName } from '../units.js';
import { budgetOf } from './budget.js';

/** Wires that are joined: `ground` first of all, then what brings power, then a signal for each pin. */
export interface Net {
  /** A letter, or the name of its pin: on the drawing at both ends of each wire. */
  readonly tag: string;
  readonly kind: 'ground' | 'usb' | 'own' | 'signal';
  /** The board's pin as printed on it; `null` where the board has no part in it. */
  readonly boardPin: string | null;
  readonly colour: string;
  readonly colourWord: string;
  readonly dashes: readonly number[];
}

export interface Terminal {
  readonly name: string;
  readonly net: Net;
  /** What stands in this wire, such as `330 Ω`. */
  readonly through?: string;
  /** This end of the wire gets power from the part, and does not take it: the supply's own. */
  readonly gives?: true;
}

export type PartKind =
  | 'supply'
  | 'strip'
  | 'leds'
  | 'pca9685'
  | 'servo'
  | 'buttons'
  | 'dial'
  | 'piezo'
  | 'lamp';

export interface Part {
  readonly kind: PartKind;
  readonly name: string;
  readonly terminals: readonly Terminal[];
  /** Between its + and its ground, such as `1000 µF`. */
  readonly across?: string;
  readonly notes: readonly string[];
}

export interface Circuit {
  readonly board: string;
  readonly nets: readonly Net[];
  readonly parts: readonly Part[];
}

/** From so many LEDs on, a strip is fed at both ends, or its far end turns reddish. */
const FED_TWICE_FROM = 100;

/** Of the wires, and of their look in print; a signal of a voltmeter has its colour. */
const SIGNALS = [
  { colour: '#07705a', colourWord: 'green' },
  { colour: '#8a3f8f', colourWord: 'violet' },
  { colour: '#a63a1a', colourWord: 'orange' },
  { colour: '#5d6674', colourWord: 'grey' },
  { colour: '#5a3a1e', colourWord: 'brown' },
  { colour: '#6b6b00', colourWord: 'olive' },
] as const;
const DASHES = [[], [3, 1.2], [1, 1], [4, 1, 1, 1]] as const;
const METER_COLOURS = {
  blue: { colour: '#0a5fb4', colourWord: 'blue' },
  yellow: { colour: '#8f6400', colourWord: 'yellow' },
} as const;

const GROUND: Net = {
  ...{ tag: 'G', kind: 'ground', boardPin: 'GND' },
  ...{ colour: '#14181f', colourWord: 'black', dashes: [] },
};
const USB: Net = {
  ...{ tag: 'V', kind: 'usb', boardPin: '5V' },
  ...{ colour: '#c1121f', colourWord: 'red', dashes: [] },
};
const OWN: Net = {
  ...{ tag: 'P', kind: 'own', boardPin: null },
  ...{ colour: '#8c1c5a', colourWord: 'dark red', dashes: [] },
};

/** Gives each signal a look of its own: so many as pins of a board. */
function netMaker() {
  let made = 0;
  return (pin: Pin, meter?: MeterName): Net => {
    const tag = typeof pin === 'number' ? `D${pin}` : pin;
    const shared = { tag, kind: 'signal', boardPin: String(pin) } as const;
    if (meter !== undefined) return { ...shared, ...METER_COLOURS[meter], dashes: [] };
    const look = SIGNALS[made % SIGNALS.length]!;
    const dashes = DASHES[Math.floor(made / SIGNALS.length) % DASHES.length]!;
    made++;
    return { ...shared, ...look, dashes };
  };
}

/** All that is wired of a rig. A virtual one is drawn as our firmware would have it. */
export function circuitOf(rig: Rig): Circuit {
  const { pins, needles, light } = rig;
  const signal = netMaker();
  const plus = (supply: 'usb' | 'own') => (supply === 'own' ? OWN : USB);
  const parts: Part[] = [...lightParts(light, signal, plus)];
  for (const name of METERS) {
    const pin = pins.needles[name];
    if (pin === null) continue;
    parts.push({
      kind: 'servo',
      name: `Servo, ${name} voltmeter`,
      terminals: [
        { name: '− brown or black', net: GROUND },
        { name: '+ red', net: plus(needles.supply) },
        { name: 'signal, orange or white', net: signal(pin, name) },
      ],
      notes: [],
    });
  }
  parts.push(...inputParts(rig, signal));
  const usesOwn = parts.some(({ terminals }) => terminals.some(({ net }) => net === OWN));
  if (usesOwn) parts.unshift(supplyOf(rig));
  const terminals = parts.flatMap((part) => part.terminals);
  const nets = [GROUND, USB, OWN].filter((net) => terminals.some((terminal) => terminal.net === net));
  const signals = terminals.map(({ net }) => net).filter(({ kind }) => kind === 'signal');
  return { board: boardWords(rig), nets: [...nets, ...signals], parts };
}

/**
 * The fuse is as large as the supply has to be: what the wires carry. A supply of just that size bounds a short by
 * itself; the fuse is there for a stronger one.
 */
function supplyOf(rig: Rig): Part {
  const { own } = budgetOf(rig);
  return {
    kind: 'supply',
    name: '5 V supply',
    terminals: [
      { name: '−', net: GROUND },
      {
        name: '+, never to the 5V of the board',
        net: OWN,
        gives: true,
        ...(own && { through: `fuse ${own.supplyA} A` }),
      },
    ],
    notes: [],
  };
}

function boardWords({ device }: Rig): string {
  return device.kind === 'firmata' && device.board === 'other' ? '' : 'Uno or Nano';
}

type Signal = (pin: Pin, meter?: MeterName) => Net;

function lightParts(light: Light, signal: Signal, plus: (supply: 'usb' | 'own') => Net): Part[] {
  const through = light.kind === 'strip' ? '' : `${light.resistorOhm} Ω`;
  switch (light.kind) {
    case 'strip': {
      const power = plus(light.supply);
      const far: Terminal[] =
        light.stripLeds < FED_TWICE_FROM
          ? []
          : [
              { name: 'far end: GND', net: GROUND },
              { name: 'far end: 5V', net: power },
            ];
      return [
        {
          kind: 'strip',
          name: `Strip, ${light.stripLeds} LEDs`,
          terminals: [
            { name: 'GND', net: GROUND },
            { name: '5V', net: power },
            { name: 'DIN, where the arrows begin', net: signal(light.pin), through: '330 Ω' },
            ...far,
          ],
          across: '1000 µF',
          notes: [],
        },
      ];
    }
    case 'leds':
      return [
        {
          kind: 'leds',
          name: `${light.ledCount} LEDs, along the axon`,
          terminals: [
            { name: 'short legs of all', net: GROUND },
            ...light.leds.map(({ pin }, i) => ({
              name: `LED ${i + 1}, long leg`,
              net: signal(pin),
              through,
            })),
          ],
          notes: [],
        },
      ];
    case 'rgb':
      return [
        {
          kind: 'leds',
          name: `${light.ledCount} RGB LEDs, along the axon`,
          terminals: [
            { name: 'longest legs of all', net: light.common === 'cathode' ? GROUND : USB },
            ...light.leds.flatMap((led, i) =>
              (['red', 'green', 'blue'] as const).map((colour) => ({
                name: `LED ${i + 1}, ${colour}`,
                net: signal(led[colour]),
                through,
              })),
            ),
          ],
          notes: [],
        },
      ];
    case 'pca9685':
      return [
        {
          kind: 'pca9685',
          name: 'PCA9685 board',
          terminals: [
            { name: 'GND', net: GROUND },
            { name: 'VCC; V+ stays empty', net: USB },
            { name: 'SDA', net: signal('A4') },
            { name: 'SCL', net: signal('A5') },
          ],
          notes: [
            `${light.ledCount} LEDs, in order along the axon on outputs ${light.leds.map(({ channel }) => channel).join(', ')}`,
            `short legs to GND, long legs to PWM through a resistor: ${light.resistorOhm} Ω with what is on the board`,
          ],
        },
      ];
  }
}

function inputParts({ pins }: Rig, signal: Signal): Part[] {
  const fitted = ([1, 2, 3, 4] as const).filter((button) => pins.buttons[button] !== null);
  const parts: Part[] = [];
  const isHigh = (button: 1 | 2 | 3 | 4) => pins.pressedHigh.includes(button);
  for (const high of [false, true]) {
    const some = fitted.filter((button) => isHigh(button) === high);
    if (some.length === 0) continue;
    const what = high ? 'Touch pads, high when touched' : some.length === 1 ? 'Button' : 'Buttons';
    parts.push({
      kind: 'buttons',
      name: what,
      terminals: [
        ...(high
          ? [
              { name: 'GND of each pad', net: GROUND },
              { name: 'VCC of each pad', net: USB },
            ]
          : [{ name: some.length === 1 ? 'one leg' : 'one leg of each', net: GROUND }]),
        ...some.map((button) => ({
          name: high ? `pad ${button}, OUT` : `button ${button}, the leg across`,
          net: signal(pins.buttons[button]!),
        })),
      ],
      notes: [],
    });
  }
  for (const dial of [0, 1] as const) {
    const pin = pins.dials[dial];
    if (pin === null) continue;
    parts.push({
      kind: 'dial',
      name: `Dial ${dial}, 10 kΩ`,
      terminals: [
        { name: 'left leg', net: GROUND },
        { name: 'right leg', net: USB },
        { name: 'middle leg', net: signal(pin) },
      ],
      notes: [],
    });
  }
  for (const [kind, pin, name, legs] of [
    ['piezo', pins.piezo, 'Piezo disc', 'the other wire'],
    ['lamp', pins.lamp, 'Fault lamp', 'long leg'],
  ] as const) {
    if (pin === null) continue;
    parts.push({
      kind,
      name,
      terminals: [
        { name: kind === 'piezo' ? 'one wire' : 'short leg', net: GROUND },
        { name: legs, net: signal(pin), through: '220 Ω' },
      ],
      notes: [],
    });
  }
  return parts;
}

/** One wire to lay and to tick off. */
export interface WireToLay {
  readonly net: Net;
  readonly from: string;
  readonly to: string;
  readonly through: string | null;
}

/** Every wire, in the order in which they are laid: all of the ground, all that brings power, then the signals. */
export function wiresToLay({ nets, parts }: Circuit): WireToLay[] {
  const ends = parts.flatMap((part) => part.terminals.map((terminal) => ({ part, terminal })));
  return nets.flatMap((net) => {
    const here = ends.filter(({ terminal }) => terminal.net === net);
    const giver = here.find(({ terminal }) => terminal.gives);
    const pin = /^A?\d+$/.test(String(net.boardPin)) ? `pin ${net.boardPin}` : net.boardPin;
    const plus = giver && `+ of the ${giver.part.name}`;
    const fuse = giver?.terminal.through;
    const from = fuse ?? plus ?? `${pin} of the board`;
    const toFuse: WireToLay[] =
      plus === undefined || fuse === undefined ? [] : [{ net, from: plus, to: fuse, through: null }];
    return [
      ...toFuse,
      ...here
        .filter((end) => end !== giver)
        .map(({ part, terminal }) => ({
          net,
          from,
          to: `${part.name}: ${terminal.name}`,
          through: terminal.through ?? null,
        })),
    ];
  });
}

/** The list as lines to read on a terminal. */
export function wireLines(circuit: Circuit): string[] {
  const wires = wiresToLay(circuit);
  const wide = (value: (wire: WireToLay) => string) => Math.max(...wires.map((wire) => value(wire).length));
  const tagWidth = wide(({ net }) => net.tag);
  const colourWidth = wide(({ net }) => net.colourWord);
  const fromWidth = wide(({ from }) => from);
  const lines = wires.map(
    ({ net, from, to, through }) =>
      `[ ] ${net.tag.padEnd(tagWidth)}  ${net.colourWord.padEnd(colourWidth)}  ${from.padEnd(fromWidth)} → ${through === null ? '' : `${through} → `}${to}`,
  );
  const caps = circuit.parts.flatMap(({ across, name }) =>
    across === undefined ? [] : [`[ ] ${across} across GND and 5V of: ${name} (the stripe is −, to GND)`],
  );
  return [...lines, ...caps];
}
