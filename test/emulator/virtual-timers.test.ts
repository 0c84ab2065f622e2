import { describe, expect, it } from 'vitest';
import { VirtualTimers } from '../harness/virtual-timers.js';

describe('virtual timers', () => {
  it('fires one-shots in order of their due time, each at exactly its own time', () => {
    const timers = new VirtualTimers();
    const log: string[] = [];
    timers.after(20, () => log.push(`b ${timers.nowMs()}`));
    timers.after(7.5, () => log.push(`a ${timers.nowMs()}`));
    timers.after(20, () => log.push(`c ${timers.nowMs()}`));
    timers.advance(19);
    expect(log).toEqual(['a 7.5']);
    timers.advance(1);
    expect(log).toEqual(['a 7.5', 'b 20', 'c 20']);
    expect(timers.waiting).toBe(0);
  });

  it('repeats every 10 ms until called off, and can be called off from inside', () => {
    const timers = new VirtualTimers();
    const at: number[] = [];
    const stop = timers.every(10, () => {
      at.push(timers.nowMs());
      if (at.length === 3) stop();
    });
    timers.advance(100);
    expect(at).toEqual([10, 20, 30]);
    expect(timers.waiting).toBe(0);
    expect(timers.nowMs()).toBe(100);
  });

  it('fires each entry once and late where the computer looks only every 96 ms, as a system does', () => {
    const timers = new VirtualTimers();
    const log: string[] = [];
    timers.after(20, () => log.push(`once ${timers.nowMs()}`));
    const stop = timers.every(10, () => log.push(`every ${timers.nowMs()}`));
    timers.after(100, () => log.push(`later ${timers.nowMs()}`));
    timers.advanceLate(96);
    timers.advanceLate(96);
    expect(log).toEqual(['every 96', 'once 96', 'every 192', 'later 192']);
    stop();
    expect(timers.waiting).toBe(0);
  });

  it('fires what an entry sets on its way if that is due within the same advance', () => {
    const timers = new VirtualTimers();
    const at: number[] = [];
    timers.after(5, () => timers.after(5, () => at.push(timers.nowMs())));
    timers.after(5, () => timers.after(6, () => at.push(timers.nowMs())));
    timers.advance(10);
    expect(at).toEqual([10]);
  });

  it('does not fire what was called off, and calling off late or twice is harmless', () => {
    const timers = new VirtualTimers();
    let fired = 0;
    const cancel = timers.after(5, () => fired++);
    cancel();
    cancel();
    timers.advance(10);
    const late = timers.after(1, () => fired++);
    timers.advance(1);
    late();
    expect(fired).toBe(1);
  });

  it('takes a negative delay as "as soon as time moves" and never runs backwards', () => {
    const timers = new VirtualTimers(50);
    let at = -1;
    timers.after(-10, () => {
      at = timers.nowMs();
    });
    timers.advanceTo(20);
    expect(timers.nowMs()).toBe(50);
    timers.advance(0);
    expect(at).toBe(50);
  });

  it('says when the next entry is due, and Infinity when none waits', () => {
    const timers = new VirtualTimers();
    expect(timers.nextDueMs).toBe(Infinity);
    timers.after(8, () => {});
    timers.every(3, () => {});
    expect(timers.nextDueMs).toBe(3);
  });

  it('refuses a period of 0 and a time that is no number', () => {
    const timers = new VirtualTimers();
    expect(() => timers.every(0, () => {})).toThrow(/period above 0/);
    expect(() => timers.advance(Number.NaN)).toThrow(/NaN/);
  });

  it('ends an entry that sets itself again at once, and names the test', () => {
    const timers = new VirtualTimers();
    const again = () => void timers.after(0, again);
    again();
    expect(() => timers.advance(1)).toThrow(
      'virtual time stands still at 0 ms in the test "virtual timers > ends an entry that sets itself again at once, and names the test": 100000 entries within 1 ms, a loop without end',
    );
  });

  it('ends entries whose times come ever closer', () => {
    const timers = new VirtualTimers();
    const again = (ms: number) => void timers.after(ms, () => again(ms / 2));
    again(64);
    expect(() => timers.advance(200)).toThrow(/stands still at 12[78]/);
  });

  it('ends a wait for the clock to move by itself', () => {
    const timers = new VirtualTimers();
    timers.after(5, () => {
      while (timers.nowMs() < 6);
    });
    expect(() => timers.advance(10)).toThrow(/stands still at 5 ms.*looks at the clock/);
  });

  it('lets 99 entries a microsecond go by for 2 ms', () => {
    const timers = new VirtualTimers();
    let fired = 0;
    timers.every(0.001, () => {
      for (let n = 0; n < 98; n++) timers.after(0, () => fired++);
    });
    timers.advance(2);
    expect(fired / 98).toBeCloseTo(2000, -1);
  });
});
