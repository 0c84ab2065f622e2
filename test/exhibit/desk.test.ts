import { describe, expect, it } from 'vitest';
import { createExhibitDesk, IS_CLOSED } from '../../src/exhibit/desk.js';
import { SOMEBODY_SETS_IT } from '../../src/exhibit/visitors.js';
import { LESSON } from '../controller/bench-rig.js';
import { createExhibitRig, type ExhibitChanges } from './exhibit-rig.js';

function desk(changes?: ExhibitChanges) {
  const rig = createExhibitRig(changes);
  const made = createExhibitDesk({
    controller: rig.controller,
    clock: rig.timers,
    policy: rig.policy,
    lensOf: (name) => (name === 'quick' ? 1 : 500),
    zone: 'UTC',
    visitors: ['stimulate', 'lens', 'load'],
    languages: ['en', 'de'],
    volume: 0.5,
    trail: null,
  });
  return { ...rig, desk: made };
}

describe('the desk of an exhibit', () => {
  it('tells its phase, and the two lenses of the experiment that is loaded', () => {
    const quick = { ...LESSON, name: 'quick', fastestRoomMsPerAxonMs: 20 };
    const { desk: told, controller } = desk({ rig: { experiments: [LESSON, quick], ledCount: 60 } });
    expect(told.told()).toMatchObject({ phase: { kind: 'attracting' }, lens: { slow: 500, real: 1 } });
    let changes = 0;
    const stop = told.observeTold(() => changes++);
    const before = changes;
    controller.command({ do: 'stimulate' });
    controller.command({ do: 'load', name: 'quick' });
    expect(changes - before).toBe(1);
    expect(told.told().lens).toEqual({ slow: 20, real: 20 });
    told.hand();
    expect(changes - before).toBe(2);
    stop();
    controller.command({ do: 'load', name: 'lesson' });
    expect(changes - before).toBe(2);
  });

  it('takes what changes nothing for no setting: another visitor need not wait for it', () => {
    const { desk: made, controller, timers } = desk();
    const sets = (page: number, roomMsPerAxonMs: number) => {
      const asked = { do: 'lens', roomMsPerAxonMs } as const;
      const refusal = made.refusal(page, asked, null) ?? controller.command(asked);
      if (refusal === undefined) made.done(page, asked);
      return refusal;
    };
    expect(sets(1, 100)).toBeUndefined();
    expect(sets(2, 200)).toBe(SOMEBODY_SETS_IT);
    timers.advance(600);
    expect(sets(1, 100)).toBeUndefined();
    timers.advance(100);
    expect(sets(2, 200)).toBeUndefined();
  });

  it('refuses everything while it is closed', () => {
    const closed = desk({ hours: { zone: 'UTC', week: Array.from({ length: 7 }, () => []), closed: [] } });
    expect(closed.desk.refusal(1, { do: 'stimulate' }, null)).toBe(IS_CLOSED);
    expect(closed.desk.told().phase).toEqual({ kind: 'closed', because: 'hours', opensAtMs: null });
  });
});
