/** How to prove a needle. Pure. */
import { needlePulseUs } from '../../display/light.js';
import type { Needle } from '../../rig/index.js';
import { LEVEL_MAX, levelOfMv, type MeterName } from '../../units.js';
import type { Step, Symptom } from './step.js';

/** So the two ends of its travel are told apart [ms]. */
const LONG_MS = 3000;
const SHORT_MS = 1000;

const still = (pin: string): Symptom => ({
  id: 'still',
  seen: 'It does not move at all',
  cure: `Is the 5 V supply of the servos on? Is the plug of the servo the right way round, brown or black to ground, orange or white to pin ${pin}? Switch everything off before you turn it by hand: if it slips or grates, its gear is broken.`,
  more: 'The needle is stuck',
  endsPart: true,
});
const TREMBLES: Symptom = {
  id: 'trembles',
  seen: 'It trembles',
  cure: 'Its supply is too weak. Give the servo a 5 V supply of its own, its ground joined with that of the board.',
  more: 'The needle trembles or hums',
};

export interface NeedleWires {
  readonly pin: string;
  /** Of the other needle; `null`: there is none. */
  readonly otherPin: string | null;
}

/** @param restMv potential at rest of what the rig plays first. */
export function needleSteps(
  name: MeterName,
  needle: Needle,
  { pin, otherPin }: NeedleWires,
  restMv: number,
): Step[] {
  const part = `needle-${name}`;
  const pulseUs = (level: number) => needlePulseUs(needle, level);
  const title = `${name[0]!.toUpperCase()}${name.slice(1)} needle`;
  const other: Symptom = {
    id: 'other',
    seen: 'The other needle moves',
    cure: `The signal wires of the two servos are exchanged: that of the ${name} one belongs to pin ${pin}, the other to pin ${otherPin}.`,
    more: 'The needle is stuck',
    endsPart: true,
  };
  return [
    {
      ...{ kind: 'look', id: `${part}-travel`, part, name: `${title}, travel` },
      act: {
        kind: 'needle',
        needle: name,
        stops: [
          { pulseUs: pulseUs(0), holdMs: LONG_MS },
          { pulseUs: pulseUs(LEVEL_MAX), holdMs: SHORT_MS },
        ],
      },
      sees: `Keep your hands away. The ${name} needle goes from end to end of its scale. It stays long at the low end and for a moment at the high one, and touches nothing.`,
      symptoms: [
        still(pin),
        ...(otherPin === null ? [] : [other]),
        {
          id: 'backwards',
          seen: 'It stays long at the high end',
          cure: `Exchange lowUs and highUs of the ${name} needle in the rig file, and print its dial again.`,
          more: 'The needle is stuck',
        },
        {
          id: 'hums',
          seen: 'It hums, or hits something at an end',
          cure: `Bring lowUs and highUs of the ${name} needle closer together in the rig file, by 50 µs each; or stop this, and find them with "npx axon-rig calibrate".`,
          more: 'The needle trembles or hums',
        },
        TREMBLES,
      ],
    },
    {
      ...{ kind: 'look', id: `${part}-rest`, part, name: `${title}, rest` },
      act: {
        kind: 'needle',
        needle: name,
        stops: [{ pulseUs: pulseUs(levelOfMv(restMv)), holdMs: LONG_MS }],
      },
      sees: `The ${name} needle stands at the rest mark of its dial, and is silent.`,
      symptoms: [
        {
          id: 'elsewhere',
          seen: 'It stands elsewhere',
          cure: 'Pull the needle off the axis of the servo, and push it on again so that it points at the rest mark.',
          more: 'The needle is stuck',
        },
        TREMBLES,
      ],
    },
  ];
}
