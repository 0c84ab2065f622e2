import { describe, expect, it } from 'vitest';
import { HeldLines } from '../../../src/devices/serial/held-lines.js';

/** Credits that wait for a timer, which the pictures of 60 a second drift through, on a way of 2 ms. */
function credits(lines: HeldLines, timerMs: number, count: number): boolean {
  for (let n = 0; n < count; n++) {
    const atMs = (n * 1000) / 60;
    lines.add(2 + (timerMs === 0 ? 0 : timerMs - (atMs % timerMs)));
  }
  return lines.held;
}

describe('an adapter', () => {
  it('holds lines back if it has a timer of 16 ms: seen after 24 pictures, 0.4 s', () => {
    expect(credits(new HeldLines(), 16, 23)).toBe(false);
    expect(credits(new HeldLines(), 16, 24)).toBe(true);
  });

  it.each([0, 1, 4.096])('does not with a timer of %f ms, as a genuine Uno has', (timerMs) => {
    expect(credits(new HeldLines(), timerMs, 600)).toBe(false);
  });

  it('holds none any more once they come within 3 ms, and still does at 4', () => {
    const lines = new HeldLines();
    credits(lines, 16, 48);
    for (let n = 0; n < 24; n++) lines.add(6.5);
    expect(lines.held).toBe(true);
    for (let n = 0; n < 24; n++) lines.add(4);
    expect(lines.held).toBe(false);
  });
});
