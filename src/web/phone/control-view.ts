/** Asking for control, giving the code, and what a phone does with control that it has. */
import type { PageRole, PhoneState } from '../../server/phone-messages.js';
import { byId } from '../svg.js';
import { say } from '../words/say.js';
import { setText } from '../words.js';

export class ControlView {
  readonly #controls = byId('controls', HTMLElement);
  readonly #ask = byId('ask', HTMLButtonElement);
  readonly #handBack = byId('hand-back', HTMLButtonElement);
  readonly #code = byId('code', HTMLDetailsElement);
  readonly #run = byId('run', HTMLButtonElement);
  readonly #channels = byId('channels', HTMLButtonElement);
  #state: PhoneState | undefined;

  constructor(send: (command: object) => void) {
    const on = (button: HTMLButtonElement, command: () => object) =>
      button.addEventListener('click', () => send(command()));
    on(this.#ask, () => ({ do: 'askControl' }));
    on(this.#handBack, () => ({ do: 'takeBack' }));
    on(byId('stimulate', HTMLButtonElement), () => ({ do: 'stimulate' }));
    on(this.#run, () => ({ do: 'run', running: !this.#state?.running }));
    on(this.#channels, () => ({ do: 'channels', on: !this.#state?.channelsOn }));
    byId('code-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = byId('code-typed', HTMLInputElement);
      if (typed.value !== '') send({ do: 'code', code: typed.value });
      typed.value = '';
    });
  }

  state(state: PhoneState): void {
    this.#state = state;
    setText(this.#run, say(state.running ? 'transport.pause' : 'phone.runOn'));
    setText(this.#channels, say(state.channelsOn ? 'phone.channelsOn' : 'phone.channelsOff'));
  }

  show(role: PageRole | undefined, isOpen: boolean): void {
    const watches = isOpen && role?.role === 'watcher';
    this.#controls.hidden = !isOpen || !role || watches;
    this.#handBack.hidden = !isOpen || role?.lentTo !== role?.page;
    this.#ask.hidden = !watches || role.asks;
    this.#code.hidden = !watches;
  }
}
