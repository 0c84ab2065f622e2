/** A press, by whatever hand: where it enters, whether it lasts, and whether the rig has taken it. */
import type { PageCommand, PageState } from '../server/messages.js';
import { answered, atTime, LATE_AFTER_MS, NO_ANSWER_DUE, type PressAnswer, sent } from './press-answer.js';
import { pressCommands } from './press-plan.js';
import { StimulusPlaces } from './stimulus-places.js';

export class Presser {
  readonly places = new StimulusPlaces();
  readonly #send: (command: PageCommand) => void;
  readonly #changed: () => void;
  readonly #unheard: () => void;
  #live = false;
  #state: PageState | undefined;
  #answer: PressAnswer = NO_ANSWER_DUE;
  #late: ReturnType<typeof setTimeout> | undefined;
  /** Something is held down, and what it began may have to be ended. */
  #holding = false;
  /** A press is to last while it is held, whatever the experiment has. */
  holds = false;

  /** @param changed places or the answer are others. @param unheard somebody presses while no rig hears. */
  constructor(send: (command: PageCommand) => void, changed: () => void, unheard: () => void) {
    this.#send = send;
    this.#changed = changed;
    this.#unheard = unheard;
    // A finger that leaves the page or the window holds nothing any more.
    for (const event of ['pointerup', 'pointercancel', 'blur'])
      window.addEventListener(event, () => this.release());
    document.addEventListener('keyup', ({ key }) => {
      if (key === ' ' || key === 'Enter') this.release();
    });
  }

  get answer(): PressAnswer['kind'] {
    return this.#answer.kind;
  }

  /** Without a rig no answer comes. */
  link(live: boolean): void {
    this.#live = live;
    if (!live) this.#settle(NO_ANSWER_DUE);
  }

  state(state: PageState): void {
    this.#state = state;
    this.places.state(state);
    this.#settle(answered(this.#answer, state));
  }

  /** The rig has said no, in words: an answer too. */
  refused(): void {
    this.#settle(NO_ANSWER_DUE);
  }

  /** @param places where the hand is; left out: where the electrode is. */
  press(places?: readonly number[]): void {
    const state = this.#state;
    if (!this.#live || !state) {
      this.#unheard();
      return;
    }
    if (places) this.places.choose(places);
    this.#holding = this.holds || state.axon.press.holds;
    for (const command of pressCommands({ places: this.places.places, held: this.holds }, state))
      this.#send(command);
    this.#answer = sent(state, performance.now());
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#settle(atTime(this.#answer, performance.now())), LATE_AFTER_MS);
    this.#changed();
  }

  release(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.#send({ do: 'release' });
  }

  /** A card asks for the experiment's own places, and somebody has pressed elsewhere. */
  keep(isKept: boolean): void {
    this.places.keep(isKept);
    this.#changed();
  }

  put(places: readonly number[]): void {
    this.places.choose(places);
    this.#changed();
  }

  #settle(answer: PressAnswer): void {
    this.#answer = answer;
    if (answer.kind === 'none') clearTimeout(this.#late);
    this.#changed();
  }
}
