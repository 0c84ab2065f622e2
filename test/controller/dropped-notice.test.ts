import { describe, expect, it } from 'vitest';
import { createDroppedNotice } from '../../src/controller/dropped-notice.js';

describe('notice about dropped room time', () => {
  it('says nothing of hiccups, however many over a day', () => {
    const notice = createDroppedNotice();
    for (let minute = 0; minute < 1440; minute++)
      expect(notice(30 * minute, 60_000 * minute)).toBeUndefined();
  });

  it('tells at once of a computer that slept', () => {
    const notice = createDroppedNotice();
    notice(0, 0);
    expect(notice(0, 17)).toBeUndefined();
    expect(notice(9900, 10_017)).toMatch(/^9\.9 s of the room's time were left out/);
    expect(notice(9900, 10_034)).toBeUndefined();
  });

  it('tells of a computer that cannot keep up once in 10 s, not 60 times a second', () => {
    const notice = createDroppedNotice();
    let told = 0;
    for (let picture = 0; picture < 60 * 60; picture++)
      if (notice(8 * picture, (1000 / 60) * picture) !== undefined) told++;
    expect(told).toBeGreaterThanOrEqual(5);
    expect(told).toBeLessThanOrEqual(7);
  });
});
