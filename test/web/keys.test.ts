import { describe, expect, it } from 'vitest';
import { KEY_ROWS, keyAction } from '../../src/web/keys.js';

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

  it('leave a slider its own: a letter there does nothing, and Space still stimulates', () => {
    expect(keyAction({ ...plain, key: 'r' }, 'slide', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 'Enter' }, 'slide', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: ' ' }, 'slide', true)).toBe('stimulate');
    expect(keyAction({ ...plain, key: 'Escape' }, 'slide', true)).toBe('escape');
    expect(keyAction({ ...plain, key: 'n' }, 'slide', true)).toBe('lesson-on');
    expect(keyAction({ ...plain, key: '2' }, 'slide', true)).toBe('choice-2');
    expect(keyAction({ ...plain, key: 'n' }, 'slide', false)).toBeUndefined();
  });

  it('stay out of text fields, but for Escape, which leaves', () => {
    expect(keyAction({ ...plain, key: 'c' }, 'text', true)).toBeUndefined();
    expect(keyAction({ ...plain, key: 'Escape' }, 'text', false)).toBe('escape');
  });

  it('are all in the list, and what is listed does something', () => {
    const listed = KEY_ROWS.flatMap(({ keys }) => Object.entries(keys));
    for (const [name, action] of listed) {
      const key = { Space: ' ', Esc: 'Escape' }[name] ?? name;
      expect([name, keyAction({ ...plain, key }, 'none', true)]).toEqual([name, action]);
    }
    expect(listed).toHaveLength(21);
  });
});
