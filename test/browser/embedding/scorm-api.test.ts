/** A learning platform is found wherever it has put its windows. */
import { describe, expect, it } from 'vitest';
import { type Frame, findApi, MOST_WINDOWS } from '../../../src/browser/embedding/scorm-api.js';
import { fakePlatform } from '../../harness/scorm/fake-platform.js';

const { api: API } = fakePlatform();

/** A window; the outermost is its own parent, as in a browser. */
function frame(parent: Frame | null, more: Partial<Frame> = {}): Frame {
  const made: { -readonly [K in keyof Frame]: Frame[K] } = { ...more };
  made.parent = parent ?? made;
  return made;
}

/** `depth` windows around this one. */
function inside(outer: Frame, depth: number): Frame {
  return depth === 0 ? outer : frame(inside(outer, depth - 1));
}

const closed = (): Frame => ({
  get API(): unknown {
    throw new Error('Blocked a frame with origin "null" from accessing a cross-origin frame.');
  },
});

describe('the API of a platform', () => {
  it.each([0, 1, 2, 7])('is found %i windows around this one', (depth) => {
    expect(findApi(inside(frame(null, { API }), depth))).toEqual({ kind: 'found', api: API });
  });

  it('is found in the window that opened this one, in one around it, and in one that opened the window around this one', () => {
    const platform = frame(null, { API });
    expect(findApi(frame(null, { opener: platform })).kind).toBe('found');
    expect(findApi(frame(null, { opener: inside(platform, 2) })).kind).toBe('found');
    expect(findApi(frame(frame(null, { opener: platform }))).kind).toBe('found');
  });

  it('is the nearest: one around this window comes before one that opened it', () => {
    const other = fakePlatform().api;
    const own = frame(frame(null, { API }), { opener: frame(null, { API: other }) });
    expect(findApi(own)).toEqual({ kind: 'found', api: API });
  });

  it('may be a function that has the others', () => {
    const whole = Object.assign(() => {}, API);
    expect(findApi(frame(frame(null, { API: whole })))).toEqual({ kind: 'found', api: whole });
  });

  it('is not what lacks one of its functions, or is none', () => {
    const { LMSCommit: _, ...lacking } = API;
    for (const wrong of [lacking, {}, 'API', null, 1])
      expect(findApi(frame(frame(null, { API: wrong })))).toEqual({ kind: 'none', closed: false });
  });

  it('is not looked for in a window of another site, and that it was in the way is known', () => {
    expect(findApi(frame(closed()))).toEqual({ kind: 'none', closed: true });
    expect(findApi(frame(closed(), { opener: frame(null, { API }) })).kind).toBe('found');
  });

  it(`is looked for in ${MOST_WINDOWS} windows at most, and in none twice`, () => {
    expect(findApi(inside(frame(null, { API }), MOST_WINDOWS - 1)).kind).toBe('found');
    expect(findApi(inside(frame(null, { API }), MOST_WINDOWS)).kind).toBe('none');
    const one: { -readonly [K in keyof Frame]: Frame[K] } = frame(null);
    one.opener = frame(one, { opener: one });
    expect(findApi(one)).toEqual({ kind: 'none', closed: false });
  });
});
