import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReloads, reloadDueMs, scriptOf, writeReloads } from '../../../src/web/exhibit/reloads.js';

const NOW = Date.parse('2026-12-01T12:00Z');

describe('a page that loads itself again', () => {
  it('does so at once, then after 5, 10, 20, 40 s, and then each minute', () => {
    const past: number[] = [];
    const pauses: number[] = [];
    for (let n = 0, nowMs = NOW; n < 7; n++) {
      const dueMs = reloadDueMs(past, nowMs);
      pauses.push((dueMs - nowMs) / 1000);
      nowMs = dueMs;
      past.push(nowMs);
    }
    expect(pauses).toEqual([0, 5, 10, 20, 40, 60, 60]);
  });

  it('forgets a reload after 10 minutes, and one of a clock that ran a year ahead', () => {
    expect(reloadDueMs([NOW - 600_000], NOW)).toBe(NOW);
    expect(reloadDueMs([NOW + 31_536_000_000], NOW)).toBe(NOW);
  });

  it('keeps the latest 16, and takes what it cannot read for none', () => {
    let kept = '';
    for (let n = 1; n <= 40; n++) kept = writeReloads(readReloads(kept), n);
    expect(readReloads(kept)).toEqual(Array.from({ length: 16 }, (_, k) => 25 + k));
    expect([readReloads(null), readReloads('x -1 NaN'), readReloads('')]).toEqual([[], [], []]);
  });
});

describe('the script of a page', () => {
  it('is found in the page as it is built, and in none that is of something else', () => {
    const built = '<script type="module" crossorigin src="./assets/index-B1x.js"></script>';
    expect(scriptOf(`<html>${built}</html>`)).toBe('./assets/index-B1x.js');
    expect(scriptOf(readFileSync(new URL('../../../src/web/index.html', import.meta.url), 'utf8'))).toBe(
      './main.ts',
    );
    expect([scriptOf('<html>Sign in to the network</html>'), scriptOf('')]).toEqual([undefined, undefined]);
  });
});
