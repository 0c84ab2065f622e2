import { describe, expect, it } from 'vitest';
import { createDroppedNotice } from '../../src/controller/dropped-notice.js';

const PICTURE_MS = 1000 / 60;

describe('notice about dropped room time', () => {
  it('says nothing of short gaps, however many over a day', () => {
    const notice = createDroppedNotice();
    for (let minute = 0; minute < 1440; minute++)
      expect(notice(30 * minute, 60_000 * minute, 0)).toBeUndefined();
  });

  it('calls a sleep of 10 s a sleep, once, and blames no time lens', () => {
    const notice = createDroppedNotice();
    notice(0, 0, 0);
    expect(notice(0, 17, 0)).toBeUndefined();
    expect(notice(9900, 10_017, 0)).toBe(
      'This computer slept for 9.9 s, or this program was stopped for so long. The axon goes on from where it was.',
    );
    expect(notice(9900, 10_034, 0)).toBeUndefined();
  });

  it('tells of each of two sleeps that follow each other', () => {
    const notice = createDroppedNotice();
    notice(0, 0, 0);
    expect(notice(9900, 10_000, 0)).toMatch(/slept for 9\.9 s/);
    expect(notice(39_800, 40_000, 0)).toMatch(/slept for 29\.9 s/);
  });

  it('says of a gap of 0.7 s that the computer was busy, and blames no time lens', () => {
    const notice = createDroppedNotice();
    notice(0, 0, 0);
    expect(notice(700, 800, 0)).toBe(
      'This computer was busy with something else for 0.7 s: that time was left out. The axon goes on from where it was. If this comes again and again, close other programs.',
    );
  });

  it('blames the axon for a gap of 0.7 s, or of 7 s, in which the axon itself was computed', () => {
    for (const gapMs of [700, 7000]) {
      const notice = createDroppedNotice();
      notice(0, 0, 0);
      expect(notice(0, 17, gapMs)).toBeUndefined();
      expect(notice(gapMs, gapMs + 17, gapMs + 1)).toBe(
        `This computer cannot keep up with the axon at this time lens: ${(gapMs / 1000).toFixed(1)} s were left out. The axon goes on from where it was. If this comes again and again, choose a slower lens or close other programs.`,
      );
    }
  });

  it('blames commands for a gap of 0.7 s, or of 7 s, in which they were carried out, also where they computed the axon', () => {
    for (const gapMs of [700, 7000])
      for (const computedMs of [0, gapMs]) {
        const notice = createDroppedNotice();
        notice(0, 0, 0, 0);
        expect(notice(0, 17, computedMs, gapMs)).toBeUndefined();
        expect(notice(gapMs, gapMs + 17, computedMs, gapMs)).toBe(
          `Carrying out commands took too long: ${(gapMs / 1000).toFixed(1)} s were left out. The axon goes on from where it was. If this comes again and again, send fewer at once.`,
        );
      }
  });

  it('tells of a computer that cannot keep up once in 10 s, not 60 times a second, and offers a slower lens', () => {
    const notice = createDroppedNotice();
    const told: string[] = [];
    for (let picture = 0; picture < 60 * 60; picture++) {
      const words = notice(8 * picture, PICTURE_MS * picture, 0);
      if (words !== undefined) told.push(words);
    }
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.length).toBeLessThanOrEqual(7);
    for (const words of told) expect(words).toMatch(/cannot keep up.* choose a slower lens/);
  });
});
