import { expect, it } from 'vitest';
import type { PageState } from '../../src/server/messages.js';
import { asShown, moveRefusal, thenWords } from '../../src/web/as-shown.js';
import { LOOKING_BACK, STATE } from './page-state.js';

const TTX = {
  id: '1',
  treatment: { kind: 'ttx', from: 49, to: 53, sodiumFraction: 0 },
  words: 'TTX, sites 49–53: no sodium channels left',
} as const;
const ALIKE = { channelsOn: true, treatments: [], electrodes: STATE.electrodes } as const;

const back = (then: Partial<typeof LOOKING_BACK.setUp>, now: Partial<PageState> = {}): PageState => ({
  ...STATE,
  ...now,
  look: { ...LOOKING_BACK, setUp: { ...ALIKE, ...then } },
});

it('what is shown of the present has the set-up of the present', () => {
  expect(asShown(STATE)).toBe(STATE);
});

it('what is shown of the past has its own channels, treatments and electrodes', () => {
  const then = { channelsOn: false, treatments: [TTX], electrodes: { blue: 3, yellow: 8 } } as const;
  const state = back(then);
  expect(asShown(state)).toEqual({ ...state, ...then });
});

it.each([
  [back({}), ''],
  [back({ channelsOn: false }), 'Then: channels off.'],
  [back({ treatments: [TTX] }), 'Then: TTX, sites 49–53.'],
  [back({}, { treatments: [TTX] }), 'Then: no treatment.'],
  [back({ electrodes: { blue: 3, yellow: 'bath' } }), 'Then: blue at site 3.'],
])('the caption says what was set up otherwise (%#): %s', (state, words) => {
  expect(thenWords(state)).toBe(words);
});

it('an electrode is moved in the present only: what is shown was read where it stood then', () => {
  expect(moveRefusal(STATE)).toBeUndefined();
  expect(moveRefusal(back({}))).toBe('Go on from here, or back to now, then move it.');
});
