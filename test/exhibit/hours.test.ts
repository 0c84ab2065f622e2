import { describe, expect, it } from 'vitest';
import { type Hours, openingTimes } from '../../src/exhibit/hours.js';

const NINE_TO_FIVE = [{ fromMin: 9 * 60, toMin: 17 * 60 }];
const WEEKDAYS = [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []];

function times(hours: Partial<Hours> = {}) {
  const openAt = openingTimes({ zone: 'Europe/Berlin', week: WEEKDAYS, closed: [], ...hours });
  return {
    isOpen: (when: string) => openAt.isOpen(Date.parse(when)),
    at(when: string) {
      const { open, changesAtMs } = openAt.at(Date.parse(when));
      return [
        open ? 'open' : 'closed',
        changesAtMs === null ? 'for good' : new Date(changesAtMs).toISOString(),
      ];
    },
  };
}

describe('opening times', () => {
  it('are those of the zone, whatever that of the computer: 9:00 in Berlin is 8:00 UTC in winter', () => {
    const { isOpen } = times();
    expect(['07:59', '08:00', '15:59', '16:00'].map((time) => isOpen(`2026-12-01T${time}Z`))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('follow summer time: 9:00 in Berlin is 7:00 UTC in July', () => {
    const { isOpen } = times();
    expect(['06:59', '07:00'].map((time) => isOpen(`2026-07-01T${time}Z`))).toEqual([false, true]);
  });

  it('say when they change: in the evening, after a weekend, after Christmas', () => {
    const { at } = times({
      closed: [
        { year: 2026, month: 12, day: 24 },
        { year: null, month: 12, day: 25 },
      ],
    });
    expect(at('2026-12-01T10:00Z')).toEqual(['open', '2026-12-01T16:00:00.000Z']);
    expect(at('2026-12-04T16:00Z')).toEqual(['closed', '2026-12-07T08:00:00.000Z']);
    expect(at('2026-12-23T20:00Z')).toEqual(['closed', '2026-12-28T08:00:00.000Z']);
    expect(at('2025-12-23T20:00Z')).toEqual(['closed', '2025-12-24T08:00:00.000Z']);
  });

  it('count the day of the zone: in Auckland it is Monday while it is Sunday in London', () => {
    expect(times({ zone: 'Pacific/Auckland' }).isOpen('2026-11-29T20:30Z')).toBe(true);
  });

  it('have a midnight without a break: 20:00-24:00 and from 0:00 on', () => {
    const { at } = times({
      zone: 'UTC',
      week: [[{ fromMin: 1200, toMin: 1440 }], [{ fromMin: 0, toMin: 120 }], [], [], [], [], []],
    });
    expect(at('2026-11-30T21:00Z')).toEqual(['open', '2026-12-01T02:00:00.000Z']);
  });

  it('change in the hour that a spring leaves out at the moment when the clocks jump', () => {
    const { at } = times({ week: Array.from({ length: 7 }, () => [{ fromMin: 150, toMin: 240 }]) });
    expect(at('2026-03-29T00:00Z')).toEqual(['closed', '2026-03-29T01:00:00.000Z']);
  });

  it('may be for good: open day and night, or closed all year', () => {
    const always = Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: 1440 }]);
    expect(times({ week: always }).at('2026-01-01T00:00Z')).toEqual(['open', 'for good']);
    expect(times({ week: WEEKDAYS.map(() => []) }).at('2026-01-01T00:00Z')).toEqual(['closed', 'for good']);
  });

  it('are as good in the year 1970 and in the year 2090, to which a clock may jump', () => {
    const { isOpen } = times();
    expect(isOpen('1970-01-01T10:00Z')).toBe(true);
    expect(isOpen('2090-06-01T10:00Z')).toBe(true);
    expect(isOpen('2090-06-03T10:00Z')).toBe(false);
  });

  it('change when they say, and not before: on 400 moments of a year', () => {
    const openAt = openingTimes({ zone: 'America/New_York', week: WEEKDAYS, closed: [] });
    for (let hour = 0; hour < 8760; hour += 21.9) {
      const atMs = Date.parse('2026-01-01T00:07Z') + hour * 3_600_000;
      const { open, changesAtMs } = openAt.at(atMs);
      expect(openAt.isOpen(changesAtMs! - 60_000)).toBe(open);
      expect(openAt.isOpen(changesAtMs!)).toBe(!open);
    }
  });
});
