/** Channels on or off, and where the axon has them. */
import type { PageCommand, PageState } from '../server/messages.js';
import { byId } from './svg.js';
import { say } from './words/say.js';
import { setText } from './words.js';

export class ChannelsSwitch {
  readonly #send: (command: PageCommand) => void;
  readonly #radios = [...document.querySelectorAll<HTMLInputElement>('input[name="channels"]')];
  #on = true;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    for (const radio of this.#radios)
      radio.addEventListener('change', () => send({ do: 'channels', on: radio.value === 'on' }));
  }

  toggle(): void {
    this.#send({ do: 'channels', on: !this.#on });
  }

  show(state: PageState): void {
    this.#on = state.channelsOn;
    for (const radio of this.#radios) radio.checked = (radio.value === 'on') === state.channelsOn;
    setText(byId('channel-places', HTMLElement), channelPlaces(state));
  }
}

/** Where the channels are, in words. */
function channelPlaces({ axon }: PageState): string {
  if (!axon.excitable) return say('toolbar.noChannels');
  const { every } = axon.channels;
  switch (axon.kind) {
    case 'lattice':
      return say('toolbar.oneSiteIn', { count: every });
    case 'cable':
      return say('toolbar.allAlong');
    case 'myelinated':
      return say('toolbar.atNodes');
    case 'patch':
      return say('toolbar.inPatch');
  }
}
