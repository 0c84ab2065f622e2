import { describe, expect, it } from 'vitest';
import { createExhibitDesk, IS_CLOSED } from '../../src/exhibit/desk.js';
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

  it('refuses everything while it is closed', () => {
    const closed = desk({ hours: { zone: 'UTC', week: Array.from({ length: 7 }, () => []), closed: [] } });
    expect(closed.desk.refusal(1, { do: 'stimulate' }, false)).toBe(IS_CLOSED);
    expect(closed.desk.told().phase).toEqual({ kind: 'closed', because: 'hours', opensAtMs: null });
  });
});
