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
import { LESSON_ASKS } from '../../src/lessons/contract.js';
import { VISITOR_USES } from '../../src/rig/index.js';

const USUAL: readonly VisitorUse[] = ['stimulate', 'lens', 'lesson', 'language'];

function visitors(uses: readonly VisitorUse[] = USUAL, trail: string | null = 'science-fair') {
  return createVisitors({ uses, trail, lenses: () => ({ slow: 500, real: 1 }), standing: () => undefined });
}

type Visitors = ReturnType<typeof createVisitors>;
type Refusal = ReturnType<Visitors['refusal']>;

/** It is done where it is not refused. */
function sets(
  { refusal, done }: Visitors,
  page: number,
  asked: Parameters<Visitors['done']>[1],
  ms: number,
): Refusal {
  const refused = refusal(page, asked, null, ms);
  if (refused === undefined) done(page, asked, ms);
  return refused;
}

const PRESS = { do: 'stimulate' } as const;
const lens = (roomMsPerAxonMs: number) => ({ do: 'lens', roomMsPerAxonMs }) as const;
const plan = (name: string) => ({ do: 'lesson', ask: 'plan', name }) as const;

describe('visitors', () => {
  it('may do what the file says, and nothing else', () => {
    const { refusal } = visitors();
    expect(refusal(1, PRESS, null, 0)).toBeUndefined();
    expect(refusal(1, lens(500), null, 0)).toBeUndefined();
    for (const asked of [
      { do: 'reset' },
      { do: 'channels', on: false },
      { do: 'load', name: 'x' },
      { do: 'run', running: false },
    ] as const)
      expect(refusal(1, asked, null, 0)).toBe(NOT_FOR_VISITORS);
  });

  it('may do each command but reset somewhere, where a file allows all', () => {
    const { refusal } = visitors(VISITOR_USES);
    const refused = Object.keys(COMMANDS).filter(
      (name) => refusal(1, { do: name, roomMsPerAxonMs: 100 } as never, null, 0) !== undefined,
    );
    expect(refused).toEqual(['reset']);
  });

  it('press where and as strongly as the experiment has it, unless the file allows aim and strength', () => {
    const { refusal } = visitors();
    const presses = [{ at: 5 }, { strength: 900 }, { durationMs: 60_000 }, { held: true }] as const;
    for (const press of presses) expect(refusal(1, { ...PRESS, ...press }, null, 0)).toBe(NOT_FOR_VISITORS);
    const free = visitors(['stimulate', 'aim', 'strength']);
    for (const press of presses) expect(free.refusal(1, { ...PRESS, ...press }, null, 0)).toBeUndefined();
    expect(refusal(1, { ...PRESS, held: false }, null, 0)).toBeUndefined();
  });

  it('have a lens between the fastest and that of the experiment', () => {
    const { refusal } = visitors();
    expect([0.5, 1, 500, 5000].map((ms) => refusal(1, lens(ms), null, 0) === undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(refusal(1, lens(5000), null, 0)).toBe('lens: visitors may have 1 to 500');
  });

  it('play the trail of the exhibit, go on and back in it and end it, but open no other lesson', () => {
    const { refusal } = visitors();
    expect(refusal(1, plan('science-fair'), null, 0)).toBeUndefined();
    expect(refusal(1, { do: 'lesson', ask: 'next' }, 'science-fair', 0)).toBeUndefined();
    expect(refusal(1, plan('university'), null, 0)).toBe(ONLY_THE_TRAIL);
    expect(refusal(1, { do: 'lesson', ask: 'open', name: 'spread' }, null, 0)).toBe(ONLY_THE_TRAIL);
    expect(visitors(USUAL, null).refusal(1, plan('science-fair'), null, 0)).toBe(NO_TRAIL);
  });

  it('walk no lesson that somebody else has opened; they may end it, or begin the trail instead', () => {
    const { refusal } = visitors();
    for (const open of ['university', null])
      for (const ask of LESSON_ASKS) {
        const mayBe = ask === 'close';
        expect([ask, refusal(1, { do: 'lesson', ask, name: 'spread' }, open, 0)]).toEqual([
          ask,
          mayBe ? undefined : ONLY_THE_TRAIL,
        ]);
      }
    expect(refusal(1, plan('science-fair'), 'university', 0)).toBeUndefined();
  });

  it('press as often as they like, two at a time', () => {
    const { refusal } = visitors();
    for (let i = 0; i < 200; i++) expect(refusal(1 + (i % 2), PRESS, null, i)).toBeUndefined();
  });

  it('who set something last may go on at once; another one waits for 0.7 s, and then is the last', () => {
    const all = visitors();
    for (let ms = 0; ms < 100; ms += 10) expect(sets(all, 1, lens(100 + ms), ms)).toBeUndefined();
    expect(sets(all, 2, lens(1), 90 + SETTING_STANDS_MS - 1)).toBe(SOMEBODY_SETS_IT);
    expect(sets(all, 2, lens(1), 90 + SETTING_STANDS_MS)).toBeUndefined();
    expect(sets(all, 1, lens(500), 90 + SETTING_STANDS_MS + 1)).toBe(SOMEBODY_SETS_IT);
  });

  it('keep nothing from others by asking for what is refused, or for what stands already', () => {
    const all = createVisitors({
      uses: USUAL,
      trail: 'science-fair',
      lenses: () => ({ slow: 500, real: 1 }),
      standing: () => 'the same lens',
    });
    const trail = plan('science-fair');
    expect([sets(all, 1, lens(100), 0), sets(all, 1, trail, 0)]).toEqual([undefined, undefined]);
    for (let ms = 300; ms <= 3000; ms += 300) {
      expect(sets(all, 1, lens(100), ms)).toBeUndefined();
      // The lesson has refused it, so nothing was done.
      expect(all.refusal(1, { do: 'lesson', ask: 'look' }, 'science-fair', ms)).toBeUndefined();
    }
    expect([sets(all, 2, lens(200), 3000), sets(all, 2, trail, 3000)]).toEqual([undefined, undefined]);
  });

  it('who set something every 0.3 s keep it from another one for 5 s, and wait for as long at most', () => {
    const all = visitors();
    const turns: string[] = [];
    for (let ms = 0; ms < 20_000; ms += 300)
      for (const page of [1, 2]) {
        if (sets(all, page, lens(100 + page), ms) !== undefined) continue;
        if (turns.at(-1)?.split(' ')[0] !== String(page)) turns.push(`${page} at ${ms}`);
      }
    expect(turns).toEqual(['1 at 0', '2 at 5100', '1 at 10200', '2 at 15300']);
  });

  it('change a setting no more than twice a second, however many pages quarrel over it', () => {
    const all = visitors();
    let done = 0;
    let last = 0;
    for (let ms = 0; ms < 10_000; ms++) {
      const page = 1 + ((ms * 7919) % 13);
      if (sets(all, page, lens(1 + page), ms) !== undefined) continue;
      if (page !== last) done++;
      last = page;
    }
    expect(done).toBe(2);
  });
});
