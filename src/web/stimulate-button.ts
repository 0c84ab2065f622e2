/** The round button: it acts when it goes down, and its ring says what became of the press. */
import type { Presser } from './presser.js';
import { byId } from './svg.js';
import { say } from './words/say.js';
import { setText } from './words.js';

export class StimulateButton {
  readonly #button = byId('stimulate', HTMLButtonElement);
  readonly #words = byId('stimulate-words', HTMLElement);
  readonly #presser: Presser;

  constructor(presser: Presser) {
    this.#presser = presser;
    const button = this.#button;
    // As the button on the rig does: a stimulus is a moment, and cannot be taken back.
    button.addEventListener('pointerdown', (event) => {
      if (event.button === 0) presser.press();
    });
    // A long press of a finger is a long press, and no menu.
    button.addEventListener('contextmenu', (event) => event.preventDefault());
    for (const type of ['keydown', 'keyup'] as const)
      button.addEventListener(type, (event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        if (type === 'keydown' && !event.repeat) presser.press();
      });
    // A click without a finger and a key comes from an aid, and is all of the press.
    button.addEventListener('click', ({ detail }) => {
      if (detail > 0) return;
      presser.press();
      presser.release();
    });
  }

  /** @param held a press lasts. */
  show(held: boolean): void {
    const { answer } = this.#presser;
    this.#button.dataset.press = answer;
    this.#button.classList.toggle('held', held);
    setText(this.#words, answer === 'late' ? say('press.late') : '');
  }
}
