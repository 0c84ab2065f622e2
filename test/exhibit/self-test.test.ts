import { describe, expect, it } from 'vitest';
import { beginSelfTest, TEST_WITHIN_MS, type TestFacts } from '../../src/exhibit/self-test.js';

const FIRST: TestFacts = {
  device: { kind: 'opening', words: 'The board is opened.' },
  picturesSent: 100,
  lastPress: null,
  canPress: true,
  year: 2026,
};
const READY = { device: { kind: 'ready', words: 'Ready.' }, picturesSent: 101 } as const;
const PRESS = {
  press: 4,
  outcome: { kind: 'signal', end: 'ran-out', lastPlace: 59, reached: { blue: true, yellow: true } },
} as const;

describe('the test at opening', () => {
  it('passes when the board is ready, gets pictures, and a press has made a signal', () => {
    const look = beginSelfTest(FIRST, 0);
    expect(look(FIRST, 1000)).toEqual({ kind: 'running', left: ['board', 'pictures', 'signal'] });
    expect(look({ ...FIRST, ...READY }, 2000)).toEqual({ kind: 'running', left: ['signal'] });
    expect(look({ ...FIRST, ...READY, lastPress: PRESS }, 3000)).toEqual({
      kind: 'passed',
      press: 'signal, ran-out',
    });
  });

  it('takes no press of before for one of now', () => {
    const look = beginSelfTest({ ...FIRST, lastPress: PRESS }, 0);
    expect(look({ ...FIRST, ...READY, lastPress: PRESS }, 1000)).toMatchObject({ left: ['signal'] });
  });

  it('asks for no press where there is no place for one', () => {
    const look = beginSelfTest({ ...FIRST, canPress: false }, 0);
    expect(look({ ...FIRST, ...READY, canPress: false }, 1000)).toEqual({ kind: 'passed', press: null });
  });

  it('fails after 90 s, and says of each part that is missing what it is', () => {
    const look = beginSelfTest({ ...FIRST, year: 1970 }, 0);
    const device = { kind: 'lost', fault: 'no-port', words: 'There is no board.', retryInMs: 1 } as const;
    const facts = { ...FIRST, year: 1970, device };
    expect(look(facts, TEST_WITHIN_MS - 1).kind).toBe('running');
    expect(look(facts, TEST_WITHIN_MS)).toEqual({
      kind: 'failed',
      words:
        'The test at opening has failed: the clock of the computer says 1970: give it the right time, or a battery; the board is not ready: There is no board.; no picture went out to the board; no press came to an end that is known.',
    });
  });

  it('counts a board that was ready for a moment, and stays as it ended', () => {
    const look = beginSelfTest(FIRST, 0);
    look({ ...FIRST, ...READY }, 1000);
    expect(look({ ...FIRST, picturesSent: 102, lastPress: PRESS }, 2000).kind).toBe('passed');
    expect(look(FIRST, TEST_WITHIN_MS).kind).toBe('passed');
  });
});
