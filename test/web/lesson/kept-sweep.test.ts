import { describe, expect, it } from 'vitest';
import type { LessonState } from '../../../src/server/messages.js';
import { KeptSweep, type Pins } from '../../../src/web/lesson/kept-sweep.js';
import { momentMs } from '../../../src/web/lesson/moment.js';
import type { Sweep } from '../../../src/web/sweep.js';
import { DOING, lessonAt, NO_LESSON } from '../lesson-state.js';
import { LOOKING_BACK, PRESS_MARK } from '../page-state.js';

function page() {
  const pins: Sweep[] = [];
  const sweeps = {
    current: { number: 1 } as unknown as Sweep | undefined,
    pins,
    pinsStay: false,
    pin() {
      pins.push(sweeps.current!);
      return true;
    },
    unpin: (sweep: Sweep) => void pins.splice(pins.indexOf(sweep), 1),
  } satisfies Pins;
  return sweeps;
}

const at = (step: number, stage: 'waiting' | 'done', keep = true): LessonState =>
  lessonAt({ ...DOING, step, stage, waitsFor: null }, { keep });

describe('the sweep that a card keeps', () => {
  it('is pinned once its step is recorded, stays over the next step, and goes with the card', () => {
    const sweeps = page();
    const kept = new KeptSweep(sweeps);
    kept.follow(at(0, 'waiting'));
    expect([sweeps.pins.length, sweeps.pinsStay]).toEqual([0, true]);
    kept.follow(at(0, 'done'));
    kept.follow(at(0, 'done'));
    expect(sweeps.pins).toEqual([sweeps.current]);
    sweeps.current = { number: 2 } as unknown as Sweep;
    kept.follow(at(1, 'waiting'));
    kept.follow(at(1, 'done'));
    expect(sweeps.pins.map(({ number }) => number)).toEqual([1]);
    kept.follow(NO_LESSON);
    expect([sweeps.pins.length, sweeps.pinsStay]).toEqual([0, false]);
  });

  it('is the newer one of a step that was done again', () => {
    const sweeps = page();
    const kept = new KeptSweep(sweeps);
    kept.follow(at(0, 'done'));
    sweeps.current = { number: 2 } as unknown as Sweep;
    kept.follow(at(0, 'done'));
    expect(sweeps.pins.map(({ number }) => number)).toEqual([2]);
  });

  it('is none where the card asks for none', () => {
    const sweeps = page();
    new KeptSweep(sweeps).follow(at(0, 'done', false));
    expect(sweeps.pins).toEqual([]);
  });
});

describe('the moment of a card', () => {
  it('is counted from the first press of its sweep', () => {
    const look = { ...LOOKING_BACK, picture: 500, axonMs: 12.5 };
    const first = { ...PRESS_MARK, press: 1, sweep: 1, atMs: 10, picture: 400 };
    const again = { ...PRESS_MARK, press: 2, sweep: 1, atMs: 12, picture: 480 };
    const later = { ...PRESS_MARK, press: 3, sweep: 2, atMs: 40, picture: 900 };
    expect(momentMs({ look, presses: [first, again, later] })).toBe(2.5);
    expect(momentMs({ look, presses: [later] })).toBeUndefined();
    expect(momentMs({ look: { kind: 'live' }, presses: [first] })).toBeUndefined();
  });
});
