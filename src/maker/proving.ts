/** How to prove a rig step by step, of the parts that it has. Pure. */

import { typedName } from '../files/typed-name.js';
import type { Rig } from '../rig/index.js';
import { METERS } from '../units.js';

export interface ProvingStep {
  readonly name: string;
  /** What to do, and what is seen then. */
  readonly words: string;
  /** What to do if it is not; `null`: nothing can go wrong. */
  readonly cure: string | null;
}

/** @param file the rig file, as it is typed. */
export function provingSteps(rig: Rig, file: string): ProvingStep[] {
  const { light, pins, needles, device } = rig;
  if (device.kind === 'virtual')
    return [
      {
        name: 'The page',
        words: `"npx axon-rig run ${typedName(file)}" prints an address. Open it, and press the space bar: light runs along the axon.`,
        cure: null,
      },
    ];
  const servos = METERS.filter((name) => needles[name] !== null);
  const fitted = (some: object) => Object.entries(some).filter(([, pin]) => pin !== null);
  const hasOwn =
    (light.kind === 'strip' && light.supply === 'own') || (servos.length > 0 && needles.supply === 'own');
  const firmware =
    device.kind === 'firmata'
      ? 'Put StandardFirmata on the board with the Arduino IDE, unless it is there.'
      : 'Put the firmware on it with "npx axon-rig flash".';
  return [
    {
      name: 'File',
      words: `"npx axon-rig check ${typedName(file)}" says ok and names what the file has.`,
      cure: 'It says what is wrong, in which line.',
    },
    {
      name: 'Board alone',
      words: `Nothing is wired but USB. ${firmware} "npx axon-rig ports" names the port.`,
      cure: 'Another cable, one with data lines; another port. On Linux: your account must be in the group of the port, often dialout.',
    },
    {
      name: 'Ground',
      words:
        'Unplug the board. Wire all of G. With a multimeter: 0 Ω between all grounds, and no connection between any + and any ground.',
      cure: 'Find the wire that is loose or in the wrong place, before anything gets power.',
    },
    ...(hasOwn
      ? [
          {
            name: 'Supply',
            words: 'Switch the 5 V supply on, with its + still open: 4.75 to 5.25 V between its + and its −.',
            cure: 'Use another supply. More than 5.25 V destroys the LEDs.',
          },
        ]
      : []),
    ...(light.kind === 'strip'
      ? [
          {
            name: 'Strip',
            words: `Wire its power, then its data through the resistor. "npx axon-rig run ${typedName(file)}": the whole strip is dim blue.`,
            cure: 'Dark: the data goes in at the wrong end, or a ground is missing. Other colours: strip.colourOrder. Flickers: resistor or capacitor is missing, or the data wire is long.',
          },
        ]
      : [
          {
            name: 'LEDs',
            words: `Wire them in order along the axon. "npx axon-rig run ${typedName(file)}": all glow weakly.`,
            cure: 'One stays dark: turn it round. Another order: change the wires, or the list in the file.',
          },
        ]),
    {
      name: 'Direction',
      words: 'Press the space bar on the page: light runs away from the end where the press enters.',
      cure:
        light.kind === 'strip'
          ? 'The wrong way: strip.reversed: true.'
          : 'The wrong way: turn the order of the list.',
    },
    ...servos.map((name) => ({
      name: `${name[0]!.toUpperCase()}${name.slice(1)} needle`,
      words: `Wire its servo. At rest push the needle on so that it points at the rest mark of its dial. On the page choose "bath" below the ${name} voltmeter: the needle goes to 0 mV.`,
      cure: `The wrong way round: exchange lowUs and highUs, and print the dial again. Hums at an end: bring them closer together. The board restarts: give the servo its own supply.`,
    })),
    ...inputSteps(
      fitted(pins.buttons),
      ['Button', 'Press it once: the page shows what it does, once.'],
      'Pressed all the time: turn it by 90°, and use two legs that lie diagonally.',
    ),
    ...inputSteps(
      fitted(pins.dials),
      ['Dial', 'Turn it: the page follows.'],
      'The wrong way round: exchange its two outer wires.',
    ),
    {
      name: 'Silence',
      words:
        'Ctrl-C: the strip goes dark at once. Run it again and pull the USB cable; plug it in: it runs on.',
      cure: 'A strip on its own supply keeps its last picture without a board: switch both off together.',
    },
    {
      name: 'Heat',
      words: 'Ten minutes, with a press now and then: supply, plugs and first LEDs are warm at most.',
      cure: 'Hot: switch off. Thicker wires, lower strip.brightness, a stronger supply.',
    },
  ];
}

/** One step for all that are alike, one after the other. */
function inputSteps(
  inputs: readonly (readonly [string, unknown])[],
  [what, words]: readonly [string, string],
  cure: string,
): ProvingStep[] {
  if (inputs.length === 0) return [];
  const [only] = inputs;
  if (inputs.length === 1)
    return [{ name: `${what} ${only![0]}`, words: `Wire it to pin ${only![1]}. ${words}`, cure }];
  const wires = inputs.map(([number, pin]) => `${number} to pin ${pin}`).join(', ');
  return [
    { name: `${what}s`, words: `Wire one after the other: ${wires}. With each: ${lowered(words)}`, cure },
  ];
}

const lowered = (words: string) => words[0]!.toLowerCase() + words.slice(1);
