import { describe, expect, it } from 'vitest';
import { gateSize, spriteColumn } from '../../../src/web/stage/gate-sprites.js';
import { countOf, gateWords, LOCKED, OPEN } from '../../../src/web/stage/gates.js';
import { pairBehindFront, pairNear } from '../../../src/web/stage/lens-choice.js';

const READY = 0;
const NA_OPEN = 0b01_111111;
const BALL_IN = 0b10_000000;
const OUT_OF_WORK = 0b11_000000;
const K_OPEN = 0b01_111111;

/** One letter a pair: r ready, o sodium open, l locked and potassium open, b locked alone, x out of work. */
function gatesOf(letters: string): Uint8Array {
  const pairs: Record<string, readonly number[]> = {
    r: [READY, 0],
    o: [NA_OPEN, 0],
    l: [BALL_IN, K_OPEN],
    b: [BALL_IN, 0],
    x: [OUT_OF_WORK, OUT_OF_WORK],
  };
  return Uint8Array.from([...letters].flatMap((letter) => pairs[letter]!));
}

describe('the words of a gate', () => {
  it('are one word for each state', () => {
    expect(gateWords('sodium', READY, false).head).toBe('Na⁺ ready');
    expect(gateWords('sodium', NA_OPEN, false)).toEqual({ head: 'Na⁺ open', more: 'Na⁺ rushes in' });
    expect(gateWords('sodium', BALL_IN, false).head).toBe('Na⁺ locked');
    expect(gateWords('potassium', 0, false).head).toBe('K⁺ shut');
    expect(gateWords('potassium', K_OPEN, false)).toEqual({ head: 'K⁺ open', more: 'K⁺ flows out' });
    expect(gateWords('potassium', OUT_OF_WORK, false).head).toBe('K⁺ out of work');
  });

  it('say how many are open where a membrane opens them by a share: 32 of 63 are 51 %', () => {
    expect(gateWords('sodium', 0b01_100000, true).head).toBe('Na⁺ 51 % open');
    expect(gateWords('sodium', BALL_IN, true).head).toBe('Na⁺ locked');
  });

  it('are counted by state', () => {
    expect(countOf(gatesOf('rolb'), 'sodium', OPEN)).toBe(1);
    expect(countOf(gatesOf('rolb'), 'sodium', LOCKED)).toBe(2);
    expect(countOf(gatesOf('rolb'), 'potassium', OPEN)).toBe(1);
  });
});

describe('the sprite of a gate', () => {
  it('is one of shut, locked, none works, and four widths of open', () => {
    expect([READY, BALL_IN, OUT_OF_WORK].map(spriteColumn)).toEqual([0, 1, 2]);
    expect([0b01_000000, 0b01_010000, 0b01_100000, NA_OPEN].map(spriteColumn)).toEqual([3, 4, 5, 6]);
  });

  it('has jaws from 9 px a pair on, is a bar from 4 px on, and is not drawn below', () => {
    expect([20.8, 9, 8.3, 4, 3.9].map(gateSize)).toEqual(['jaws', 'jaws', 'bars', 'bars', 'none']);
  });
});

describe('what the membrane lens shows by itself', () => {
  it('is the first locked pair behind the front, where potassium is open', () => {
    expect(pairBehindFront(gatesOf('rblllloorrr'), 0)).toBe(5);
  });

  it('is behind the front that is furthest from the stimulus, on its side of it', () => {
    expect(pairBehindFront(gatesOf('rrooll' + 'b' + 'llllooor'), 6)).toBe(10);
    expect(pairBehindFront(gatesOf('roolll' + 'b' + 'lloorrrr'), 6)).toBe(3);
  });

  it('is the front itself as long as nothing is behind it, and nothing without a front', () => {
    expect(pairBehindFront(gatesOf('oorrr'), 0)).toBe(1);
    expect(pairBehindFront(gatesOf('rrbbb'), 0)).toBe(-1);
    expect(pairBehindFront(new Uint8Array(0), -1)).toBe(-1);
  });

  it('is else the pair nearest to an electrode: 7.4 mm among pairs every 5 mm is the second', () => {
    expect(pairNear([0, 5, 10, 15], 7.4)).toBe(1);
    expect(pairNear([], 3)).toBe(-1);
  });
});
