import { describe, expect, it } from 'vitest';
import { ringPlace, screenGeometry, unitPx } from '../../../src/web/exhibit/scene.js';

const HALL = { width: 1920, height: 1080, remPx: 16 };

describe('the axon on an exhibit’s screen', () => {
  it('begins at 253 px of 1920 and runs to the right end, at half the height, and above a result at 30 %', () => {
    const live = screenGeometry(HALL, 'live', 60, [], false);
    expect([Math.round(live.left), Math.round(live.left + live.length), live.axisY]).toEqual([
      253, 1920, 559,
    ]);
    expect(screenGeometry(HALL, 'result', 60, [], false).axisY).toBe(329);
    expect(live.ledXs[59]).toBeLessThan(1920);
  });

  it('has each LED where its place is, if they stand unevenly', () => {
    const { ledXs, left, length } = screenGeometry(HALL, 'live', 3, [0, 0.1, 1], false);
    expect(ledXs).toEqual([left, left + 0.1 * length, left + length]);
  });

  it('of a patch is one spot in the middle', () => {
    const { left, length, spot } = screenGeometry(HALL, 'live', 1, [], true);
    expect([spot, left, length]).toEqual([true, 960, 384]);
  });

  it('keeps the ring in the picture, wherever the press enters', () => {
    const live = screenGeometry(HALL, 'live', 60, [], false);
    expect([0, 960, 5000].map((x) => Math.round(ringPlace(live, x, 104).x))).toEqual([269, 960, 1816]);
  });

  it('measures words in 16 px at 1920 × 1080, in 32 at twice that, and in no fewer px on the same screen set upright', () => {
    expect([unitPx(1920, 1080), unitPx(3840, 2160)]).toEqual([16, 32]);
    expect(unitPx(1080, 1920)).toBeGreaterThan(16);
    expect([unitPx(390, 844), unitPx(844, 390)]).toEqual([7.5, 7]);
  });

  it('lies higher above a result on an upright screen, at 22 %, since its keys stand below each other', () => {
    const upright = { width: 1080, height: 1920, remPx: 17 };
    expect(screenGeometry(upright, 'result', 60, [], false).axisY).toBe(422);
  });
});
