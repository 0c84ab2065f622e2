/** Keys of the page: each asks for an action, and the parts say who does it. */
import { type KeyAction, keyAction, ownUseOf } from './keys.js';
import { byId } from './svg.js';

/** @param act somebody asks for this by a key. */
export function listenToKeys(act: (action: KeyAction) => void): void {
  const letterKeys = byId('letter-keys', HTMLInputElement);
  document.addEventListener('keydown', (event) => {
    const action = keyAction(event, ownUseOf(document.activeElement), letterKeys.checked);
    if (!action) return;
    event.preventDefault();
    act(action);
  });
  // After a click the focus goes back to the page, so that Space stimulates again. Keyboard users keep theirs.
  document.addEventListener('click', (event) => {
    const focused = document.activeElement;
    if (event.detail === 0 || !(focused instanceof HTMLElement) || focused === document.body) return;
    // Where something is to be written or chosen it stays.
    if (ownUseOf(focused) !== 'text') focused.blur();
  });
}
