/**
 * Does the acts of a step where the rig is asked to do it itself, as a person would: one after the other, each when it is
 * due. Commands are never given while the rig tells of something: it would tell of them in the middle of that.
 */
import type { Clock, Command, Controller } from '../controller/contract.js';
import type { Act } from './card.js';
import type { Remark } from './contract.js';

export interface SelfDoerParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly acts: readonly Act[];
  /** Number of the act that is next; as many as there are: all are done. */
  next(): number;
  /** When the one before it was done, and now [ms of axon]. */
  lastMs(): number;
  nowMs(): number;
  /** Whether the command that was given counts as done already, by how the rig stands; then it has been counted. */
  took(command: Act['command']): boolean;
  /** It does no more, and says why. */
  gaveUp(why: Remark): void;
  /** A command was given. */
  given(): void;
}

export interface SelfDoer {
  readonly isOn: boolean;
  begin(): void;
  /** Does the next act, if it is due. */
  look(): void;
  stop(): void;
}

export function createSelfDoer(parts: SelfDoerParts): SelfDoer {
  const { controller, clock, acts, next } = parts;
  let isOn = false;
  let cancel = (): void => {};

  function stop(): void {
    isOn = false;
    cancel();
  }

  function giveUp(why: Remark): void {
    isOn = false;
    parts.gaveUp(why);
  }

  function give(): void {
    const before = next();
    if (!isOn || before >= acts.length) return;
    const { command } = acts[before]!;
    const refusal = controller.command(command as Command);
    if (refusal !== undefined) {
      giveUp({ kind: 'refused', words: refusal });
      return;
    }
    // It has done nothing, and would do nothing again and again: another axon plays, or a stimulus still runs.
    if (next() === before && !parts.took(command)) giveUp({ kind: 'not-yet' });
    parts.given();
  }

  function soon(): void {
    cancel();
    cancel = clock.after(0, give);
  }

  /** Time stands still for somebody who looks back or has paused; what is pressed then would wait for ever. */
  function letTimeGoOn(): void {
    if (controller.snapshot().look.kind === 'looking-back') controller.command({ do: 'now' });
    const goesOn = acts.slice(next()).some(({ command }) => command.do === 'run');
    if (!controller.snapshot().running && !goesOn) controller.command({ do: 'run', running: true });
  }

  return {
    get isOn() {
      return isOn;
    },
    begin() {
      letTimeGoOn();
      isOn = true;
      soon();
    },
    look() {
      if (isOn && next() < acts.length && parts.nowMs() >= parts.lastMs() + acts[next()]!.afterMs) soon();
    },
    stop,
  };
}
