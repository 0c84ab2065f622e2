/** Which keys a visitor's page has, and which of its actions a visitor may ask for. Pure. */
import type { VisitorUse } from '../../server/messages.js';
import type { KeyAction } from '../keys.js';

const MOVING = new Set([
  'Tab',
  'Enter',
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
]);
const WRITING = new Set(['Backspace', 'Delete', 'Dead', 'Process']);

export type DownKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** Whether a key does something on the page alone. All others would zoom it, print it, reload it or leave it. */
export function isOfPage({ key, ctrlKey, altKey, metaKey }: DownKey, writes: boolean): boolean {
  if (ctrlKey || altKey || metaKey) return false;
  return [...key].length === 1 || MOVING.has(key) || (writes && WRITING.has(key));
}

const USE_OF: Readonly<Record<KeyAction, VisitorUse | 'always' | undefined>> = {
  stimulate: 'stimulate',
  membrane: 'channels',
  run: 'time',
  step: 'time',
  'step-back': 'time',
  faster: 'lens',
  slower: 'lens',
  blue: 'electrode',
  yellow: 'electrode',
  'lesson-on': 'lesson',
  'choice-1': 'lesson',
  'choice-2': 'lesson',
  'choice-3': 'lesson',
  'choice-4': 'lesson',
  escape: 'always',
  // The list of lessons has more than the trail; the others end in a page that is not for visitors.
  lesson: undefined,
  reset: undefined,
  present: undefined,
  caption: undefined,
  keys: undefined,
};

export function mayByKey(action: KeyAction, uses: readonly VisitorUse[]): boolean {
  const use = USE_OF[action];
  return use === 'always' || (use !== undefined && uses.includes(use));
}
