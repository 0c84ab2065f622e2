/** Which key asks for what. Pure, so that the list can be tested against the page's own. */

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
  | 'yellow';

const LETTERS: Readonly<Record<string, KeyAction>> = {
  c: 'membrane',
  p: 'run',
  s: 'step',
  ',': 'step-back',
  r: 'reset',
  '[': 'faster',
  ']': 'slower',
  b: 'blue',
  y: 'yellow',
};

export interface Key {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * What a key press asks for, if anything.
 * @param ownUse what the focused element does with keys itself: `press` (buttons, check boxes: Space and Enter),
 *   `text` (every character), or nothing
 * @param lettersOn letter keys can be switched off for people whose aids type letters (WCAG 2.1.4)
 */
export function keyAction(
  key: Key,
  ownUse: 'press' | 'text' | 'none',
  lettersOn: boolean,
): KeyAction | undefined {
  // A key held down is one press of the button, and shortcuts of the browser are the browser's.
  if (key.repeat || key.ctrlKey || key.altKey || key.metaKey || ownUse === 'text') return undefined;
  if (key.key === ' ' || key.key === 'Enter') return ownUse === 'none' ? 'stimulate' : undefined;
  const letter = key.key.toLowerCase();
  return lettersOn && Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
}

/** What an element does with keys itself. A slider uses arrows only, so Space still stimulates there. */
export function ownUseOf(element: Element | null): 'press' | 'text' | 'none' {
  if (element instanceof HTMLInputElement) {
    if (element.type === 'range') return 'none';
    return element.type === 'radio' || element.type === 'checkbox' ? 'press' : 'text';
  }
  if (element?.localName === 'summary') return 'press';
  if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement) return 'press';
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? 'text' : 'none';
}
