/** What the buttons and dials of the rig do: the commands that they stand for. */
import type { ButtonAction, DialAction } from './contract.js';
import { createDialFollower, evenDial } from './dial.js';
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

/** What is asked of a rig that cannot do it. */
const notYet = (what: string): Done => ({ changed: false, refusal: `this rig cannot ${what} yet` });

export function createInputs({ buttons, dials }: InputParts, player: Player): Inputs {
  const followers = new Map<number, ReturnType<typeof createDialFollower>>();

  function act(action: ButtonAction, button: number): Done {
    switch (action.do) {
      case 'stimulate': {
        const { do: _, ...asked } = action;
        const refusal = player.stimulate(asked, button);
        return { changed: player.stimulusWaits || player.held, refusal };
      }
      case 'treat': {
        const { id, treatment, held } = action;
        const isThere = player.bench.treatments.all.some((known) => known.id === id);
        return done(player.obey({ do: 'treat', id, treatment: isThere && !held ? null : treatment }));
      }
      case 'channels':
      case 'membrane':
        return done(player.obey({ do: 'channels', on: !player.bench.channelsOn }));
      case 'pause':
        return done(player.obey({ do: 'run', running: !player.lens.running }));
      case 'experiment':
        return done(player.obey({ do: 'load', name: action.name ?? nextExperiment() }));
      case 'electrode':
        return done(player.obey({ do: 'electrode', name: action.name, at: action.at }));
      case 'step':
        return action.back ? notYet('step back') : done(player.obey({ do: 'step' }));
      case 'reset':
        return done(player.obey({ do: 'reset' }));
      case 'pauseWhen':
        return notYet('pause at a level');
      case 'weakest':
        return notYet('find the weakest press');
      case 'rewind':
        return notYet('rewind');
      case 'runOn':
      case 'now':
        return notYet('look back');
      default:
        return action satisfies never;
    }
  }

  function done(refusal: string | undefined): Done {
    return { changed: true, refusal };
  }

  function nextExperiment(): string {
    const { experiments, bench } = player;
    const at = experiments.findIndex(({ name }) => name === bench.experiment.name);
    return experiments[(at + 1) % experiments.length]!.name;
  }

  /** What a button held is let go; a treatment that is held, too. */
  function release(button: number): boolean {
    const action = buttons[button];
    if (action?.do !== 'treat' || !action.held) return player.release(button);
    const isThere = player.bench.treatments.all.some(({ id }) => id === action.id);
    return isThere && player.obey({ do: 'treat', id: action.id, treatment: null }) === undefined;
  }

  /** What a dial asks for at a position; `undefined` where it has not been turned. */
  function turned(dial: DialAction, position: number, follow: ReturnType<typeof createDialFollower>): Done {
    const to = (low: number, high: number) => follow(position, evenDial(low, high));
    switch (dial.do) {
      case 'lens': {
        const roomMsPerAxonMs = follow(position);
        if (roomMsPerAxonMs === undefined) return NOTHING;
        // A dial that stands beyond the fastest lens is no mistake that anybody must be told of.
        player.obey({ do: 'lens', roomMsPerAxonMs });
        return { changed: true };
      }
      case 'strength': {
        const percent = to(dial.lowPercent, dial.highPercent);
        if (percent === undefined) return NOTHING;
        return done(
          player.obey({ do: 'strength', strength: (player.bench.facts.press.strength * percent) / 100 }),
        );
      }
      case 'electrode': {
        const { lastPlace, wholePlaces } = player.bench.facts;
        const at = to(0, lastPlace);
        if (at === undefined) return NOTHING;
        return done(player.obey({ do: 'electrode', name: dial.name, at: wholePlaces ? Math.round(at) : at }));
      }
      case 'treatment': {
        const { id, treatment, field, low, high } = dial;
        const value = to(low, high);
        if (value === undefined) return NOTHING;
        return done(player.obey({ do: 'treat', id, treatment: { ...treatment, [field]: value } }));
      }
      case 'time':
        return to(0, 1) === undefined ? NOTHING : notYet('look back');
      default:
        return dial satisfies never;
    }
  }

  return {
    press(button) {
      const action = buttons[button];
      return action ? act(action, button) : NOTHING;
    },
    release: (button) => ({ changed: release(button) }),
    releaseAll() {
      let changed = false;
      for (const button of Object.keys(buttons)) changed = release(Number(button)) || changed;
      return { changed };
    },
    turn(dial, position) {
      const action = dials[dial];
      if (!action) return NOTHING;
      const follow = followers.get(dial) ?? createDialFollower();
      followers.set(dial, follow);
      return turned(action, position, follow);
    },
  };
}
