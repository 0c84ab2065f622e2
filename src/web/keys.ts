/** Which key asks for what, in one table: the page listens to it, and lists it. Pure. */
import { type Key, say } from './words/say.js';

export type KeyAction =
  | 'stimulate'
  | 'membrane'
  | 'run'
  | 'step'
  | 'step-back'
  | 'reset'
  | 'faster'
  | 'slower'
  | 'blue'
  | 'yellow'
  | 'present'
  | 'caption'
  | 'keys'
  | 'lesson'
  | 'lesson-on'
  | 'choice-1'
  | 'choice-2'
  | 'choice-3'
  | 'choice-4'
  | 'escape';

/** A message of the region of the keys. */
type KeysKey = Extract<Key, `keys.${string}`>;

/** Keys that do the same or belong together, and what they do in words. */
export interface KeyRow {
  /** What stands on the key, and what it asks for. */
  readonly keys: Readonly<Record<string, KeyAction>>;
  readonly words: KeysKey;
  /** Keys that write nothing work also where letters are switched off. */
  readonly always?: true;
}

export const KEY_ROWS: readonly KeyRow[] = [
  { keys: { Space: 'stimulate', Enter: 'stimulate' }, words: 'keys.stimulate', always: true },
  { keys: { C: 'membrane' }, words: 'keys.membrane' },
  { keys: { P: 'run' }, words: 'keys.run' },
  { keys: { ',': 'step-back', S: 'step' }, words: 'keys.steps' },
  { keys: { '[': 'faster', ']': 'slower' }, words: 'keys.lens' },
  { keys: { B: 'blue', Y: 'yellow' }, words: 'keys.electrodes' },
  { keys: { R: 'reset' }, words: 'keys.reset' },
  { keys: { L: 'lesson', N: 'lesson-on' }, words: 'keys.lesson' },
  { keys: { 1: 'choice-1', 2: 'choice-2', 3: 'choice-3', 4: 'choice-4' }, words: 'keys.choices' },
  { keys: { F: 'present' }, words: 'keys.present' },
  { keys: { T: 'caption' }, words: 'keys.caption' },
  { keys: { '?': 'keys' }, words: 'keys.list' },
  { keys: { Esc: 'escape' }, words: 'keys.escape', always: true },
];

/** What stands on a key: the name of one that has no sign. */
export function keyName(key: string): string {
  const name = KEY_NAMES[key];
  return name === undefined ? key : say(name);
}

const KEY_NAMES: Readonly<Record<string, KeysKey>> = {
  Space: 'keys.spaceKey',
  Enter: 'keys.enterKey',
  Esc: 'keys.escapeKey',
  Tab: 'keys.tabKey',
  'Page ↑': 'keys.pageUpKey',
  'Page ↓': 'keys.pageDownKey',
  Home: 'keys.homeKey',
  End: 'keys.endKey',
};

/** Keys of things that have the focus, for the list. */
export const FOCUS_ROWS: readonly (readonly [readonly string[], KeysKey])[] = [
  [['Tab'], 'keys.next'],
  [['←', '→'], 'keys.smallStep'],
  [['Page ↑', 'Page ↓'], 'keys.largeStep'],
  [['Home', 'End'], 'keys.ends'],
];

const NAMES: Readonly<Record<string, string>> = { ' ': 'space', escape: 'esc' };

const ACTIONS: ReadonlyMap<string, { readonly action: KeyAction; readonly always: boolean }> = new Map(
  KEY_ROWS.flatMap(({ keys, always }) =>
    Object.entries(keys).map(
      ([key, action]) => [key.toLowerCase(), { action, always: always === true }] as const,
    ),
  ),
);

export interface PressedKey {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What a card asks for with an electrode's slider in hand. */
const OF_THE_LESSON = /^(lesson|lesson-on|choice-\d)$/;

export type OwnUse = 'press' | 'slide' | 'text' | 'none';

/**
 * What a key press asks for, if anything.
 * @param ownUse what the focused element does with keys itself: `press` (buttons, check boxes: Space and Enter),
 *   `slide` (a slider: a letter there is a slip, but Space still stimulates, and a lesson goes on), `text` (every character), or nothing
 * @param lettersOn letter keys can be switched off for people whose aids type letters (WCAG 2.1.4)
 */
export function keyAction(key: PressedKey, ownUse: OwnUse, lettersOn: boolean): KeyAction | undefined {
  // A key held down is one press of the button, and shortcuts of the browser are the browser's.
  if (key.repeat || key.ctrlKey || key.altKey || key.metaKey) return undefined;
  const name = key.key.toLowerCase();
  const found = ACTIONS.get(NAMES[name] ?? name);
  if (!found) return undefined;
  if (found.action === 'escape') return 'escape';
  if (ownUse === 'text') return undefined;
  if (ownUse === 'slide') {
    if (name === ' ') return 'stimulate';
    return lettersOn && OF_THE_LESSON.test(found.action) ? found.action : undefined;
  }
  if (found.action === 'stimulate') return ownUse === 'none' ? 'stimulate' : undefined;
  return found.always || lettersOn ? found.action : undefined;
}

/** What an element does with keys itself. */
export function ownUseOf(element: Element | null): OwnUse {
  if (element instanceof HTMLInputElement) {
    if (element.type === 'range') return 'slide';
    return element.type === 'radio' || element.type === 'checkbox' ? 'press' : 'text';
  }
  if (element?.getAttribute('role') === 'slider') return 'slide';
  if (element?.localName === 'summary') return 'press';
  if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement) return 'press';
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? 'text' : 'none';
}
