/** Which commands the hands on time give: the handle, the line of the last minute. */
import { describe, expect, it } from 'vitest';
import { agoWords, backOf, markNear, marksOf, nextMark } from '../../src/web/minute-marks.js';
import { seekTo } from '../../src/web/seek-to.js';
import { PRESS_MARK } from './page-state.js';
import { SweepRoom } from './sweep-room.js';

describe('a moment of a sweep', () => {
  it('is asked for by the picture that showed it: 3 ms after a press at 5 ms is picture 16', () => {
    const room = new SweepRoom();
    room.run(5);
    room.sweep();
    const sweep = room.store.shown!;
    expect(seekTo(sweep, 3, { lens: 500, isPresent: true })).toEqual({ do: 'seek', picture: 16 });
    expect(seekTo(sweep, -4, { lens: 500, isPresent: true })).toMatchObject({ do: 'seek' });
    expect(seekTo(sweep, 99, { lens: 500, isPresent: true })).toEqual({ do: 'seek', picture: 38 });
  });

  it('is asked for by the axon’s time where its pictures are not known', () => {
    const room = new SweepRoom();
    room.press();
    room.store.link(false);
    const other = new SweepRoom();
    other.tell({ presses: room.state.presses });
    other.store.link(false);
    const sweep = other.store.shown!;
    sweep.fill([0, -70, -70, 10, -60, -60], []);
    expect(seekTo(sweep, 3, { lens: 500, isPresent: true })).toEqual({ do: 'seek', axonMs: sweep.atMs + 3 });
  });

  it('of a run before a reset is asked for where its picture should be, and never before the press', () => {
    const room = new SweepRoom();
    room.run(5);
    room.press();
    room.run(1);
    const sweep = room.store.shown!;
    expect(seekTo(sweep, 0, { lens: 500, isPresent: false })).toEqual({ do: 'seek', picture: 11 });
  });
});

describe('the line of the last minute', () => {
  const press = (n: number, picture: number) => ({ ...PRESS_MARK, press: n, sweep: n, picture });
  const marks = marksOf(
    [press(1, 100), press(2, 4000), { ...press(3, 5800), outcome: { kind: 'refractory', place: 0 } }],
    6000,
  );

  it('has a mark for each press of the minute: 33 s and 3.3 s ago, the last one hollow', () => {
    expect(marks.map(({ press: n, failed }) => [n, failed])).toEqual([
      [2, false],
      [3, true],
    ]);
    expect(marks.map(({ backMs }) => Math.round(backMs))).toEqual([33333, 3333]);
  });

  it('takes a hand near a mark for the mark', () => {
    expect(markNear(marks, 33_000, 500)?.press).toBe(2);
    expect(markNear(marks, 30_000, 500)).toBeUndefined();
  });

  it('goes from press to press by the keyboard', () => {
    expect(nextMark(marks, 6000, -1)?.press).toBe(3);
    expect(nextMark(marks, 5800, -1)?.press).toBe(2);
    expect(nextMark(marks, 4000, -1)).toBeUndefined();
    expect(nextMark(marks, 4000, 1)?.press).toBe(3);
  });

  it('says how long ago, and how many presses have come since', () => {
    expect(agoWords(0, marks)).toBe('now');
    expect(agoWords(3200, marks)).toBe('3.2 s ago');
    expect(agoWords(40_000, marks)).toBe('40.0 s ago, 2 presses since then');
    expect(backOf({ kind: 'live' })).toBe(0);
  });
});
