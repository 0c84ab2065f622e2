/** What is wrong with a dial that somebody has turned to both of its ends. Pure. */
import type { DialStep, Symptom } from './step.js';

/** Few potentiometers reach 0 and 1. */
const END = 0.05;
/** A dial that is left alone does not move by more than so much. */
const NOISE = 0.02;

export interface DialReadings {
  /** Where it stood at its left end, 0 to 1; `null`: the board has said nothing. */
  readonly left: number | null;
  readonly right: number | null;
  /** How far it went to and fro while nobody turned it. */
  readonly noise: number;
}

/** `null`: nothing is wrong. */
export function dialSymptom(
  { dial, pin }: Pick<DialStep, 'dial' | 'pin'>,
  { left, right, noise }: DialReadings,
): Symptom | null {
  if (left === null || right === null || Math.abs(right - left) < END)
    return {
      id: 'still',
      seen: 'It does not follow',
      cure: `The middle wire of dial ${dial} goes to pin ${pin}, the outer two to 5V and ground.`,
      more: null,
    };
  if (left > right)
    return {
      id: 'backwards',
      seen: 'It goes the wrong way round',
      cure: 'Exchange the two outer wires of the dial.',
      more: null,
    };
  if (noise > NOISE)
    return {
      id: 'noisy',
      seen: `It moves by ${Math.round(100 * noise)} % while nobody turns it`,
      cure: 'A wire is loose, or lies beside the cable of a motor or a lamp. Fasten it, and put 100 nF between its middle wire and ground.',
      more: 'It does things by itself',
    };
  if (left > END || right < 1 - END)
    return {
      id: 'short',
      seen: `It goes from ${Math.round(100 * left)} to ${Math.round(100 * right)} % of its travel`,
      cure: 'One of its outer wires is loose, or not at 5V and ground; or the dial is worn out.',
      more: null,
    };
  return null;
}
