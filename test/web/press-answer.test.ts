/** The ring around Stimulate: sent, late, answered. */
import { describe, expect, it } from 'vitest';
import { answered, atTime, NO_ANSWER_DUE, sent } from '../../src/web/press-answer.js';
import { STATE } from './page-state.js';

const mark = {
  press: 7,
  sweep: 1,
  atMs: 1,
  untilMs: 1.5,
  places: [0],
  strength: 2.4,
  run: 1,
  picture: 3,
  fired: null,
  outcome: null,
} as const;

describe('a press that was sent', () => {
  it('is late after 400 ms without an answer, and not before', () => {
    const asked = sent(STATE, 1000);
    expect(atTime(asked, 1399).kind).toBe('sent');
    expect(atTime(asked, 1400).kind).toBe('late');
  });

  it('is answered by a newer press in the state, however late, and by no older one', () => {
    const asked = sent({ ...STATE, presses: [mark] }, 1000);
    expect(answered(asked, { ...STATE, presses: [mark] })).toBe(asked);
    const late = atTime(asked, 2000);
    expect(answered(late, { ...STATE, presses: [mark, { ...mark, press: 8 }] })).toBe(NO_ANSWER_DUE);
  });

  it('is answered where the axon stands still: the stimulus waits', () => {
    expect(answered(sent(STATE, 1000), { ...STATE, stimulusWaits: true })).toBe(NO_ANSWER_DUE);
  });
});
