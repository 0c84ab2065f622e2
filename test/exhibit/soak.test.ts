/** A few minutes of an exhibit with everything that may break; `npm run bench exhibit-soak` has 30 days of it. */
import { describe, expect, it } from 'vitest';
import type { Happenings } from '../harness/exhibit/happenings.js';
import { ExhibitSoak } from '../harness/exhibit/soak.js';
import { MockBoard } from '../harness/mock-board.js';

const EACH_ONCE: Happenings = {
  visits: 1,
  unplugs: 1,
  mainsCuts: 1,
  programKills: 1,
  boardResets: 1,
  noises: 1,
  clockSteps: 1,
  fullDisks: 1,
  hubTricks: 1,
  sleeps: 1,
  stops: 1,
};

describe('minutes of an exhibit', () => {
  it('with each fault once bring no crash, no wrong picture, no lost press, and light 3 s after a replug', async () => {
    const soak = new ExhibitSoak({
      board: new MockBoard({ bootloaderMs: 1400, caps: 'LPRM' }),
      seed: 3,
      lengthMs: 120_000,
      happenings: EACH_ONCE,
      corruptedBytes: 200,
      hours: false,
      mayBeLate: true,
      sliceMs: 4,
      skips: false,
      looks: 1,
      look: () => {},
    });
    const { world, done, lightMs, stale, firstStale, left } = await soak.run();
    const { shown, presses, eye, crashes, limitMa, corruptedBytes } = world;
    expect(Object.fromEntries(done)).toEqual(EACH_ONCE);
    expect(corruptedBytes).toBeGreaterThanOrEqual(200);
    expect(crashes).toEqual([]);
    expect(shown.shown).toBeGreaterThan(1000);
    expect([shown.wrong, shown.firstWrong]).toEqual([0, '']);
    expect(presses.answered).toBeGreaterThanOrEqual(5);
    expect([presses.lost, presses.firstLost, presses.openEnds]).toEqual([0, '', 0]);
    expect([stale, firstStale]).toEqual([0, '']);
    expect(Math.max(...lightMs.replug, ...lightMs.start)).toBeLessThanOrEqual(3000);
    expect(Math.max(...lightMs.mains)).toBeLessThanOrEqual(60_000);
    expect(eye.mostSwings).toBeLessThanOrEqual(6);
    expect(shown.mostMa).toBeLessThanOrEqual(limitMa);
    expect(left).toEqual({ timers: 0, ports: 0, files: 0 });
  });
});
