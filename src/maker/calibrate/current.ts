/** What an LED of a strip draws, by a meter in its supply, and what that means for its limit. */
import { allowedChannelSum, CHANNEL_MA, IDLE_MA } from '../../display/light.js';
import type { Rig } from '../../rig/index.js';
import type { Hands } from '../hands.js';
import type { StepEnd } from './finding.js';
import { painted } from './paint.js';
import type { Person } from './person.js';

/** LEDs that are measured, as far as the current limit lets them shine. */
const MEASURED_LEDS = 10;
const FULL = 255;

/** LEDs that the limit lets shine at full light. */
function measurableLeds({ leds, currentLimitMa }: Rig['strip']): number {
  return Math.min(leds, MEASURED_LEDS, Math.floor(allowedChannelSum(leds, currentLimitMa) / (3 * FULL)));
}

export async function measureCurrent({ strip }: Rig, hands: Hands, person: Person): Promise<StepEnd> {
  const count = measurableLeds(strip);
  if (count === 0) return [];
  const meter = await person.choose(
    'Is a meter for milliamperes in the + wire of the strip?',
    [
      { value: 'no', label: 'no: the worst case of the data sheet counts' },
      { value: 'yes', label: 'yes' },
    ],
    'no',
  );
  if (meter === null) return null;
  if (meter === 'no') return [];
  hands.light(new Uint8Array(3));
  const darkMa = await person.figure(
    'All is dark. What does the meter say, in mA?',
    0,
    3000,
    strip.leds * IDLE_MA,
  );
  if (darkMa === null) return null;
  hands.light(painted(count, [FULL, FULL, FULL]));
  const usualMa = darkMa + 3 * CHANNEL_MA * count;
  const litMa = await person.figure(
    `${count} LEDs shine white. What does it say now, in mA?`,
    0,
    3000,
    usualMa,
  );
  if (litMa === null) return null;
  const { words, limitMa } = currentFound(strip, count, darkMa, litMa);
  person.tell(words);
  return [{ path: ['strip', 'currentLimitMa'], value: limitMa, before: strip.currentLimitMa }];
}

/** What a measurement says of a strip, and the limit that keeps to what the limit in force was meant to be. */
export function currentFound(
  { leds, currentLimitMa }: Pick<Rig['strip'], 'leds' | 'currentLimitMa'>,
  litLeds: number,
  darkMa: number,
  litMa: number,
): { readonly words: string; readonly limitMa: number } {
  const whiteMa = (litMa - darkMa) / litLeds;
  const countedMa = 3 * CHANNEL_MA;
  const measured = `A white LED draws ${whiteMa.toFixed(1)} mA, a dark one ${(darkMa / leds).toFixed(2)} mA`;
  if (whiteMa <= 0)
    return {
      words: `${measured}: that cannot be. Is the meter in the + wire, and does it measure direct current?`,
      limitMa: currentLimitMa,
    };
  const worstMa = darkMa + ((currentLimitMa - leds * IDLE_MA) * whiteMa) / countedMa;
  if (worstMa <= currentLimitMa)
    return {
      words: `${measured}; ${countedMa} and ${IDLE_MA} are counted. So a currentLimitMa of ${currentLimitMa} lets through ${Math.round(worstMa)} mA at most.`,
      limitMa: currentLimitMa,
    };
  const limitMa = Math.floor(leds * IDLE_MA + ((currentLimitMa - darkMa) * countedMa) / whiteMa);
  if (limitMa <= leds * IDLE_MA)
    return {
      words: `${measured}: dark alone it takes ${Math.round(darkMa)} mA, and nothing is left of ${currentLimitMa}. Use a stronger supply, or fewer LEDs.`,
      limitMa: currentLimitMa,
    };
  return {
    words: `${measured}, more than the ${countedMa} and ${IDLE_MA} that are counted: a currentLimitMa of ${currentLimitMa} would let through ${Math.round(worstMa)} mA. It is lowered to ${limitMa}.`,
    limitMa,
  };
}
