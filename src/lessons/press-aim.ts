/** Makes the next press of a step what it must be, so that the rig's own button gives it; and lets it go afterwards. */
import type { Controller } from '../controller/contract.js';
import type { CardCommand } from './card.js';

type Places = number | readonly number[] | null;

export interface PressAim {
  /** @param asked what is to be done next. @returns why the rig refuses it, in its own words. */
  ready(asked: CardCommand | undefined): string | undefined;
  /** Presses are again as the step has found them. */
  release(): void;
}

/** @param found the strength of presses as the step has found them. */
export function createPressAim(controller: Pick<Controller, 'command'>, found: number): PressAim {
  /** Presses are otherwise because of this step. */
  let isAimed = false;

  function set(at: Places | undefined, strength: number | undefined): string | undefined {
    return (
      (at === undefined ? undefined : controller.command({ do: 'aim', at })) ??
      (strength === undefined ? undefined : controller.command({ do: 'strength', strength }))
    );
  }

  return {
    ready(asked) {
      if (asked?.do !== 'stimulate') return undefined;
      // What a press before has been told is taken back.
      const { at = isAimed ? null : undefined, strength = isAimed ? found : undefined } = asked;
      if (at === undefined && strength === undefined) return undefined;
      isAimed = true;
      return set(at, strength);
    },
    release() {
      if (isAimed) set(null, found);
      isAimed = false;
    },
  };
}
