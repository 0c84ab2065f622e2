/** Where the current goes: what the USB port gives and who takes it, and what a supply of its own must give. Pure. */
import { BOARD_MA, lightLimitMa, type Rig, SERVO_MA, USB_PORT_MA } from '../rig/index.js';
import { METERS } from '../units.js';

export interface Taker {
  readonly name: string;
  /** Most that it takes while it works [mA]. */
  readonly ma: number;
}

export interface Source {
  readonly takers: readonly Taker[];
  readonly sumMa: number;
}

export interface Budget {
  /** What the USB port of the board is asked for, and gives. `null`: there is no board. */
  readonly usb: (Source & { readonly givesMa: number; readonly leftMa: number }) | null;
  /** What hangs on a 5 V supply of its own, and what that must be made for [A]. `null`: none is needed. */
  readonly own: (Source & { readonly supplyA: number }) | null;
}

/** A servo starts with some 700 mA for an instant; so much is kept free on a supply of its own. */
const SPARE = 1.5;
/** Supplies that shops have [A]. */
const SUPPLIES_A = [1, 2, 3, 4, 5, 8, 10];

const sumOf = (takers: readonly Taker[]) => takers.reduce((sum, { ma }) => sum + ma, 0);

export function budgetOf(rig: Rig): Budget {
  const { light, needles, device } = rig;
  const strip: Taker = {
    name:
      light.kind === 'strip' ? `strip of ${light.stripLeds} LEDs at most` : `${light.ledCount} LEDs at most`,
    ma: Math.ceil(lightLimitMa(light)),
  };
  const servos = METERS.filter((name) => needles[name] !== null).map((name) => ({
    name: `servo of the ${name} voltmeter`,
    ma: SERVO_MA,
  }));
  const lightIsOwn = light.kind === 'strip' && light.supply === 'own';
  const servosAreOwn = needles.supply === 'own';
  const onUsb = [
    { name: 'board', ma: BOARD_MA },
    ...(lightIsOwn ? [] : [strip]),
    ...(servosAreOwn ? [] : servos),
  ];
  const onOwn = [...(lightIsOwn ? [strip] : []), ...(servosAreOwn ? servos : [])];
  const usbMa = sumOf(onUsb);
  const ownMa = sumOf(onOwn);
  return {
    usb:
      device.kind === 'virtual'
        ? null
        : { takers: onUsb, sumMa: usbMa, givesMa: USB_PORT_MA, leftMa: USB_PORT_MA - usbMa },
    own:
      onOwn.length === 0 || device.kind === 'virtual'
        ? null
        : {
            takers: onOwn,
            sumMa: ownMa,
            supplyA: SUPPLIES_A.find((amperes) => 1000 * amperes >= ownMa * SPARE) ?? 10,
          },
  };
}

/** The budget in sentences, one a line. */
export function budgetLines({ usb, own }: Budget): string[] {
  const takers = ({ takers: all }: Source) => all.map(({ name, ma }) => `${name} ${ma} mA`).join(', ');
  const lines: string[] = [];
  if (usb !== null) {
    const rest =
      usb.leftMa < 0
        ? `${-usb.leftMa} mA too much`
        : `${usb.leftMa} mA stay free: a port and its fuse give less when they are warm`;
    lines.push(`USB port, ${usb.givesMa} mA: ${takers(usb)}; ${rest}.`);
  }
  if (own !== null)
    lines.push(
      `5 V supply of its own, ${own.supplyA} A or more: ${takers(own)}, together ${own.sumMa} mA; the rest is for servos that start.`,
    );
  return lines;
}
