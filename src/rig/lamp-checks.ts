/** Whether the lamp of an exhibit can be lit. */
import type { FilePath, Problem } from '../files/index.js';
import type { DeviceTraits } from './devices/kind.js';
import type { WrittenExhibit } from './exhibit-schema.js';
import type { Fitted } from './fitted.js';

const LAMP: FilePath = ['exhibit', 'lamp'];

/** @param exhibit absent: there is none, and no lamp. */
export function lampProblems(
  exhibit: WrittenExhibit | undefined,
  { light }: Pick<Fitted, 'light'>,
  { refuses }: Pick<DeviceTraits, 'refuses'>,
): Problem[] {
  if (exhibit?.lamp === undefined) return [];
  const { led, pin } = exhibit.lamp;
  if ((led === undefined) === (pin === undefined))
    return [
      {
        path: LAMP,
        expected: 'led or pin',
        got: led === undefined ? 'neither' : 'both',
        advice: 'write {led: last}, or with kind: firmata a pin such as {pin: 13}',
      },
    ];
  if (pin !== undefined) {
    const wrong = refuses?.('lamp pin');
    return wrong ? [{ path: [...LAMP, 'pin'], ...wrong }] : [];
  }
  if (light.ledCount >= 2) return [];
  return [
    {
      path: [...LAMP, 'led'],
      expected: '2 LEDs or more',
      got: String(light.ledCount),
      advice: 'the only LED would be the lamp, and show nothing of the axon; remove lamp',
    },
  ];
}
