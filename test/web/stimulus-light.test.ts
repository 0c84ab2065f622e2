/** How long the wire of the stimulus is lit. */
import { describe, expect, it } from 'vitest';
import { isLit, Runs } from '../../src/web/stimulus-light.js';

const MARK = { picture: 100, atMs: 5, untilMs: 5.5 };
const shown = (picture: number, modelMs: number, sinceMs?: number) => ({
  picture,
  modelMs,
  samples: Float64Array.from(sinceMs === undefined ? [] : [sinceMs, -70, -70]),
});

describe('the wire of the stimulus', () => {
  it('is lit from 5 to 5.5 ms of the axon for a stimulus that lasts so long, live and looking back', () => {
    const runs = new Runs();
    expect(isLit(MARK, shown(99, 4.99), runs)).toBe(false);
    expect(isLit(MARK, shown(100, 5), runs)).toBe(true);
    expect(isLit(MARK, shown(115, 5.49), runs)).toBe(true);
    expect(isLit(MARK, shown(116, 5.5), runs)).toBe(false);
  });

  it('is lit in one picture at real time, where a stimulus is over between two', () => {
    const runs = new Runs();
    expect(isLit(MARK, shown(100, 16.6, 0.025), runs)).toBe(true);
    expect(isLit(MARK, shown(101, 33.3, 16.625), runs)).toBe(false);
  });

  it('stays lit while a press is held', () => {
    expect(isLit({ ...MARK, untilMs: null }, shown(5000, 900), new Runs())).toBe(true);
  });

  it('is not lit by a press before a reset, whose time the axon has again', () => {
    const runs = new Runs();
    runs.state({ resets: 0, experiment: 'lesson' });
    runs.picture({ picture: 120, lookingBack: false });
    runs.state({ resets: 1, experiment: 'lesson' });
    runs.picture({ picture: 110, lookingBack: true });
    runs.picture({ picture: 200, lookingBack: false });
    expect(isLit(MARK, shown(240, 5.2), runs)).toBe(false);
    expect(isLit(MARK, shown(110, 5.2), runs)).toBe(true);
    expect(isLit({ ...MARK, picture: 230 }, shown(240, 5.2), runs)).toBe(true);
  });
});
