import { describe, expect, it } from 'vitest';
import { sweepOf } from '../../../src/web/stage/sweep-begin.js';
import { PRESS_MARK } from '../page-state.js';

describe('the sweep of a picture', () => {
  const presses = [
    { ...PRESS_MARK, press: 1, sweep: 1, picture: 100 },
    { ...PRESS_MARK, press: 2, sweep: 1, picture: 120 },
    { ...PRESS_MARK, press: 3, sweep: 2, picture: 500 },
  ];

  it('began with its first press, also where a second one came into it', () => {
    expect(sweepOf(presses, 130, 0)).toEqual({ sweep: 1, picture: 100 });
    expect(sweepOf(presses, 500, 0)).toEqual({ sweep: 2, picture: 500 });
    expect(sweepOf(presses, 99, 0)).toBeUndefined();
  });

  it('is none after a reset, until somebody presses again; looking back before it, it is still there', () => {
    expect(sweepOf(presses, 700, 600)).toBeUndefined();
    expect(sweepOf(presses, 510, 600)).toEqual({ sweep: 2, picture: 500 });
  });
});
