/** Keys of the page: each asks for an action, and the parts say who does it. */
import { type KeyAction, keyAction, ownUseOf } from './keys.js';
import { byId } from './svg.js';

/** @param act somebody asks for this by a key. @returns whether somebody did it. */
export function listenToKeys(act: (action: KeyAction) => boolean): void {
  const letterKeys = byId('letter-keys', HTMLInputElement);
  document.addEventListener('keydown', (event) => {
    // What lies over the page has the keys; a panel closes with Escape by itself.
    if (document.querySelector('dialog[open]')) return;
    const action = keyAction(event, ownUseOf(document.activeElement), letterKeys.checked);
    if (!action || (action === 'escape' && document.querySelector(':popover-open, details[open]'))) return;
    if (act(action)) event.preventDefault();
  });
  // After a click the focus goes back to the page, so that Space stimulates again. Keyboard users keep theirs.
  document.addEventListener('click', (event) => {
    const focused = document.activeElement;
    if (event.detail === 0 || !(focused instanceof HTMLElement) || focused === document.body) return;
    // Where something is to be written or chosen, or lies over the page, it stays.
    if (ownUseOf(focused) !== 'text' && !focused.closest('dialog, :popover-open')) focused.blur();
  });
}
