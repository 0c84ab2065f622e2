/** What the buttons and dials of the rig do: the commands that they stand for. */
import { clamp, MS_PER_S } from '../units.js';
import type { Bench } from './bench.js';
import type { ButtonAction, Command, DialAction, Treatment } from './contract.js';
import { createDialFollower, lensAt } from './dial.js';
import type { Player } from './player.js';
import { strengthRange } from './strength-range.js';

export interface InputParts {
  /** By the number of the button, from 1; null where none is fitted. */
  readonly buttons: Readonly<Partial<Record<number, ButtonAction | null>>>;
  /** By the number of the dial, from 0; null where none is fitted. */
  readonly dials: Readonly<Partial<Record<number, DialAction | null>>>;
}

/** What an input did: whether more than a press is new, and one sentence if it was refused. */
export interface Done {
  readonly changed: boolean;
  readonly refusal?: string | undefined;
}

export interface Inputs {
  press(button: number): Done;
  release(button: number): Done;
  turn(dial: number, position: number): Done;
  /** At every picture: turns that wait for it, and what nobody holds any more since the axon was put back. */
  catchUp(): Done;
  /** The device is gone, and every finger with it. */
  releaseAll(): Done;
}

type ActionNamed<Name extends ButtonAction['do']> = Extract<ButtonAction, { readonly do: Name }>;
type TurnNamed<Name extends DialAction['do']> = Extract<DialAction, { readonly do: Name }>;

/** The command that each action of a button stands for at the moment. */
type Presses = {
  readonly [Name in Exclude<ButtonAction['do'], 'stimulate'>]: (action: ActionNamed<Name>) => Command;
};
/** The same for a dial, at a travel from 0 to 1. */
type Turns = {
  readonly [Name in DialAction['do']]: (action: TurnNamed<Name>, travel: number) => Command;
};

const NOTHING: Done = { changed: false };

function mixed(low: number, high: number, travel: number): number {
  return low + (high - low) * travel;
}

export function createInputs({ buttons, dials }: InputParts, player: Player): Inputs {
  const followers = new Map<number, (position: number) => number | undefined>();
  /** Where dials of treatments stand that have been turned since the last picture, and on which axon. */
  const waiting = new Map<number, { readonly travel: number; readonly bench: Bench }>();

  /** Buttons that are pressed now. */
  const down = new Set<number>();
  let rewindsBefore = player.rewinds;

  const presses: Presses = {
    treat: ({ id, treatment, held }) => ({
      do: 'treat',
      id,
      treatment: held || !isTreated(id) ? treatment : null,
    }),
    channels: () => ({ do: 'channels', on: !player.bench.channelsOn }),
    pause: () => ({ do: 'run', running: !player.lens.running }),
    reset: () => ({ do: 'reset' }),
    weakest: () => ({ do: 'weakest' }),
    step: ({ back }) => ({ do: 'step', back }),
    rewind: ({ seconds }) => lookBackTo(player.back.backMs + MS_PER_S * seconds),
    runOn: () => ({ do: 'runOn' }),
    now: () => ({ do: 'now' }),
    experiment: ({ name }) => ({ do: 'load', name: name ?? nextExperiment() }),
    pauseWhen: ({ name, crossesMv, rising }) =>
      isWaitedFor(name, crossesMv, rising)
        ? { do: 'pauseWhen', off: true }
        : { do: 'pauseWhen', name, crossesMv, rising },
    electrode: ({ name, at }) => ({ do: 'electrode', name, at }),
  };

  /** By a button or a dial nobody goes further back than the tape does. */
  function lookBackTo(backMs: number): Command {
    return { do: 'seek', backMs: Math.min(backMs, player.back.lengthMs) };
  }

  const turns: Turns = {
    time: (_, travel) => (travel === 1 ? { do: 'now' } : lookBackTo((1 - travel) * player.back.lengthMs)),
    lens: (_, travel) => ({ do: 'lens', roomMsPerAxonMs: lensAt(travel) }),
    strength: ({ lowPercent, highPercent }, travel) => {
      const share = mixed(lowPercent, highPercent, travel) / 100;
      const { facts, experiment } = player.bench;
      const { low, high } = strengthRange(experiment.stimuli, experiment.geometry.kind);
      return { do: 'strength', strength: clamp(facts.press.strength * share, low, high) };
    },
    electrode({ name }, travel) {
      const { lastPlace, wholePlaces } = player.bench.facts;
      const at = travel * lastPlace;
      return { do: 'electrode', name, at: wholePlaces ? Math.round(at) : at };
    },
    treatment: ({ id, treatment, field, low, high }, travel) => ({
      do: 'treat',
      id,
      treatment: { ...treatment, [field]: mixed(low, high, travel) } as Treatment,
    }),
  };

  function isTreated(wanted: string): boolean {
    return player.bench.treatments.all.some(({ id }) => id === wanted);
  }

  function isWaitedFor(name: string, crossesMv: number, rising: boolean): boolean {
    const { level } = player.bench.levels;
    return level?.name === name && level.crossesMv === crossesMv && level.rising === rising;
  }

  function nextExperiment(): string {
    const names = player.experiments.map(({ name }) => name);
    return names[(names.indexOf(player.bench.experiment.name) + 1) % names.length]!;
  }

  function turnTo(action: DialAction, travel: number): Done {
    const command = (turns[action.do] as (action: DialAction, travel: number) => Command)(action, travel);
    const refusal = player.obey(command);
    // A dial that stands beyond the fastest lens is no mistake that anybody must be told of.
    return { changed: true, refusal: action.do === 'lens' ? undefined : refusal };
  }

  /** A moment at which a button was down may be the present again; no finger is on it now. */
  function liftUnheld(): Done {
    rewindsBefore = player.rewinds;
    let changed = false;
    for (const [button, action] of Object.entries(buttons))
      if (action?.do === 'treat' && action.held && !down.has(Number(button)))
        changed = release(Number(button)) || changed;
    return { changed };
  }

  function release(button: number): boolean {
    down.delete(button);
    const action = buttons[button];
    if (action?.do !== 'treat' || !action.held) return player.release(button);
    if (!isTreated(action.id)) return false;
    player.obey({ do: 'treat', id: action.id, treatment: null });
    return true;
  }

  return {
    press(button) {
      const action = buttons[button];
      if (!action) return NOTHING;
      down.add(button);
      if (action.do !== 'stimulate') {
        const command = (presses[action.do] as (action: ButtonAction) => Command)(action);
        return { changed: true, refusal: player.obey(command) };
      }
      const { do: _, ...asked } = action;
      const refusal = player.stimulate(asked, button);
      return { changed: player.stimulusWaits || player.held, refusal };
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
      const travel = follow(position);
      if (travel === undefined) return NOTHING;
      if (action.do !== 'treatment') return turnTo(action, travel);
      // A treatment takes some milliseconds to compute: once a picture is enough.
      waiting.set(dial, { travel, bench: player.bench });
      return NOTHING;
    },
    catchUp() {
      if (player.rewinds !== rewindsBefore) return liftUnheld();
      if (waiting.size === 0) return NOTHING;
      const [dial, { travel, bench }] = waiting.entries().next().value!;
      waiting.delete(dial);
      const action = dials[dial];
      return action && bench === player.bench ? turnTo(action, travel) : NOTHING;
    },
  };
}
