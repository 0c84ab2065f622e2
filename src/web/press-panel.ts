/** The button that stimulates, how strong that is, and whether it lasts for as long as it is held. */
import type { PageCommand, PageState } from '../server/messages.js';
import { byId } from './svg.js';
import { setText } from './words.js';

/** Five figures, as many as a threshold is told with. */
export function strengthFigure(strength: number): string {
  return String(Number(strength.toPrecision(5)));
}

/** Why a press cannot be as strong as that; undefined where it can. NaN: nothing is written. */
export function strengthRefusal(
  strength: number,
  { most, unit }: PageState['axon']['press'],
): string | undefined {
  if (!(strength < 0 || strength > most)) return undefined;
  return `The strength goes from 0 to ${strengthFigure(most)} ${unit}.`;
}

/** What stands on the button that searches for the weakest press. */
export function weakestWords({ weakest, strength }: Pick<PageState, 'weakest' | 'strength'>): string {
  switch (weakest.kind) {
    case 'searching':
      return `Searching: ${Math.round(100 * weakest.share)} %`;
    case 'found':
      if (weakest.strength === strength) return 'This is the weakest';
      return `Take the weakest: ${strengthFigure(weakest.strength)}`;
    case 'none':
      return 'Nothing fires';
    case 'not-asked':
      return 'Find the weakest';
  }
}

export class PressPanel {
  readonly #send: (command: PageCommand) => void;
  readonly #button = byId('stimulate', HTMLButtonElement);
  readonly #strength = byId('strength', HTMLInputElement);
  readonly #unit = byId('strength-unit', HTMLElement);
  readonly #weakest = byId('weakest', HTMLButtonElement);
  readonly #hold = byId('hold', HTMLInputElement);
  #state: PageState | undefined;
  /** Something is held down, and what it began may have to be ended. */
  #held = false;

  /** @param refused a strength cannot be, in words. */
  constructor(send: (command: PageCommand) => void, refused: (words: string) => void) {
    this.#send = send;
    this.#wireButton(() => this.press());
    this.#strength.addEventListener('change', () => {
      const strength = this.#strength.valueAsNumber;
      const words = this.#state && strengthRefusal(strength, this.#state.axon.press);
      if (words === undefined)
        send({ do: 'strength', strength: Number.isFinite(strength) ? strength : null });
      else {
        refused(words);
        this.#strength.value = strengthFigure(this.#state!.strength);
      }
    });
    this.#weakest.addEventListener('click', () => {
      const weakest = this.#state?.weakest;
      if (weakest?.kind === 'found' && weakest.strength !== this.#state?.strength)
        send({ do: 'strength', strength: weakest.strength });
      else send({ do: 'weakest' });
    });
    // A finger that leaves the page or the window holds nothing any more.
    for (const event of ['pointerup', 'pointercancel', 'blur'])
      window.addEventListener(event, () => this.release());
    document.addEventListener('keyup', ({ key }) => {
      if (key === ' ' || key === 'Enter') this.release();
    });
  }

  show(state: PageState): void {
    this.#state = state;
    const { axon, strength, weakest } = state;
    setText(this.#unit, axon.press.unit);
    this.#strength.max = String(axon.press.most);
    const figure = strengthFigure(strength);
    if (document.activeElement !== this.#strength && this.#strength.value !== figure)
      this.#strength.value = figure;
    setText(this.#weakest, weakestWords(state));
    this.#weakest.title = weakest.kind === 'none' ? weakest.because : 'The weakest press that fires';
    if (axon.press.holds) this.#hold.checked = true;
    this.#button.classList.toggle('held', state.held);
  }

  /** Sends the press. What it begins may last until `release`. */
  press(): void {
    const lasts = this.#hold.checked;
    this.#send(lasts ? { do: 'stimulate', held: true } : { do: 'stimulate' });
    this.#held = lasts;
    this.#ring();
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#send({ do: 'release' });
  }

  #wireButton(pressed: () => void): void {
    // It acts when it goes down, as the button on the rig does: a stimulus is a moment, and cannot be taken back.
    this.#button.addEventListener('pointerdown', (event) => {
      if (event.button === 0) pressed();
    });
    for (const type of ['keydown', 'keyup'] as const)
      this.#button.addEventListener(type, (event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        if (type === 'keydown' && !event.repeat) pressed();
      });
    // A click without a finger and a key comes from an aid, and is all of the press.
    this.#button.addEventListener('click', ({ detail }) => {
      if (detail > 0) return;
      pressed();
      this.release();
    });
  }

  /** One slow ring around the button says that the press was felt; a ring that still runs is not started again. */
  #ring(): void {
    if (this.#button.getAnimations({ subtree: true }).some((ring) => ring.playState === 'running')) return;
    this.#button.classList.remove('pressed');
    void this.#button.offsetWidth;
    this.#button.classList.add('pressed');
  }
}
