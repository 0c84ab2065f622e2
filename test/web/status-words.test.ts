import { describe, expect, it } from 'vitest';
import { type Hearing, hearingOf, statusWords } from '../../src/web/status-words.js';

const NO_LIMITS = { flash: false, currentMa: null };
const READY = {
  kind: 'ready',
  words: 'Virtual strip of 60 LEDs: the page shows what a real one would.',
} as const;
const lost = (silentS: number): Hearing => ({ kind: 'lost', silentS, words: undefined });

describe('how the rig is', () => {
  it('is not known before its first word, however often the page tries', () => {
    for (const link of [{ kind: 'connecting' }, { kind: 'lost', retryInMs: 250 }] as const)
      expect(hearingOf(link, false, 3)).toEqual({ kind: 'never' });
    expect(statusWords({ kind: 'never' }, undefined, NO_LIMITS)).toEqual({
      mark: 'connecting',
      words: 'Connecting to the rig …',
    });
  });

  it('is told by a full dot and what comes before the colon; the rest is for the panel', () => {
    expect(statusWords({ kind: 'open' }, READY, NO_LIMITS)).toEqual({
      mark: 'live',
      words: 'Virtual strip of 60 LEDs',
    });
    const strip = { kind: 'ready', words: 'The board on /dev/ttyACM0 is ready.' } as const;
    expect(statusWords({ kind: 'open' }, strip, NO_LIMITS).words).toBe('The board on /dev/ttyACM0 is ready');
  });

  it('is lost from the first second of silence on, with the seconds, also while the page dials again', () => {
    for (const kind of ['stale', 'connecting'] as const)
      expect(hearingOf({ kind }, true, 6.2)).toEqual(lost(6.2));
    expect(statusWords(lost(6.2), READY, NO_LIMITS)).toEqual({
      mark: 'alert',
      words: 'No word from the rig for 6 s. The picture is old.',
    });
    expect(statusWords(lost(0.2), READY, NO_LIMITS).words).toContain('for 1 s');
    expect(statusWords(lost(10), READY, NO_LIMITS).words).toMatch(/If it stays so, start the rig again\.$/);
  });

  it('is no alert while an exhibit is closed', () => {
    const words = 'The exhibit is closed: the strip is dark and the needles are at rest.';
    expect(statusWords({ kind: 'open' }, { kind: 'resting', words }, NO_LIMITS)).toEqual({
      mark: 'connecting',
      words,
    });
  });

  it('is in the rig’s own words where it has said why it closes', () => {
    const link = {
      kind: 'lost',
      retryInMs: 15_000,
      words: 'There are 32 pages, as many as it takes.',
    } as const;
    expect(statusWords(hearingOf(link, false, 0), undefined, NO_LIMITS).words).toBe(
      'There are 32 pages, as many as it takes. The page tries again by itself.',
    );
  });

  it('is a fault of the board by a square, in full', () => {
    const device = { kind: 'lost', words: 'There is no port. Plug it in: it goes on by itself.' } as const;
    expect(statusWords({ kind: 'open' }, device, NO_LIMITS)).toEqual({ mark: 'alert', words: device.words });
  });

  it('tells which limit holds the light back, flashes before current', () => {
    expect(statusWords({ kind: 'open' }, READY, { flash: false, currentMa: 200 })).toEqual({
      mark: 'alert',
      words: 'Light held back: 200 mA at most',
    });
    expect(statusWords({ kind: 'open' }, READY, { flash: true, currentMa: 200 }).words).toBe(
      'Light held back: 3 flashes a second at most',
    );
  });

  it('names a button that is stuck or bounces, after a limit and before the board', () => {
    const stuck = [{ button: 2, kind: 'stuck' }] as const;
    expect(statusWords({ kind: 'open' }, READY, NO_LIMITS, stuck)).toEqual({
      mark: 'alert',
      words: 'Button 2 is stuck: it counts again once it has come up.',
    });
    expect(
      statusWords({ kind: 'open' }, READY, NO_LIMITS, [{ button: 1, kind: 'bouncing' }, ...stuck]).words,
    ).toBe('Button 1 bounces, or its wire does: it counts again after three clean presses.');
    expect(statusWords({ kind: 'open' }, READY, { flash: true, currentMa: null }, stuck).words).toContain(
      'flashes',
    );
  });
});
