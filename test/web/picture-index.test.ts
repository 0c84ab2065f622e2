import { describe, expect, it } from 'vitest';
import { PictureIndex } from '../../src/web/picture-index.js';

describe('the pictures of a sweep', () => {
  it('are found by the moment: at 1.02 ms picture 131, which shows 1.033 ms', () => {
    const index = new PictureIndex();
    for (let i = 0; i <= 400; i++) index.learn(100 + i, i / 30);
    expect(index.pictureAt(1.02)).toBe(131);
    expect(index.pictureAt(-5)).toBe(100);
    expect(index.pictureAt(99)).toBe(500);
  });

  it('that nobody has told of lie between the known ones, in proportion to time', () => {
    const index = new PictureIndex();
    expect(index.pictureAt(1)).toBeUndefined();
    index.learn(200, 10);
    index.learn(100, 0);
    expect(index.pictureAt(2.5)).toBe(125);
    index.learn(125, 2.4);
    expect(index.pictureAt(2.4)).toBe(125);
  });

  it('are 2048 at most, and the first and the newest of 10 000 are among them', () => {
    const index = new PictureIndex();
    for (let i = 0; i < 10_000; i++) index.learn(i, i / 100);
    expect(index.count).toBeLessThanOrEqual(2048);
    expect(index.pictureAt(0)).toBe(0);
    expect(index.pictureAt(99.99)).toBe(9999);
    index.cutAfter(4000);
    expect(index.pictureAt(99.99)).toBeLessThanOrEqual(4000);
  });
});
