import { describe, expect, it } from 'vitest';
import { sceneGeometry } from '../../../src/web/geometry.js';
import { ghostApart, highestLabel } from '../../../src/web/stage/line-labels.js';
import { potentialScale, potentialY } from '../../../src/web/stage/potential-scale.js';
import { SET_A_FACTS } from '../page-state.js';

const SCALE = potentialScale(SET_A_FACTS);

/** A pulse of 60 LEDs: it has passed those before `front`, and +40 mV is at three from there on. */
function pulse(front: number) {
  const highestMv = Float32Array.from({ length: 60 }, (_, led) => (led < front + 3 ? 40 : -70));
  const nowMv = Float32Array.from({ length: 60 }, (_, led) =>
    led < front ? -79 : led < front + 3 ? 40 : -70,
  );
  return { highestMv, nowMv };
}

describe('the words at the line of the highest', () => {
  it.each([
    [1440, 404],
    [1280, 300],
    [390, 260],
  ])(
    'are whole while the pulse begins, on a scene of %d × %d: before the front, below the upper edge',
    (width, height) => {
      const geometry = sceneGeometry(width, height, 60);
      const { ledXs, remPx, curveTop } = geometry;
      for (let front = 2; front < 12; front++) {
        const { highestMv, nowMv } = pulse(front);
        const label = highestLabel(geometry, SCALE, highestMv, nowMv)!;
        expect(label.words).toBe('highest so far');
        expect(label.y - 0.5 * remPx).toBeGreaterThanOrEqual(curveTop);
        const crest = potentialY(geometry, SCALE, 40);
        const isOver = label.y + 0.5 * remPx < crest + 1e-6;
        expect(isOver || label.x > ledXs[front + 2]!).toBe(true);
      }
    },
  );

  it('stand under the line once it is long, and there are none before a front has passed', () => {
    const geometry = sceneGeometry(1440, 404, 60);
    const { highestMv, nowMv } = pulse(40);
    const label = highestLabel(geometry, SCALE, highestMv, nowMv)!;
    expect(label.y).toBeGreaterThan(potentialY(geometry, SCALE, 40));
    const { highestMv: first, nowMv: then } = pulse(1);
    expect(highestLabel(geometry, SCALE, first, then)).toBeUndefined();
  });
});

describe('the name of the ghost', () => {
  const words = 'channels on, TTX, sites 25–31';

  it('stands at its line, and below the other name where the two would meet', () => {
    const highest = { x: 330, y: 40, words: 'highest so far' };
    expect(ghostApart({ x: 160, y: 41, words }, highest, 16)).toEqual({ x: 160, y: 40 + 1.1 * 16, words });
    for (const apart of [
      { x: 160, y: 80, words },
      { x: 500, y: 40, words },
      { x: 100, y: 40, words: 'sweep 2' },
    ])
      expect(ghostApart(apart, highest, 16)).toBe(apart);
    expect(ghostApart({ x: 160, y: 41, words }, undefined, 16)!.y).toBe(41);
  });
});
