/** What happens in the axon, in sentences: what goes on now, and what a press did. Pure. */
import type { AxonFacts, NamedTreatment, PressMark, PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { causeAt, causeOf, courseOf } from './stopped.js';
import { potentialFigure } from './words.js';

/** What a reset did. */
export const RESET_WORDS = 'Reset: everything is as at the start.';

type Now = Pick<PageState, 'axon' | 'activity' | 'channelsOn'>;

/** What goes on now. */
export function activityWords(now: Now): string {
  const { axon, activity } = now;
  const { every, sodiumOpensMv } = axon.channels;
  const opens = `${potentialFigure(sodiumOpensMv, 0)} mV`;
  const restMv = `${potentialFigure(axon.restMv, 0)} mV`;
  const rest = `At rest, ${restMv}`;
  if (activity === 'returning') return `The potential returns to rest: ${restMv}.`;
  if (!now.channelsOn || !axon.excitable)
    return activity === 'none'
      ? `${rest}. ${axon.excitable ? 'The channels are off.' : 'There are no channels.'}`
      : 'Electrotonic spread: the further along the axon, the smaller and the later.';
  if (!axon.switching) return plainWords(rest, activity);
  switch (activity) {
    case 'none':
      return `${rest}. Sodium channels open where the potential reaches ${opens}.`;
    case 'stimulus':
      return `The stimulus lifts the potential. At ${opens} the sodium channels open.`;
    case 'signal':
      return every === 1
        ? `Action potential: each site that reaches ${opens} lifts the next one towards it.`
        : `Action potential: channels that open at ${opens} lift the next ones, ${every} sites on, towards it.`;
  }
}

/** Of a membrane whose channels do not switch at a set potential. */
function plainWords(rest: string, activity: PageState['activity']): string {
  if (activity === 'none') return `${rest}.`;
  return activity === 'signal' ? 'An action potential.' : 'The stimulus changes the potential.';
}

/** A place in words: `site 8`, `40.2 mm`, `node 10`; nothing on a patch. */
export function placeWords(place: number, { placeUnit }: AxonFacts): string {
  if (placeUnit === '') return 'the patch';
  const figure = String(Math.round(place * 10) / 10);
  return placeUnit === 'mm' ? `${figure} mm` : `${placeUnit} ${figure}`;
}

/** What is shown and said: a head of one or two words that catches the eye, where there is one, and the rest. */
export interface Sentence {
  readonly head: string;
  readonly words: string;
}

export function plain(words: string): Sentence {
  return { head: '', words };
}

export function inOneLine({ head, words }: Sentence): string {
  return `${head} ${words}`.trim();
}

/** Whether a press did nothing that can be seen. */
export function isUnanswered({ kind }: PressOutcome): boolean {
  return kind !== 'signal' && kind !== 'spread';
}

/** What a press was done to, for the cause of what it did. */
export interface PressSetting {
  /** The press itself, while the rig still tells of it. */
  readonly mark?: PressMark | undefined;
  readonly treatments?: readonly NamedTreatment[];
  /** How many presses of this sweep did the same. */
  readonly alike?: number;
}

/** What a press did: two lines of the narrowest caption at most. */
export function pressWords(outcome: PressOutcome, axon: AxonFacts, setting: PressSetting = {}): Sentence {
  const { mark, treatments = [], alike = 1 } = setting;
  const { channels, switching, excitable } = axon;
  const opens = `${potentialFigure(channels.sodiumOpensMv, 0)} mV`;
  const presses = alike > 1 ? `${alike} presses: ` : '';
  switch (outcome.kind) {
    case 'overlapped':
      return { head: 'Not yet.', words: sentence(`${presses}the stimulus before has not ended.`) };
    case 'refractory': {
      const why = switching ? 'is still locked' : 'has just fired';
      return { head: 'Not yet.', words: sentence(`${presses}${placeWords(outcome.place, axon)} ${why}.`) };
    }
    case 'too-weak': {
      if (mark?.strength === 0) return { head: 'Too weak.', words: sentence(`${presses}the strength is 0.`) };
      const place = placeWords(outcome.place, axon);
      const came = `${place} came to ${belowFigure(outcome.highestMv)} mV`;
      const why = switching ? `${came}, not to ${opens.replace(' mV', '')}.` : `${came} and did not fire.`;
      return { head: 'Too weak.', words: sentence(`${presses}${why}`) };
    }
    case 'cannot-fire': {
      const cause = causeAt(treatments, outcome.place, mark?.atMs);
      const because =
        cause?.kind === 'ttx' ? ': it is in the TTX' : cause?.kind === 'dead' ? ': it is dead' : '';
      const why = `${placeWords(outcome.place, axon)} has no sodium channels that work${because}.`;
      return { head: 'No answer.', words: sentence(`${presses}${why}`) };
    }
    case 'spread':
      return plain(
        `${excitable ? 'No signal: the channels are off. ' : ''}${riseWords(outcome.riseMv)}`.trim(),
      );
    case 'signal':
      return plain(signalWords(outcome, axon, setting, opens));
  }
}

/** To 0.1 mV, and not rounded up: what came to 0.04 mV below a threshold did not come to it. */
function belowFigure(potentialMv: number): string {
  return potentialFigure(Math.floor(potentialMv * 10) / 10);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function signalWords(
  { end, lastPlace, reached, bothEnds }: Extract<PressOutcome, { kind: 'signal' }>,
  axon: AxonFacts,
  { mark, treatments = [] }: PressSetting,
  opens: string,
): string {
  const electrodes = reachedWords(reached);
  const place = placeWords(lastPlace, axon);
  const why = axon.switching
    ? `the next channels did not reach ${opens}`
    : 'what is next did not rise far enough';
  switch (end) {
    case 'ran-out':
      if (axon.kind === 'patch') return 'The patch fired.';
      return `The signal ran to ${bothEnds ? 'both ends' : 'the end'} of the axon. ${electrodes}`.trim();
    case 'died': {
      const stopped = causeOf(treatments, axon, courseOf(mark, lastPlace));
      if (stopped)
        return `Stopped by the ${stopped.name}: from ${placeWords(stopped.place, axon)} on ${stopped.words}. ${electrodes}`.trim();
      return `The signal died at ${place}: ${why}. ${electrodes}`.trim();
    }
    case 'blocked':
      return `The signal stopped at ${place}: it met ${axon.kind === 'lattice' ? 'sites' : 'a stretch'} that had just fired. ${electrodes}`.trim();
    case 'switched-off':
      return `The channels were switched off while the signal was at ${place}. ${electrodes}`.trim();
  }
}

/** What is said of both electrodes; nothing if both are in the bath. */
function reachedWords({ blue, yellow }: Readonly<Record<MeterName, boolean | null>>): string {
  if (blue !== null && blue === yellow)
    return blue ? 'It passed both electrodes.' : 'It passed neither electrode.';
  if (blue !== null && yellow !== null) return `It passed ${blue ? 'blue, not yellow' : 'yellow, not blue'}.`;
  const sentences = ([['blue', blue] as const, ['yellow', yellow] as const] as const).flatMap(
    ([name, reached]) =>
      reached === null
        ? []
        : [reached ? `It passed the ${name} electrode.` : `It did not pass the ${name} electrode.`],
  );
  return sentences.join(' ');
}

function riseWords({ blue, yellow }: Readonly<Record<MeterName, number | null>>): string {
  const parts = ([['blue', blue] as const, ['yellow', yellow] as const] as const).flatMap(([name, riseMv]) =>
    riseMv === null ? [] : [[name, `by ${smallRise(riseMv)}`] as const],
  );
  const [first, second] = parts;
  if (!first) return '';
  return sentence(`${first[0]} rose ${first[1]}${second ? `, ${second.join(' ')}` : ''}.`);
}

function smallRise(riseMv: number): string {
  return riseMv < 0.05 ? 'less than 0.1 mV' : `${potentialFigure(riseMv)} mV`;
}
