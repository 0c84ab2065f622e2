/** What a page can paint on each axon, and why not. */
import { describe, expect, it } from 'vitest';
import { PAINTS } from '../../src/controller/contract.js';
import { paintsOn } from '../../src/controller/paints.js';
import { createAxon, SET_A, SET_M1, SET_M2, SQUID_AXON } from '../../src/model/index.js';

type Axon = Parameters<typeof paintsOn>;

const AXONS: readonly (readonly [name: string, axon: Axon, refused: readonly string[]])[] = [
  ['the lesson', [SET_A.axon, SET_A.membrane], ['temperature', 'bare', 'potassium']],
  ['a squid axon', [SQUID_AXON.axon, SQUID_AXON.membrane], ['bare']],
  ['a frog fibre with perfect insulation', [SET_M1.axon, SET_M1.membrane], ['bare']],
  ['a fibre with real myelin', [SET_M2.axon, SET_M2.membrane], []],
];

describe('paints', () => {
  it.each(AXONS)(
    'of %s are all six in their order, and the model itself says which it refuses',
    (_name, axon, refused) => {
      const paints = paintsOn(...axon);
      expect(paints.map(({ kind }) => kind)).toEqual(PAINTS);
      expect(paints.filter(({ because }) => because !== null).map(({ kind }) => kind)).toEqual(refused);
      for (const { treatment, because } of paints) {
        const running = createAxon(...axon, { stepMs: 0.005 });
        const given = () => running.treat([{ ...treatment, from: 10, to: 11 }]);
        if (because === null) expect(given).not.toThrow();
        else expect(given).toThrow(because.slice(1, -1));
      }
    },
  );

  it.each<[string, Axon, string, string]>([
    [
      'ice on the lesson',
      [SET_A.axon, SET_A.membrane],
      'temperature',
      'Its channels switch at potentials, not at rates that a temperature could change.',
    ],
    ['baring a squid axon', [SQUID_AXON.axon, SQUID_AXON.membrane], 'bare', 'There is no myelin on a cable.'],
    [
      'TTX on an axon without channels',
      [SET_A.axon, { kind: 'passive' }],
      'ttx',
      'This axon has no channels that it could change.',
    ],
  ])('are refused in a sentence: %s', (_name, axon, kind, words) => {
    expect(paintsOn(...axon).find((paint) => paint.kind === kind)!.because).toBe(words);
  });

  it('leave a squid axon at rest where nothing is pressed: none makes it fire by itself within 30 ms', () => {
    for (const { treatment, because } of paintsOn(SQUID_AXON.axon, SQUID_AXON.membrane)) {
      if (because !== null) continue;
      const axon = createAxon({ ...SQUID_AXON.axon, compartments: 200 }, SQUID_AXON.membrane, {
        stepMs: 0.01,
        treatments: [{ ...treatment, from: 40, to: 60 }],
      });
      axon.advanceTo(30);
      expect(Math.max(...axon.potentialMv)).toBeLessThan(-35);
    }
  });
});
