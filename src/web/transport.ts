/** Run, step and reset, turned into commands and kept in step with the rig. */
import type { PageCommand, PageState } from '../server/messages.js';
import type { KeyAction } from './keys.js';
import { LensPanel } from './lens-panel.js';
import { byId } from './svg.js';
import { say } from './words/say.js';

/** A step that is held goes on so often [ms of room]. */
const AGAIN_MS = 100;
/** And begins to go on after so long [ms of room]. */
const FIRST_AGAIN_MS = 350;

export class Transport {
  readonly #send: (command: PageCommand) => void;
  readonly #run = byId('run', HTMLButtonElement);
  readonly #now = byId('now', HTMLButtonElement);
  readonly #lens: LensPanel;
  #state: PageState | undefined;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    this.#lens = new LensPanel(send);
    for (const action of ['run', 'reset'] as const)
      byId(action, HTMLButtonElement).addEventListener('click', () => this.act(action));
    for (const action of ['step-back', 'step'] as const)
      holdable(byId(action, HTMLButtonElement), () => this.act(action));
    this.#now.addEventListener('click', () => send({ do: 'now' }));
  }

  /** @returns whether this is done here. */
  act(action: KeyAction): boolean {
    switch (action) {
      case 'step-back':
        this.#send({ do: 'step', back: true });
        return true;
      case 'step':
      case 'reset':
        this.#send({ do: action });
        return true;
      case 'run':
        if (this.#state) this.#send({ do: 'run', running: !this.#state.running });
        return true;
      case 'faster':
      case 'slower':
        this.#lens.step(action === 'slower' ? 1 : -1);
        return true;
      default:
        return false;
    }
  }

  show(state: PageState): void {
    this.#state = state;
    const isBack = state.look.kind === 'looking-back';
    const words = say(`transport.${state.running ? 'pause' : isBack ? 'runFromHere' : 'run'}`);
    if (this.#run.ariaLabel !== words) this.#run.ariaLabel = words;
    this.#run.title = say('transport.runKey', { does: words });
    this.#run.dataset.does = state.running ? 'pause' : 'run';
    // The keyboard stays within reach of what it had.
    if (!isBack && document.activeElement === this.#now) this.#run.focus({ preventScroll: true });
    // It keeps its place: nothing moves where it comes and goes.
    this.#now.classList.toggle('absent', !isBack);
    this.#lens.show(state);
  }
}

/** A button that does it once for a click, and again and again while it is held. */
function holdable(button: HTMLButtonElement, act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  const again = (): void => {
    isHeld = true;
    if (button.disabled) return;
    act();
    timer = setTimeout(again, AGAIN_MS);
  };
  const end = (): void => clearTimeout(timer);
  button.addEventListener('pointerdown', ({ button: which }) => {
    isHeld = false;
    if (which === 0) timer = setTimeout(again, FIRST_AGAIN_MS);
  });
  for (const ended of ['pointerup', 'pointerleave', 'pointercancel', 'blur'] as const)
    button.addEventListener(ended, end);
  button.addEventListener('click', (event) => {
    // A click that ends a hold is none; one of the keyboard always is.
    if (event.detail === 0 || !isHeld) act();
    isHeld = false;
  });
}
