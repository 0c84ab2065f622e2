/**
 * While the axon runs, a button that looks back. While it stands still, the last minute to look at, and the way to make
 * a moment of it the present again.
 */
import type { PageCommand, PageState } from '../server/messages.js';
import { MS_PER_S } from '../units.js';
import { byId } from './svg.js';
import { setText } from './words.js';

/** How far *Look back* goes, where the tape reaches so far [ms of the tape]. */
const LOOK_BACK_MS = 1000;

/** `1.2 s ago`, `now` */
function agoWords(backMs: number): string {
  return backMs <= 0 ? 'now' : `${(backMs / MS_PER_S).toFixed(1)} s ago`;
}

/** Which picture is shown, and when that was. */
export function lookWords(look: PageState['look']): string {
  if (look.kind === 'live') return '';
  const ago = agoWords(look.to.tapeMs - look.tapeMs);
  return `Looking back: picture ${look.picture}, ${look.axonMs.toFixed(2)} ms, ${ago}`;
}

export class RewindBar {
  readonly #send: (command: PageCommand) => void;
  readonly #bar = byId('rewind', HTMLElement);
  readonly #lookBack = byId('look-back', HTMLButtonElement);
  readonly #moment = byId('moment', HTMLInputElement);
  readonly #runOn = byId('run-on', HTMLButtonElement);
  readonly #now = byId('now', HTMLButtonElement);
  readonly #save = byId('save', HTMLAnchorElement);
  readonly #saveHref = this.#save.href;
  readonly #words = byId('looking-back', HTMLElement);
  /** The hand is on the slider; the rig's answers must not pull it back. */
  #inHand = false;
  #sending = false;
  /** What the tape held when the rig last told of it; while the axon runs it grows. */
  #tapeMs = 0;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    this.#moment.addEventListener('input', () => {
      this.#inHand = true;
      this.#tell(-Number(this.#moment.value));
      this.#seekSoon();
    });
    this.#moment.addEventListener('change', () => {
      this.#inHand = false;
    });
    this.#lookBack.addEventListener('click', () =>
      send({ do: 'seek', backMs: Math.min(LOOK_BACK_MS, Math.floor(this.#tapeMs)) }),
    );
    byId('step-back', HTMLButtonElement).addEventListener('click', () => send({ do: 'step', back: true }));
    byId('step-on', HTMLButtonElement).addEventListener('click', () => send({ do: 'step' }));
    this.#runOn.addEventListener('click', () => send({ do: 'runOn' }));
    this.#now.addEventListener('click', () => send({ do: 'now' }));
  }

  /** Without a rig there is nothing to save. */
  link(live: boolean): void {
    if (live) this.#save.href = this.#saveHref;
    else this.#save.removeAttribute('href');
    // Without an address it is a link by its role alone.
    this.#save.role = live ? null : 'link';
    this.#save.setAttribute('aria-disabled', String(!live));
  }

  show({ running, look, tapeMs }: PageState, live: boolean): void {
    this.#tapeMs = tapeMs;
    this.#swap(running);
    const back = look.kind === 'looking-back';
    for (const button of [this.#runOn, this.#now]) {
      button.disabled = !live || !(back || running);
      button.setAttribute('aria-disabled', String(button.disabled));
    }
    this.#words.hidden = !back;
    setText(this.#words, lookWords(look));
    this.#moment.min = String(-Math.floor(tapeMs));
    if (this.#inHand) return;
    const backMs = back ? look.to.tapeMs - look.tapeMs : 0;
    this.#moment.value = String(-backMs);
    this.#tell(backMs);
  }

  /** One of the two is there; the keyboard goes from one to the other. */
  #swap(running: boolean): void {
    const focused = document.activeElement;
    const goes = running ? this.#bar : this.#lookBack;
    const comes = running ? this.#lookBack : this.#moment;
    const isFocused = focused !== null && goes.contains(focused);
    this.#bar.hidden = running;
    this.#lookBack.hidden = !running;
    if (isFocused && !comes.disabled) comes.focus({ preventScroll: true });
  }

  #tell(backMs: number): void {
    this.#moment.setAttribute('aria-valuetext', agoWords(backMs));
  }

  /** At most one command a picture, however fast the hand. */
  #seekSoon(): void {
    if (this.#sending) return;
    this.#sending = true;
    requestAnimationFrame(() => {
      this.#sending = false;
      this.#send({ do: 'seek', backMs: Math.max(0, -Number(this.#moment.value)) });
    });
  }
}
