import { describe, expect, it } from 'vitest';
import { ROUND_EVERY_MS, roundDue, roundQuestions } from '../../src/exhibit/round.js';

const NOW = Date.parse('2026-03-01T08:00:00Z');
const DAY_MS = 86_400_000;

describe('a round', () => {
  it('asks about what this exhibit has', () => {
    const ids = roundQuestions({ buttons: [1, 3], needles: ['blue'], hasLamp: true, hasHub: false }).map(
      ({ id }) => id,
    );
    expect(ids).toEqual([
      'button-1',
      'button-3',
      'strip',
      'needle-blue',
      'sound',
      'screen',
      'labels',
      'reach',
      'cables',
      'clean',
      'unplug',
      'mains',
    ]);
  });

  it('asks whether an unplugged board is told by whatever tells it', () => {
    const unplug = (hasLamp: boolean, hasHub: boolean) =>
      roundQuestions({ buttons: [], needles: [], hasLamp, hasHub }).find(({ id }) => id === 'unplug')!.words;
    expect(unplug(true, true)).toContain('the lamp is lit and the hub tells it within 20 s');
    expect(unplug(false, false)).not.toContain('within 20 s');
  });

  it('is due where there was none, a month after the last one, and not a day before', () => {
    expect(roundDue(null, NOW)).toContain('Nobody has made a round yet');
    expect(roundDue({ atMs: NOW, failed: [] }, NOW + ROUND_EVERY_MS - 1)).toBeUndefined();
    expect(roundDue({ atMs: NOW, failed: [] }, NOW + ROUND_EVERY_MS)).toContain('more than a month ago');
  });

  it('is due at once after one that has found something wrong, and says what', () => {
    expect(roundDue({ atMs: NOW, failed: ['sound', 'reach'] }, NOW)).toContain('sound, reach');
  });

  it('is due where the last one was noted by a clock that was wrong: it would be of the future', () => {
    expect(roundDue({ atMs: NOW + 3600 * DAY_MS, failed: [] }, NOW)).toContain('more than a month ago');
    expect(roundDue({ atMs: NOW + DAY_MS / 2, failed: [] }, NOW)).toBeUndefined();
  });
});
