import { describe, expect, it } from 'vitest';
import { openedEarly } from '../../src/exhibit/early.js';
import { openingTimes } from '../../src/exhibit/hours.js';

const MONDAY = { fromMin: 540, toMin: 1020 };
const times = openingTimes({ zone: 'UTC', week: [[MONDAY], [], [], [], [], [], []], closed: [] });
const early = openedEarly(times);
const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

describe('an exhibit that tests itself before its doors open', () => {
  it('is on from three minutes before nine to five, and no longer', () => {
    const on = ['08:56:59', '08:57:00', '09:00:00', '16:59:59', '17:00:00'].map((time) =>
      early.isOpen(at(time)),
    );
    expect(on).toEqual([false, true, true, true, false]);
  });

  it('still says that it opens at nine', () => {
    expect(early.at(at('08:58:00'))).toEqual({ open: false, changesAtMs: at('09:00:00') });
  });
});
