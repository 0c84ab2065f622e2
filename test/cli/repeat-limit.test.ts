import { describe, expect, it } from 'vitest';
import { createRepeatLimit, patternOf } from '../../src/cli/repeat-limit.js';
import { createDroppedNotice } from '../../src/controller/dropped-notice.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

function setUp() {
  const timers = new VirtualTimers();
  return { timers, limit: createRepeatLimit(() => timers.nowMs()) };
}

describe('a sentence that comes again', () => {
  it('is the same whatever figure it has, and whatever it quotes', () => {
    expect(patternOf('At 9600 baud it says "sensor 512".')).toBe(patternOf('At 500 baud it says "1.5 V".'));
    expect(patternOf('The cable is out.')).not.toBe(patternOf('The cable is in.'));
  });

  it('is said three times in ten minutes, and after that how often it was not said: 8 gaps of 0.7 s', () => {
    const { timers, limit } = setUp();
    const notice = createDroppedNotice();
    const said: string[] = [];
    let droppedMs = 0;
    for (let minute = 0; minute < 9; minute++) {
      if (minute < 8) droppedMs += 700;
      const words = notice(droppedMs, timers.nowMs(), 0);
      const now = words && limit.say(words);
      if (now) said.push(now);
      timers.advance(MINUTE_MS);
    }
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/busy with something else for 0\.7 s/);
    expect(said[2]).toMatch(/ \(Said three times now; if it goes on, it is said less often\.\)$/);
    timers.advance(20 * MINUTE_MS);
    expect(limit.say(notice(droppedMs + 700, timers.nowMs(), 0)!)).toMatch(
      / \(5 times more since it was last said\.\)$/,
    );
  });

  it('once a second is 3 lines in ten minutes, and some 25 in a day', () => {
    const { timers, limit } = setUp();
    let lines = 0;
    for (let second = 0; second < 600; second++, timers.advance(1000)) if (limit.say('Busy.')) lines++;
    expect(lines).toBe(3);
    for (let second = 600; second < 86_400; second++, timers.advance(1000)) if (limit.say('Busy.')) lines++;
    // Windows of 10, 20, 40 … 640 minutes, and the begin of the next.
    expect(lines).toBe(3 * 8);
  });

  it('is said at once again after a day without it', () => {
    const { timers, limit } = setUp();
    for (let n = 0; n < 100; n++) limit.say('Busy.');
    timers.advance(DAY_MS);
    expect(limit.say('Busy.')).toBe('Busy. (97 times more since it was last said.)');
    expect(limit.say('Busy.')).toBe('Busy.');
  });

  it('takes no memory without end: of 1000 sentences 50 are counted', () => {
    const { limit } = setUp();
    const word = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    for (let round = 0; round < 3; round++)
      for (let n = 0; n < 1000; n++) expect(limit.say(word(n))).toBe(word(n));
  });
});
