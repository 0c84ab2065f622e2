import { describe, expect, it } from 'vitest';
import type { PagePicture } from '../../src/server/messages.js';
import { StepPace } from '../../src/web/step-pace.js';
import { PICTURE } from './sweep-room.js';

/** A picture whose crest is at an LED, 0.1 ms later for each. */
const crestAt = (led: number, more: Partial<PagePicture> = {}): PagePicture => ({
  ...PICTURE,
  modelMs: led / 10,
  potentialMv: Float32Array.from({ length: 60 }, (_, other) => (other === led ? 40 : -70)),
  ...more,
});
const paced = (running = true) => {
  const pace = new StepPace();
  return (picture: PagePicture, wallMs: number) => pace.at(picture, running, wallMs) === picture;
};

describe('with less motion a picture of a running axon', () => {
  it('is shown where the crest is 5 LEDs further on, and not before', () => {
    const shows = paced();
    const shown = Array.from({ length: 21 }, (_, led) => shows(crestAt(led), 20 * led) && led);
    expect(shown.filter((led) => led !== false)).toEqual([0, 5, 10, 15, 20]);
  });

  it('is shown once it has waited for half a second', () => {
    const shows = paced();
    shows(crestAt(3), 0);
    const later = crestAt(4);
    expect([100, 499, 500].map((ms) => shows(later, ms))).toEqual([false, false, true]);
  });

  it('is shown at once where the rig has told of a press', () => {
    const pace = new StepPace();
    pace.at(crestAt(0), true, 0);
    const next = crestAt(1);
    expect(pace.at(next, true, 20)).not.toBe(next);
    pace.hurry();
    expect(pace.at(next, true, 40)).toBe(next);
  });

  it('is shown at once where time stands, is looked back at, or has run back', () => {
    const standing = paced(false);
    expect([3, 4, 5].map((led) => standing(crestAt(led), led))).toEqual([true, true, true]);
    const shows = paced();
    const back = { lookingBack: true };
    expect(shows(crestAt(3), 0)).toBe(true);
    expect(shows(crestAt(4, back), 1)).toBe(true);
    expect(shows(crestAt(5, back), 2)).toBe(true);
    expect(shows(crestAt(6), 3)).toBe(true);
    expect(shows(crestAt(5, { modelMs: 0 }), 4)).toBe(true);
  });
});
