/** Whether something that a step asks for has been done, by the page, the hardware or the runner: told by how the rig stands. */
import type { Snapshot, Treatment } from '../controller/contract.js';
import type { CardCommand } from './card.js';
import { isSamePlace, isSameStrength } from './settings.js';

/** What was pressed. */
export interface Pressed {
  readonly places: readonly number[];
  readonly strength: number;
}

const inOrder = (places: readonly number[]) => [...new Set(places)].sort((a, b) => a - b);

function isSame(one: readonly number[], other: readonly number[], lastPlace: number): boolean {
  return one.length === other.length && one.every((at, i) => isSamePlace(at, other[i]!, lastPlace));
}

/** Whether a press is the one that is asked for; what the command does not say is as the rig stands. */
export function isPressOf(
  command: Extract<CardCommand, { do: 'stimulate' }>,
  { places, strength }: Pressed,
  now: Snapshot,
): boolean {
  const { lastPlace, stimulusPlaces } = now.axon;
  const wanted = inOrder(command.at === undefined ? stimulusPlaces : [command.at].flat());
  if (!isSame(inOrder(places), wanted, lastPlace)) return false;
  return command.strength === undefined || isSameStrength(strength, command.strength);
}

/** A stretch of a treatment, whose ends may be those of the axon. */
function stretchOf({ from = 0, to }: Treatment, lastPlace: number): readonly [number, number] {
  return [from, to ?? lastPlace];
}

/** A hand that paints does not hit a place exactly. */
function isTreated({ axon, treatments }: Snapshot, wanted: Treatment): boolean {
  const [from, to] = stretchOf(wanted, axon.lastPlace);
  return treatments.some(({ treatment }) => {
    if (treatment.kind !== wanted.kind) return false;
    const [start, end] = stretchOf(treatment, axon.lastPlace);
    return isSamePlace(start, from, axon.lastPlace) && isSamePlace(end, to, axon.lastPlace);
  });
}

/** Where the experiment has it nobody can tell: that is no question. */
function isAimed(at: number | readonly number[] | null, { axon }: Snapshot): boolean {
  return at === null || isSame(inOrder([at].flat()), axon.stimulusPlaces, axon.lastPlace);
}

/** Whether the rig stands as a command leaves it. Of a press and of a step that is no question: those happen. */
export function isDone(command: CardCommand, now: Snapshot): boolean {
  switch (command.do) {
    case 'channels':
      return now.channelsOn === command.on;
    case 'electrode':
      return isSamePlace(now.electrodes[command.name], command.at, now.axon.lastPlace);
    case 'treat':
      return command.treatment === null
        ? now.treatments.every(({ id }) => id !== command.id)
        : isTreated(now, command.treatment);
    case 'lens':
      return isSameStrength(now.roomMsPerAxonMs, command.roomMsPerAxonMs);
    case 'run':
      return now.running === command.running;
    case 'strength':
      return command.strength === null || isSameStrength(now.strength, command.strength);
    case 'aim':
      return isAimed(command.at, now);
    case 'release':
      return !now.held;
    case 'pauseWhen':
      return command.off === true ? now.pauseWhen === null : now.pauseWhen !== null;
    case 'weakest':
      return now.weakest.kind === 'searching';
    case 'stimulate':
    case 'step':
    case 'reset':
      return false;
  }
}

/** Whether it is told by what happens, and not by how the rig stands. */
export function happens({ do: name }: CardCommand): boolean {
  return name === 'stimulate' || name === 'step' || name === 'reset';
}
