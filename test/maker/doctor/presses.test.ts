import { describe, expect, it } from 'vitest';
import { PressWatch, pressSymptom } from '../../../src/maker/doctor/index.js';

/** What is made of contacts of button 2, [ms, button, down], looked at until `untilMs`. */
function watched(contacts: readonly (readonly [number, number, boolean])[], untilMs = 10_000) {
  const watch = new PressWatch(2);
  for (let atMs = 0; atMs <= untilMs; atMs += 10) {
    for (const [ms, button, pressed] of contacts) if (ms === atMs) watch.take({ button, pressed, atMs });
    const verdict = watch.verdict(atMs);
    if (verdict !== undefined) return { ...verdict, atMs };
  }
  return undefined;
}

describe('a press that was asked for', () => {
  it('is right when it went down and up once, half a second later', () => {
    expect(
      watched([
        [1000, 2, true],
        [1200, 2, false],
      ]),
    ).toEqual({ kind: 'right', atMs: 1700 });
  });

  it('is waited for as long as nothing is heard', () => {
    expect(watched([])).toBeUndefined();
  });

  it('bounces if it goes down again within 150 ms, and not if somebody presses twice', () => {
    const twice = (againMs: number) =>
      watched([
        [1000, 2, true],
        [1200, 2, false],
        [1200 + againMs, 2, true],
        [2500, 2, false],
      ]);
    expect(twice(140)).toMatchObject({ kind: 'bounced' });
    expect(twice(160)).toEqual({ kind: 'right', atMs: 3000 });
  });

  it('is held after six seconds', () => {
    expect(watched([[1000, 2, true]])).toEqual({ kind: 'held', atMs: 7000 });
  });

  it('was down before, if its release is the first that is heard', () => {
    expect(
      watched([
        [1000, 2, false],
        [1100, 2, true],
      ]),
    ).toMatchObject({ kind: 'was-down' });
  });

  it('was not down before, if that was heard: the end of a press before this is no answer', () => {
    const watch = new PressWatch(2, true);
    watch.take({ button: 2, pressed: false, atMs: 0 });
    expect(watch.verdict(10_000)).toBeUndefined();
    watch.take({ button: 2, pressed: true, atMs: 11_000 });
    watch.take({ button: 2, pressed: false, atMs: 11_200 });
    expect(watch.verdict(12_000)).toEqual({ kind: 'right' });
  });

  it('is another one if that goes down first, and no other that is pressed beside it', () => {
    expect(watched([[1000, 3, true]])).toMatchObject({ kind: 'other', button: 3 });
    expect(
      watched([
        [1000, 3, false],
        [1100, 2, true],
        [1150, 3, true],
        [1200, 2, false],
      ]),
    ).toMatchObject({ kind: 'right' });
  });

  it('has a cure for all but right, with its pin where a wire is meant', () => {
    const cure = (verdict: Parameters<typeof pressSymptom>[1], pressed: 'low' | 'high' = 'low') =>
      pressSymptom({ pin: '3', pressed }, verdict)?.cure;
    expect(cure({ kind: 'right' })).toBeUndefined();
    expect(cure({ kind: 'silent' })).toContain('pin 3');
    expect(cure({ kind: 'other', button: 4 })).toMatch(/button 4.* pin 3/);
    expect(cure({ kind: 'bounced' })).toContain('twist');
    expect(cure({ kind: 'held' })).toContain('jammed');
    expect(cure({ kind: 'was-down' })).toMatch(/diagonally.*"pressed: high"/);
    expect(cure({ kind: 'silent' }, 'high')).toMatch(/5V to pin 3, .*remove "pressed: high"/);
    expect(cure({ kind: 'was-down' }, 'high')).toContain('remove "pressed: high"');
  });
});
