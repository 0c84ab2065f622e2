/** The bill of materials: what a rig is made of, with rough prices. Pure. */
import type { Light, Rig } from '../rig/index.js';
import { METERS } from '../units.js';
import { budgetOf } from './budget.js';

export interface BillRow {
  readonly count: number;
  readonly part: string;
  readonly remark: string;
  /** Rough price of all of them, from and to [euro]. */
  readonly euro: readonly [number, number];
}

const row = (count: number, part: string, remark: string, from: number, to: number): BillRow => ({
  ...{ count, part, remark },
  euro: [count * from, count * to],
});

/** Nothing for a virtual rig. */
export function billOf(rig: Rig): BillRow[] {
  const { device, pins, light, needles } = rig;
  if (device.kind === 'virtual') return [];
  const servos = METERS.filter((name) => needles[name] !== null).length;
  const count = (fitted: object) => Object.values(fitted).filter((pin) => pin !== null).length;
  const buttons = count(pins.buttons);
  const dials = count(pins.dials);
  const resistors = (pins.piezo === null ? 0 : 1) + (pins.lamp === null ? 0 : 1);
  const { own } = budgetOf(rig);
  return [
    row(1, 'Arduino Uno or Nano, USB cable', 'ATmega328P, 5 V; a cable with data lines', 5, 27),
    ...lightRows(light),
    ...some(resistors, 'resistor 220 Ω', 'for the piezo, for the fault lamp', 0.05, 0.1),
    ...some(servos, 'small servo, SG90 class', 'with a needle of paper', 3, 6),
    ...(own === null
      ? []
      : [
          row(
            1,
            `5 V supply, ${own.supplyA} A or more`,
            'with screw terminals',
            6 + 3 * own.supplyA,
            10 + 4 * own.supplyA,
          ),
          row(
            1,
            `slow fuse ${own.supplyA} A with holder`,
            'in its + wire; slow, for servos that start',
            1,
            3,
          ),
        ]),
    ...some(buttons, 'push button', 'closes to ground; no resistor', 0.3, 1),
    ...some(dials, 'potentiometer 10 kΩ, linear', '', 1, 2),
    ...some(pins.piezo === null ? 0 : 1, 'piezo disc', 'without electronics of its own', 0.5, 1),
    ...some(pins.lamp === null ? 0 : 1, 'LED 5 mm, red', 'the fault lamp', 0.1, 0.3),
    row(1, 'breadboard and jumper wires', 'for power 0.5 mm² or thicker', 5, 8),
  ];
}

function some(count: number, part: string, remark: string, from: number, to: number): BillRow[] {
  return count === 0 ? [] : [row(count, part, remark, from, to)];
}

function lightRows(light: Light): BillRow[] {
  switch (light.kind) {
    case 'strip': {
      const { stripLeds, perMetre } = light;
      const metres = stripLeds / perMetre;
      const cm = Math.round(100 * metres);
      const perM = 4 + perMetre / 12;
      const kind = light.colourOrder.length > 3 ? 'SK6812 RGBW' : 'WS2812B';
      return [
        row(
          1,
          `${kind} strip, ${stripLeds} LEDs`,
          `5 V, ${perMetre} a metre: ${cm} cm; with wires on its end`,
          Math.ceil(perM * metres),
          Math.ceil(2 * perM * metres),
        ),
        row(1, 'resistor 330 Ω', '300 to 500 Ω, in the data line at the strip', 0.05, 0.1),
        row(1, 'capacitor 1000 µF, 6.3 V or more', 'where power enters the strip', 0.3, 1),
      ];
    }
    case 'leds':
      return [
        row(light.ledCount, 'LED 5 mm', 'all of one colour', 0.1, 0.2),
        row(light.ledCount, `resistor ${light.resistorOhm} Ω`, 'one for each LED', 0.05, 0.1),
      ];
    case 'rgb':
      return [
        row(light.ledCount, 'RGB LED 5 mm, diffuse', `common ${light.common}`, 0.3, 0.8),
        row(3 * light.ledCount, `resistor ${light.resistorOhm} Ω`, 'one for each colour', 0.05, 0.1),
      ];
    case 'pca9685':
      return [
        row(1, 'PCA9685 board, 16 channels', '', 5, 17),
        row(light.ledCount, 'LED 5 mm', 'all of one colour', 0.1, 0.2),
        row(light.ledCount, 'resistor', `${light.resistorOhm} Ω with what is on the board`, 0.05, 0.1),
      ];
  }
}

/** All of it [euro]. */
export function billTotal(rows: readonly BillRow[]): readonly [number, number] {
  return [0, 1].map((end) => rows.reduce((sum, { euro }) => sum + euro[end]!, 0)) as [number, number];
}

/** Rough: whole euros from one on. */
export function euroWords([from, to]: readonly [number, number]): string {
  const words = (euro: number) => (euro < 1 ? euro.toFixed(2) : String(Math.round(euro)));
  return words(from) === words(to) ? words(from) : `${words(from)} to ${words(to)}`;
}

/** The bill as lines of a terminal. */
export function billLines(rows: readonly BillRow[]): string[] {
  const wide = Math.max(...rows.map(({ part }) => part.length));
  const lines = rows.map(({ count, part, remark, euro }) =>
    `${String(count).padStart(3)} × ${part.padEnd(wide)}  € ${euroWords(euro).padEnd(12)} ${remark}`.trimEnd(),
  );
  return [...lines, `${'together'.padEnd(wide + 6)}  € ${euroWords(billTotal(rows))}, roughly`];
}
