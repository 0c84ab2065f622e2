import { describe, expect, it } from 'vitest';
import { isOfPage, mayByKey } from '../../../src/web/exhibit/own-keys.js';
import { KEY_ROWS } from '../../../src/web/keys.js';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', true>> = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('the keyboard of an exhibit', () => {
  it('has Tab, Enter, arrows and letters', () => {
    for (const name of ['Tab', 'Enter', ' ', 'ArrowLeft', 'Home', 'c', '1', '?', 'ß', 'Escape'])
      expect([name, isOfPage(key(name), false)]).toEqual([name, true]);
  });

  it('has no key that zooms, prints, reloads, goes back, or opens something', () => {
    for (const name of [
      'F1',
      'F5',
      'F11',
      'F12',
      'BrowserBack',
      'ContextMenu',
      'Backspace',
      'Meta',
      'Alt',
      'PrintScreen',
    ])
      expect([name, isOfPage(key(name), false)]).toEqual([name, false]);
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
      for (const name of ['+', '-', '0', 'p', 's', 'r', 'n', 't', 'w', 'l', 'ArrowLeft', 'F4', 'Tab'])
        expect([held, name, isOfPage(key(name, { [held]: true }), true)]).toEqual([held, name, false]);
  });

  it('takes a letter back where something is written', () => {
    expect([isOfPage(key('Backspace'), true), isOfPage(key('Delete'), true)]).toEqual([true, true]);
  });

  it('asks for what visitors may use, and no more', () => {
    const actions = KEY_ROWS.flatMap(({ keys }) => Object.values(keys));
    const may = (...uses: Parameters<typeof mayByKey>[1]) => [
      ...new Set(actions.filter((one) => mayByKey(one, uses))),
    ];
    expect(may()).toEqual(['escape']);
    expect(may('stimulate', 'lens', 'lesson', 'language')).toEqual([
      'stimulate',
      'faster',
      'slower',
      'lesson-on',
      'choice-1',
      'choice-2',
      'choice-3',
      'choice-4',
      'escape',
    ]);
    expect(may('channels', 'time', 'electrode')).toEqual([
      'membrane',
      'run',
      'step-back',
      'step',
      'blue',
      'yellow',
      'escape',
    ]);
  });
});
