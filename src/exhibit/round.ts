/** What no program sees of an exhibit, and a person looks at once a month. Pure. */

/** What this very exhibit has. */
export interface RoundFacts {
  /** Numbers of the buttons that are wired. */
  readonly buttons: readonly number[];
  /** Colours of the needles that are fitted. */
  readonly needles: readonly string[];
  readonly hasLamp: boolean;
  readonly hasHub: boolean;
}

export interface RoundQuestion {
  /** For the log. */
  readonly id: string;
  /** Something to do and what is right then; yes means that it is so. */
  readonly words: string;
}

/** One that has been done. */
export interface Round {
  readonly atMs: number;
  /** Questions that were answered with no. */
  readonly failed: readonly string[];
}

const DAY_MS = 86_400_000;
export const ROUND_EVERY_MS = 31 * DAY_MS;

export function roundQuestions({ buttons, needles, hasLamp, hasHub }: RoundFacts): readonly RoundQuestion[] {
  const teller = [...(hasLamp ? ['the lamp is lit'] : []), ...(hasHub ? ['the hub tells it'] : [])];
  return [
    ...buttons.map((button) => ({
      id: `button-${button}`,
      words: `Press button ${button}: it does what its label says, and comes up again.`,
    })),
    {
      id: 'strip',
      words:
        'Press, and look along the strip: light runs from end to end without a gap, in the colours of the page.',
    },
    ...needles.map((needle) => ({
      id: `needle-${needle}`,
      words: `The ${needle} needle moves with the light, and comes back to rest without trembling.`,
    })),
    { id: 'sound', words: 'The click is heard, as loud as it should be.' },
    {
      id: 'screen',
      words:
        'Touch the screen at its four corners: it answers, and nothing is selected, swiped away or made larger.',
    },
    {
      id: 'labels',
      words: 'Labels can be read, also by somebody who sits; the text on the screen is sharp.',
    },
    {
      id: 'reach',
      words: 'Button and screen are 38 to 122 cm above the floor, and a wheelchair gets there.',
    },
    {
      id: 'cables',
      words:
        'Plugs are firm, no insulation is worn, and strip, servos and supply are no more than hand-warm.',
    },
    { id: 'clean', words: 'Glass, button and screen are clean: a damp cloth, no spray.' },
    {
      id: 'unplug',
      words:
        teller.length === 0
          ? 'Pull the plug of the board and put it back: light again within 3 s.'
          : `Pull the plug of the board: ${teller.join(' and ')} within 20 s. Put it back: light again within 3 s.`,
    },
    { id: 'mains', words: 'Switch the mains off and on: light within a minute, with no hand on it.' },
  ];
}

/** Why a round is due, in one sentence; undefined: it is not. A round of the future was noted by a clock that was wrong. */
export function roundDue(last: Round | null, nowMs: number): string | undefined {
  if (last === null) return 'Nobody has made a round yet: npx axon-rig round asks what to look at.';
  if (last.failed.length > 0)
    return `The last round has found something wrong: ${last.failed.join(', ')}. When it is mended, make a round again: npx axon-rig round.`;
  if (nowMs - last.atMs < ROUND_EVERY_MS && last.atMs - nowMs < DAY_MS) return undefined;
  return 'The last round was more than a month ago: npx axon-rig round asks what to look at.';
}
