/** The page for a whole class: large, and nothing but axon, meters, graph and button. */
import { byId } from './svg.js';

/** The pointer is gone after so long without a move [ms of room]. */
const POINTER_MS = 3000;
/** The caption stays so long once it is called [ms of room]. */
const CAPTION_MS = 6000;

/** Both tell the styles: the root has the size of the type. */
const WHOLE = [document.documentElement, document.body];

export class Presentation {
  readonly #changed: () => void;
  #pointerTimer: ReturnType<typeof setTimeout> | undefined;
  #captionTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed sizes are others. */
  constructor(changed: () => void) {
    this.#changed = changed;
    byId('present', HTMLButtonElement).addEventListener('click', () => this.toggle());
    document.addEventListener('pointermove', () => this.#showPointer());
    // The browser has its own ways out of the full screen.
    document.addEventListener('fullscreenchange', () => {
      if (!document.fullscreenElement) this.end();
    });
  }

  get isOn(): boolean {
    return document.body.dataset.view === 'present';
  }

  toggle(): void {
    if (this.isOn) this.end();
    else this.#begin();
  }

  end(): void {
    if (!this.isOn) return;
    for (const element of WHOLE) delete element.dataset.view;
    delete document.body.dataset.caption;
    document.body.classList.remove('still');
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    this.#changed();
  }

  callCaption(): void {
    document.body.dataset.caption = 'called';
    clearTimeout(this.#captionTimer);
    this.#captionTimer = setTimeout(() => delete document.body.dataset.caption, CAPTION_MS);
  }

  #begin(): void {
    for (const element of WHOLE) element.dataset.view = 'present';
    this.#showPointer();
    this.#changed();
    // Where the browser does not allow it, the page fills its window.
    void document.documentElement.requestFullscreen?.().catch(() => {});
  }

  #showPointer(): void {
    if (!this.isOn) return;
    document.body.classList.remove('still');
    clearTimeout(this.#pointerTimer);
    this.#pointerTimer = setTimeout(() => document.body.classList.toggle('still', this.isOn), POINTER_MS);
  }
}
