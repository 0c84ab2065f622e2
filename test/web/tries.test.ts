/** The dots under the strength: one for each press of a set-up. */
import { describe, expect, it } from 'vitest';
import type { PressMark } from '../../src/controller/contract.js';
import { dotsOf, Tries, triesWords } from '../../src/web/tries.js';
import { STATE } from './page-state.js';

const press = (number: number, strength: number, fired: boolean | null): PressMark => ({
  press: number,
  sweep: number,
  atMs: number,
  untilMs: number + 0.5,
  places: [0],
  strength,
  run: 1,
  picture: number,
  fired,
  outcome: null,
});

/** What a page has that has heard of a set-up from its beginning. */
const heard = (): Tries => {
  const tries = new Tries();
  tries.state(STATE);
  return tries;
};

describe('the tries', () => {
  it('are none of what was pressed before the page listened: nobody knows with which set-up', () => {
    const tries = new Tries();
    tries.state({ ...STATE, presses: [press(1, 200, false)] });
    expect(triesWords(tries.all, 'mS', tries.others)).toBe(
      'This page has not seen a press with this set-up.',
    );
    tries.state({ ...STATE, presses: [press(1, 200, false), press(2, 1, true)] });
    expect(triesWords(tries.all, 'mS')).toBe('Fired at 1 mS.');
    tries.missed();
    tries.state({ ...STATE, presses: [press(2, 1, true), press(3, 9, false)] });
    expect(triesWords(tries.all, 'mS')).toBe('Fired at 1 mS.');
  });

  it('are forgotten where another rig answers, and its presses count from 1', () => {
    const tries = heard();
    tries.state({ ...STATE, presses: [press(1, 200, false), press(2, 300, false)] });
    const other = { ...press(1, 3, true), atMs: 77 };
    expect(tries.state({ ...STATE, presses: [other] })).toBe(true);
    expect(triesWords(tries.all, 'mS')).toBe('Fired at 3 mS.');
  });

  it('are filled where something fired, hollow where nothing did, and dashed while that is not known', () => {
    const tries = heard();
    const presses = [press(1, 0.3, false), press(2, 2.4, true), press(3, 0.36, null)];
    expect(tries.state({ ...STATE, presses })).toBe(true);
    expect(tries.all.map(({ end }) => end)).toEqual(['failed', 'fired', 'unknown']);
    expect(tries.state({ ...STATE, presses })).toBe(false);
    expect(tries.state({ ...STATE, presses: [press(3, 0.36, true)] })).toBe(true);
    expect(tries.all.map(({ end }) => end)).toEqual(['failed', 'fired', 'fired']);
  });

  it('stay when the rig has forgotten them, and go with another set-up or a reset', () => {
    const presses = [press(1, 0.3, false)];
    for (const change of [
      { channelsOn: false },
      { resets: 1 },
      { experiment: 'squid-axon' },
      { treatments: [{ id: '1', treatment: { kind: 'dead' }, words: 'Dead' }] },
    ] as const) {
      const tries = heard();
      tries.state({ ...STATE, presses });
      tries.state({ ...STATE, presses: [] });
      expect(tries.all).toHaveLength(1);
      tries.state({ ...STATE, ...change, presses });
      expect(tries.all).toEqual([]);
      expect(triesWords(tries.all, 'mS', tries.others)).toBe('No press with this set-up yet.');
      tries.state({ ...STATE, ...change, presses: [...presses, press(2, 1, true)] });
      expect(tries.all.map(({ strength }) => strength)).toEqual([1]);
    }
  });

  it('of one strength and one end are one dot; 64 are kept', () => {
    const tries = heard();
    tries.state({ ...STATE, presses: [press(1, 1, true), press(2, 1, true), press(3, 1, false)] });
    expect(dotsOf(tries.all)).toEqual([
      { strength: 1, end: 'failed' },
      { strength: 1, end: 'fired' },
    ]);
    for (let k = 4; k <= 100; k++) tries.state({ ...STATE, presses: [press(k, k, false)] });
    expect(tries.all).toHaveLength(64);
    expect(tries.all.at(-1)?.strength).toBe(100);
  });

  it('are told in words, with the strengths in order and once', () => {
    const tries = heard();
    expect(triesWords(tries.all, 'mS', tries.others)).toBe('No press yet.');
    tries.state({
      ...STATE,
      presses: [
        press(1, 2.4, true),
        press(2, 0.36, true),
        press(3, 2.4, true),
        press(4, 0.3, false),
        press(5, 0.33, null),
      ],
    });
    expect(triesWords(tries.all, 'mS')).toBe(
      'Fired at 0.36 and 2.4 mS. Failed at 0.3 mS. Not known yet at 0.33 mS.',
    );
  });
});
