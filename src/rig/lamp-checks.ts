/** Whether the lamp of an exhibit can be lit. */
import type { Problem } from '../files/index.js';
import type { WrittenExhibit } from './exhibit-schema.js';
import type { Fitted } from './fitted.js';

/** @param exhibit absent: there is none, and no lamp. */
export function lampProblems(
  exhibit: WrittenExhibit | undefined,
  { light }: Pick<Fitted, 'light'>,
): Problem[] {
  if (exhibit?.lamp !== undefined && light.ledCount < 2)
    return [
      {
        path: ['exhibit', 'lamp', 'led'],
        expected: '2 LEDs or more',
        got: String(light.ledCount),
        advice: 'the only LED would be the lamp, and show nothing of the axon; remove lamp',
      },
    ];
  return [];
}
