/** Keeps visitors in the page: nothing is selected, dragged, zoomed or opened, and no gesture or key leaves it. */
import { ownUseOf } from '../keys.js';
import { isOfPage } from './own-keys.js';

/** The buttons of a mouse that go back and forward. */
const HISTORY_BUTTONS = [3, 4];

const writes = (element: EventTarget | null) => element instanceof Element && ownUseOf(element) === 'text';

/** @param isOn whether it is a visitor who is there now. What no event can do, the styles of `body[data-visitor]` do. */
export function fence(isOn: () => boolean): void {
  function never<Name extends keyof DocumentEventMap>(
    name: Name,
    leaves: (event: DocumentEventMap[Name]) => boolean = () => true,
  ): void {
    const stop = (event: DocumentEventMap[Name]) => {
      if (isOn() && leaves(event)) event.preventDefault();
    };
    document.addEventListener(name, stop, { capture: true, passive: false });
  }

  never('contextmenu');
  never('selectstart', ({ target }) => !writes(target));
  for (const name of ['dragstart', 'dragover', 'drop', 'auxclick'] as const) never(name);
  for (const name of ['mousedown', 'mouseup'] as const)
    never(name, ({ button }) => HISTORY_BUTTONS.includes(button));
  never('wheel', ({ ctrlKey, deltaX, deltaY }) => ctrlKey || Math.abs(deltaX) > Math.abs(deltaY));
  never('touchmove', ({ touches }) => touches.length > 1);
  never('keydown', (event) => !isOfPage(event, writes(document.activeElement)));
  never('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href]') : null;
    return link !== null && !link.getAttribute('href')!.startsWith('#');
  });
}
