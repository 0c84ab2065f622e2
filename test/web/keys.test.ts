import { describe, expect, it } from 'vitest';
import { keyAction } from '../../src/web/keys.js';

const plain = { repeat: false, ctrlKey: false, altKey: false, metaKey: false };

describe('keys', () => {
  it('stimulate by Space and by Enter', () => {
    expect(keyAction({ ...plain, key: ' ' }, 'none', true)).toBe('stimulate');
    expect(keyAction({ ...plain, key: 'Enter' }, 'none', true)).toBe('stimulate');
  });

  it('leave Space and Enter to a focused button', () => {
    expect(keyAction({ ...plain, key: ' ' }, 'press', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 'p' }, 'press', true)).toBe('run');
  });

  it('stimulate once however long one is held', () => {
    expect(keyAction({ ...plain, key: ' ', repeat: true }, 'none', true)).toBeUndefined();
  });

  it('leave Ctrl-R, Alt-S and Cmd-P to the browser', () => {
    expect(keyAction({ ...plain, key: 'r', ctrlKey: true }, 'none', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 's', altKey: true }, 'none', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 'p', metaKey: true }, 'none', true)).toBeUndefined();
  });

  it('do nothing by letters once those are switched off, but still stimulate by Space', () => {
    expect(keyAction({ ...plain, key: 'r' }, 'none', false)).toBeUndefined();
    expect(keyAction({ ...plain, key: ' ' }, 'none', false)).toBe('stimulate');
  });

  it('know capitals, and no names that every object has', () => {
    expect(keyAction({ ...plain, key: 'C' }, 'none', true)).toBe('membrane');
    expect(keyAction({ ...plain, key: 'constructor' }, 'none', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 'x' }, 'none', true)).toBeUndefined();
  });

  it('stay out of text fields altogether', () => {
    expect(keyAction({ ...plain, key: 'c' }, 'text', true)).toBeUndefined();
  });
});
