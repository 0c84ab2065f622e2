import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/controller/contract.js';
import type { VisitorUse } from '../../src/exhibit/contract.js';
import {
  createVisitors,
  NO_TRAIL,
  NOT_FOR_VISITORS,
  ONLY_THE_TRAIL,
  SETTING_STANDS_MS,
  SOMEBODY_SETS_IT,
} from '../../src/exhibit/visitors.js';
import { VISITOR_USES } from '../../src/rig/index.js';

const USUAL: readonly VisitorUse[] = ['stimulate', 'lens', 'lesson', 'language'];

function visitors(uses: readonly VisitorUse[] = USUAL, trail: string | null = 'science-fair') {
  return createVisitors({ uses, trail, lenses: () => ({ slow: 500, real: 1 }) });
}

const PRESS = { do: 'stimulate' } as const;
const lens = (roomMsPerAxonMs: number) => ({ do: 'lens', roomMsPerAxonMs }) as const;
const plan = (name: string) => ({ do: 'lesson', ask: 'plan', name }) as const;

describe('visitors', () => {
  it('may do what the file says, and nothing else', () => {
    const { refusal } = visitors();
    expect(refusal(1, PRESS, false, 0)).toBeUndefined();
    expect(refusal(1, lens(500), false, 0)).toBeUndefined();
    for (const asked of [
      { do: 'reset' },
      { do: 'channels', on: false },
      { do: 'load', name: 'x' },
      { do: 'run', running: false },
    ] as const)
      expect(refusal(1, asked, false, 0)).toBe(NOT_FOR_VISITORS);
  });

  it('may do each command but reset somewhere, where a file allows all', () => {
    const { refusal } = visitors(VISITOR_USES);
    const refused = Object.keys(COMMANDS).filter(
      (name) => refusal(1, { do: name, roomMsPerAxonMs: 100 } as never, true, 0) !== undefined,
    );
    expect(refused).toEqual(['reset']);
  });

  it('press where and as strongly as the experiment has it, unless the file allows aim and strength', () => {
    const { refusal } = visitors();
    const presses = [{ at: 5 }, { strength: 900 }, { durationMs: 60_000 }] as const;
    for (const press of presses) expect(refusal(1, { ...PRESS, ...press }, false, 0)).toBe(NOT_FOR_VISITORS);
    const free = visitors(['stimulate', 'aim', 'strength']);
    for (const press of presses) expect(free.refusal(1, { ...PRESS, ...press }, false, 0)).toBeUndefined();
    expect(refusal(1, { ...PRESS, held: true }, false, 0)).toBeUndefined();
  });

  it('have a lens between the fastest and that of the experiment', () => {
    const { refusal } = visitors();
    expect([0.5, 1, 500, 5000].map((ms) => refusal(1, lens(ms), false, 0) === undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(refusal(1, lens(5000), false, 0)).toBe('lens: visitors may have 1 to 500');
  });

  it('play the trail of the exhibit, go on and back in it and end it, but open no other lesson', () => {
    const { refusal } = visitors();
    expect(refusal(1, plan('science-fair'), false, 0)).toBeUndefined();
    expect(refusal(1, { do: 'lesson', ask: 'next' }, false, 0)).toBeUndefined();
    expect(refusal(1, plan('university'), false, 0)).toBe(ONLY_THE_TRAIL);
    expect(refusal(1, { do: 'lesson', ask: 'open', name: 'spread' }, false, 0)).toBe(ONLY_THE_TRAIL);
    expect(visitors(USUAL, null).refusal(1, plan('science-fair'), false, 0)).toBe(NO_TRAIL);
  });

  it('press as often as they like, two at a time', () => {
    const { refusal } = visitors();
    for (let i = 0; i < 200; i++) expect(refusal(1 + (i % 2), PRESS, false, i)).toBeUndefined();
  });

  it('end no press that another one holds', () => {
    const { refusal } = visitors();
    expect(refusal(1, { do: 'release' }, true, 0)).toBeUndefined();
    expect(refusal(2, { do: 'release' }, false, 0)).toBe('Somebody else holds that press.');
  });

  it('who set something last may go on at once; another one waits for 0.7 s, and then is the last', () => {
    const { refusal } = visitors();
    for (let ms = 0; ms < 100; ms += 10) expect(refusal(1, lens(100 + ms), false, ms)).toBeUndefined();
    expect(refusal(2, lens(1), false, 90 + SETTING_STANDS_MS - 1)).toBe(SOMEBODY_SETS_IT);
    expect(refusal(2, lens(1), false, 90 + SETTING_STANDS_MS)).toBeUndefined();
    expect(refusal(1, lens(500), false, 90 + SETTING_STANDS_MS + 1)).toBe(SOMEBODY_SETS_IT);
  });

  it('change a setting no more than twice a second, however many pages quarrel over it', () => {
    const { refusal } = visitors();
    let done = 0;
    let last = 0;
    for (let ms = 0; ms < 10_000; ms++) {
      const page = 1 + ((ms * 7919) % 13);
      if (refusal(page, lens(1 + page), false, ms) !== undefined) continue;
      if (page !== last) done++;
      last = page;
    }
    expect(done).toBeLessThanOrEqual(15);
  });
});
