/** Which key asks for what, in one table: the page listens to it, and lists it. Pure. */

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

/** Keys that do the same or belong together, and what they do in words. */
export interface KeyRow {
  /** What stands on the key, and what it asks for. */
  readonly keys: Readonly<Record<string, KeyAction>>;
  readonly words: string;
  /** Keys that write nothing work also where letters are switched off. */
  readonly always?: true;
}

export const KEY_ROWS: readonly KeyRow[] = [
  { keys: { Space: 'stimulate', Enter: 'stimulate' }, words: 'stimulate', always: true },
  { keys: { C: 'membrane' }, words: 'channels on or off' },
  { keys: { P: 'run' }, words: 'pause or run' },
  { keys: { ',': 'step-back', S: 'step' }, words: 'a step back, a step on' },
  { keys: { '[': 'faster', ']': 'slower' }, words: 'time faster, slower' },
  { keys: { B: 'blue', Y: 'yellow' }, words: 'blue, yellow electrode in or out' },
  { keys: { R: 'reset' }, words: 'reset all' },
  { keys: { L: 'lesson', N: 'lesson-on' }, words: 'lessons; on in the lesson' },
  {
    keys: { 1: 'choice-1', 2: 'choice-2', 3: 'choice-3', 4: 'choice-4' },
    words: 'choose an answer of the lesson',
  },
  { keys: { F: 'present' }, words: 'present: large, for a whole class' },
  { keys: { T: 'caption' }, words: 'show the caption while you present' },
  { keys: { '?': 'keys' }, words: 'this list' },
  { keys: { Esc: 'escape' }, words: 'close, back to now', always: true },
];

/** Keys of things that have the focus, for the list. */
export const FOCUS_ROWS: readonly (readonly [readonly string[], string])[] = [
  [['Tab'], 'to the next control'],
  [['←', '→'], 'on a slider: a small step'],
  [['Page ↑', 'Page ↓'], 'on a slider: a large step'],
  [['Home', 'End'], 'on a slider: to its ends'],
];

const NAMES: Readonly<Record<string, string>> = { ' ': 'space', escape: 'esc' };

const ACTIONS: ReadonlyMap<string, { readonly action: KeyAction; readonly always: boolean }> = new Map(
  KEY_ROWS.flatMap(({ keys, always }) =>
    Object.entries(keys).map(
      ([key, action]) => [key.toLowerCase(), { action, always: always === true }] as const,
    ),
  ),
);

export interface Key {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type OwnUse = 'press' | 'slide' | 'text' | 'none';

/**
 * What a key press asks for, if anything.
 * @param ownUse what the focused element does with keys itself: `press` (buttons, check boxes: Space and Enter),
 *   `slide` (a slider: a letter there is a slip, but Space still stimulates), `text` (every character), or nothing
 * @param lettersOn letter keys can be switched off for people whose aids type letters (WCAG 2.1.4)
 */
export function keyAction(key: Key, ownUse: OwnUse, lettersOn: boolean): KeyAction | undefined {
  // A key held down is one press of the button, and shortcuts of the browser are the browser's.
  if (key.repeat || key.ctrlKey || key.altKey || key.metaKey) return undefined;
  const name = key.key.toLowerCase();
  const found = ACTIONS.get(NAMES[name] ?? name);
  if (!found) return undefined;
  if (found.action === 'escape') return 'escape';
  if (ownUse === 'text') return undefined;
  if (ownUse === 'slide') return name === ' ' ? 'stimulate' : undefined;
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
