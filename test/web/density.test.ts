import { describe, expect, it } from 'vitest';
import { Density } from '../../src/web/density.js';

/** The frame, from 1, after which canvases are coarser; undefined: in none of 1000. */
function coarseAfter(picturesInFrame: (frame: number) => number): number | undefined {
  const density = new Density();
  let found: number | undefined;
  for (let frame = 1; frame <= 1000; frame++) {
    for (let picture = 0; picture < picturesInFrame(frame); picture++) density.picture();
    if (!density.frame()) continue;
    expect(found).toBeUndefined();
    found = frame;
  }
  return found;
}

describe('canvases', () => {
  it('become coarser, once, after 90 frames with 2 pictures each: 30 frames a second', () => {
    expect(coarseAfter(() => 2)).toBe(90);
  });

  it('stay fine at 40 frames a second, where every second frame has 2 pictures', () => {
    expect(coarseAfter((frame) => 1 + (frame % 2))).toBeUndefined();
  });

  it('stay fine after a page was hidden for a minute, and on one that waits', () => {
    expect(coarseAfter((frame) => (frame === 10 ? 3600 : 1))).toBeUndefined();
    expect(coarseAfter(() => 0)).toBeUndefined();
  });

  it('become coarser in a later stretch of frames as well', () => {
    expect(coarseAfter((frame) => (frame > 270 ? 2 : 1))).toBe(360);
  });
});
