/** What the buttons and dials of the rig do: the commands that they stand for. */
import type { ButtonAction, DialAction } from './contract.js';
import { createDialFollower } from './dial.js';
import type { Player } from './player.js';

export interface InputParts {
  /** By the number of the button, from 1; null where none is fitted. */
  readonly buttons: Readonly<Partial<Record<number, ButtonAction | null>>>;
  /** By the number of the dial, from 0; null where none is fitted. */
  readonly dials: Readonly<Partial<Record<number, DialAction | null>>>;
}

/** Each @returns one sentence if it was refused; `changed` says whether more than a press is new. */
export interface Inputs {
  press(button: number): Done;
  release(button: number): Done;
  turn(dial: number, position: number): Done;
  /** The device is gone, and every finger with it. */
  releaseAll(): Done;
}

export interface Done {
  readonly changed: boolean;
  readonly refusal?: string | undefined;
}

const NOTHING: Done = { changed: false };

export function createInputs({ buttons, dials }: InputParts, player: Player): Inputs {
  const followers = new Map<number, (position: number) => number | undefined>();

  function act(action: ButtonAction, button: number): Done {
    switch (action.do) {
      case 'stimulate': {
        const { do: _, ...asked } = action;
        const refusal = player.stimulate(asked, button);
        return { changed: player.stimulusWaits || player.held, refusal };
      }
      case 'membrane':
        return done(player.obey({ do: 'channels', on: !player.bench.channelsOn }));
      case 'pause':
        return done(player.obey({ do: 'run', running: !player.lens.running }));
      default:
        return done(player.obey({ do: action.do }));
    }
  }

  function done(refusal: string | undefined): Done {
    return { changed: true, refusal };
  }

  return {
    press(button) {
      const action = buttons[button];
      return action ? act(action, button) : NOTHING;
    },
    release: (button) => ({ changed: player.release(button) }),
    releaseAll() {
      let changed = false;
      for (const button of Object.keys(buttons)) changed = player.release(Number(button)) || changed;
      return { changed };
    },
    turn(dial, position) {
      if (dials[dial]?.do !== 'lens') return NOTHING;
      const follow = followers.get(dial) ?? createDialFollower();
      followers.set(dial, follow);
      const roomMsPerAxonMs = follow(position);
      if (roomMsPerAxonMs === undefined) return NOTHING;
      // A dial that stands beyond the fastest lens is no mistake that anybody must be told of.
      player.obey({ do: 'lens', roomMsPerAxonMs });
      return { changed: true };
    },
  };
}
