/** What happens in the axon, in sentences: what goes on now, and what a press did. Pure. */
import type { AxonFacts, NamedTreatment, PressMark, PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { placeWords } from './meter-words.js';
import { causeAt, causeOf, courseOf } from './stopped.js';
import { say } from './words/say.js';
import { potentialFigure } from './words.js';

type Now = Pick<PageState, 'axon' | 'activity' | 'channelsOn'>;

/** What goes on now. */
export function activityWords(now: Now): string {
  const { axon, activity } = now;
  const { every, sodiumOpensMv } = axon.channels;
  const opens = `${potentialFigure(sodiumOpensMv, 0)} mV`;
  const rest = `${potentialFigure(axon.restMv, 0)} mV`;
  if (activity === 'returning') return say('caption.returns', { rest });
  if (!now.channelsOn || !axon.excitable)
    return activity === 'none'
      ? say(axon.excitable ? 'caption.atRestOff' : 'caption.atRestNone', { rest })
      : say('caption.spreads');
  if (!axon.switching) return plainWords(rest, activity);
  switch (activity) {
    case 'none':
      return say('caption.atRestOpens', { rest, opens });
    case 'stimulus':
      return say('caption.stimulus', { opens });
    case 'signal':
      return every === 1 ? say('caption.signal', { opens }) : say('caption.signalEvery', { opens, every });
  }
}

/** Of a membrane whose channels do not switch at a set potential. */
function plainWords(rest: string, activity: PageState['activity']): string {
  if (activity === 'none') return say('caption.atRest', { rest });
  return say(activity === 'signal' ? 'caption.signalPlain' : 'caption.stimulusPlain');
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
  const failed = (head: string, what: string): Sentence => ({
    head,
    words: sentence(say('caption.alike', { count: alike, what })),
  });
  switch (outcome.kind) {
    case 'overlapped':
      return failed(say('caption.notYet'), say('caption.notEnded'));
    case 'refractory': {
      const place = placeWords(outcome.place, axon);
      return failed(
        say('caption.notYet'),
        say(`caption.${switching ? 'stillLocked' : 'justFired'}`, { place }),
      );
    }
    case 'too-weak': {
      const head = say('caption.tooWeak');
      if (mark?.strength === 0) return failed(head, say('caption.strengthZero'));
      const came = { place: placeWords(outcome.place, axon), mv: belowFigure(outcome.highestMv) };
      const at = potentialFigure(channels.sodiumOpensMv, 0);
      return failed(
        head,
        switching ? say('caption.cameTo', { ...came, opens: at }) : say('caption.cameToOnly', came),
      );
    }
    case 'cannot-fire': {
      const cause = causeAt(treatments, outcome.place, mark?.atMs)?.kind;
      const key = cause === 'ttx' ? 'noSodiumTtx' : cause === 'dead' ? 'noSodiumDead' : 'noSodium';
      const place = placeWords(outcome.place, axon);
      return failed(say('caption.noAnswer'), say(`caption.${key}`, { place }));
    }
    case 'cut-off':
      return plain(say('caption.cutOff'));
    case 'spread':
      return plain(`${excitable ? say('caption.channelsAreOff') : ''} ${riseWords(outcome.riseMv)}`.trim());
    case 'signal':
      return plain(`${signalWords(outcome, axon, setting, opens)} ${passedWords(outcome, axon)}`.trim());
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
  { end, lastPlace, bothEnds }: Extract<PressOutcome, { kind: 'signal' }>,
  axon: AxonFacts,
  { mark, treatments = [] }: PressSetting,
  opens: string,
): string {
  const place = placeWords(lastPlace, axon);
  switch (end) {
    case 'ran-out':
      if (axon.kind === 'patch') return say('caption.patchFired');
      return say(bothEnds ? 'caption.ranToBothEnds' : 'caption.ranToEnd');
    case 'died': {
      const stopped = causeOf(treatments, axon, courseOf(mark, lastPlace));
      if (stopped)
        return say('caption.stoppedBy', {
          cause: stopped.name,
          place: placeWords(stopped.place, axon),
          why: stopped.words,
        });
      return axon.switching
        ? say('caption.diedOpens', { place, opens })
        : say('caption.diedPlain', { place });
    }
    case 'blocked':
      return say(axon.kind === 'lattice' ? 'caption.metSites' : 'caption.metStretch', { place });
    case 'switched-off':
      return say('caption.switchedOff', { place });
  }
}

/** What is said of both electrodes; nothing if both are in the bath, or of a patch that fired. */
function passedWords(
  { end, reached: { blue, yellow } }: Extract<PressOutcome, { kind: 'signal' }>,
  { kind }: AxonFacts,
): string {
  if (end === 'ran-out' && kind === 'patch') return '';
  if (blue !== null && blue === yellow) return say(blue ? 'caption.passedBoth' : 'caption.passedNeither');
  if (blue !== null && yellow !== null)
    return say(blue ? 'caption.passedBlueOnly' : 'caption.passedYellowOnly');
  if (blue !== null) return say(blue ? 'caption.passedBlue' : 'caption.notPassedBlue');
  if (yellow !== null) return say(yellow ? 'caption.passedYellow' : 'caption.notPassedYellow');
  return '';
}

function riseWords({ blue, yellow }: Readonly<Record<MeterName, number | null>>): string {
  if (blue !== null && yellow !== null)
    return say('caption.bothRose', { blue: smallRise(blue), yellow: smallRise(yellow) });
  if (blue !== null) return say('caption.blueRose', { mv: smallRise(blue) });
  return yellow === null ? '' : say('caption.yellowRose', { mv: smallRise(yellow) });
}

function smallRise(riseMv: number): string {
  return riseMv < 0.05 ? say('caption.hardly') : `${potentialFigure(riseMv)} mV`;
}
