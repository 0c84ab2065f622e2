import { describe, expect, it } from 'vitest';
import { mapWithout, turnedRound } from '../../../src/maker/calibrate/strip-length.js';

describe('the map of a strip with dead LEDs', () => {
  it.each([
    [
      0,
      60,
      [20],
      [
        [0, 19],
        [21, 59],
      ],
    ],
    [0, 60, [0, 59], [[1, 58]]],
    [
      2,
      10,
      [5, 6, 3],
      [
        [2, 2],
        [4, 4],
        [7, 9],
      ],
    ],
    [0, 3, [0, 1, 2], []],
  ])('from LED %i to %i LEDs, without %j, is %j', (first, leds, dead, map) => {
    expect(mapWithout(first, leds, dead)).toEqual(map);
  });

  it('is turned round for a strip that is fed from the far end', () => {
    expect(
      turnedRound([
        [0, 19],
        [21, 59],
      ]),
    ).toEqual([
      [59, 21],
      [19, 0],
    ]);
  });
});
