/** Goes through the steps of a rig with a person: shows, asks, tells the cure, and shows again. */
import { pause } from '../../devices/waiting.js';
import {
  type ColoursStep,
  colourSymptom,
  type LookStep,
  type Outcome,
  SEEN,
  type Seen,
  SHOWN,
  type Shown,
  type Step,
} from '../../maker/doctor/index.js';
import type { Hands } from '../../maker/hands.js';
import { act } from './acting.js';
import {
  type Answer,
  type Asking,
  askWhile,
  LEAVE_OUT,
  LEFT_OUT,
  RIGHT,
  STOPPED,
  symptomatic,
} from './asking.js';
import { askDial, askPress } from './inputs.js';

/** So long it is dark between two things that are shown, so that the second is seen to be another [ms]. */
const BETWEEN_MS = 400;
const SEEN_LABELS: Readonly<Record<Seen, string>> = {
  red: 'Red',
  green: 'Green',
  blue: 'Blue',
  white: 'White',
  mixed: 'Not the same in all LEDs',
  dark: 'Nothing shines',
};
const WHERE_MORE = 'docs/troubleshooting.md';

/** Reads the rig file again before a step is repeated: a cure may have been written into it. */
export type Again = () => Promise<readonly Step[]>;

export interface Walked {
  readonly outcomes: readonly Outcome[];
  /** Somebody has pressed Ctrl-C, or asked the program to end. */
  readonly isStopped: boolean;
}

/** @param steps of the rig; `again` may bring others in their place. */
export function walk(asking: Asking, steps: readonly Step[], again: Again): Promise<Walked> {
  return new Walk(asking, steps, again).go();
}

class Walk {
  readonly #asking: Asking;
  readonly #again: Again;
  readonly #done = new Map<string, Omit<Outcome, 'step'>>();
  #steps: readonly Step[];
  /** A part of which nothing more can be seen. */
  #endedPart: string | undefined;
  #holdsNeedle = false;

  constructor(asking: Asking, steps: readonly Step[], again: Again) {
    this.#asking = asking;
    this.#steps = steps;
    this.#again = again;
  }

  async go(): Promise<Walked> {
    let next: 'on' | 'stopped' | 'no-board' = 'on';
    for (let at = 0; at < this.#steps.length && next === 'on'; at++) {
      const { id, part } = this.#steps[at]!;
      if (part === this.#endedPart) continue;
      next = await this.#prove(id);
      at = Math.max(at, this.#placeOf(id));
    }
    const outcomes = this.#steps.map(
      (step): Outcome => ({ step, ...(this.#done.get(step.id) ?? { kind: 'not-done', seen: [] }) }),
    );
    return { outcomes, isStopped: next === 'stopped' };
  }

  #placeOf(id: string): number {
    return this.#steps.findIndex((step) => step.id === id);
  }

  /** One step, again and again until it is right or somebody goes on. */
  async #prove(id: string): Promise<'on' | 'stopped' | 'no-board'> {
    const seen: string[] = [];
    // It may be gone when the rig file has been changed.
    for (let at = this.#placeOf(id); at >= 0; at = this.#placeOf(id)) {
      const step = this.#steps[at]!;
      const answer = await this.#show(step, `${at + 1} of ${this.#steps.length}, ${step.name}`);
      if (!('symptom' in answer)) {
        if (answer.kind === 'stopped') return 'stopped';
        this.#done.set(id, { kind: answer.kind, seen });
        // Of what a person has not judged.
        if (step.kind !== 'look' && answer.kind === 'right')
          this.#asking.say(`${step.name}: as it should be.`);
        return 'on';
      }
      const { symptom } = answer;
      seen.push(symptom.id);
      this.#done.set(id, { kind: 'wrong', seen });
      const more = symptom.more === null ? '' : ` More: "${symptom.more}" in ${WHERE_MORE}.`;
      this.#asking.say(`${step.name}: ${symptom.cure}${more}`);
      const isLost = answer.kind === 'no-board';
      const next = await askWhile(
        this.#asking,
        'What now?',
        [
          { value: 'again', label: 'I have done that: look again' },
          { value: 'on', label: isLost ? 'Go on without the board' : 'Go on with the next part' },
        ],
        { letsBoardGo: true },
      );
      if (typeof next !== 'string') return 'stopped';
      if (next === 'on') {
        if (symptom.endsPart) this.#endedPart = step.part;
        return isLost ? 'no-board' : 'on';
      }
      this.#steps = await this.#again();
    }
    return 'on';
  }

  /** On hands that are opened first where they are not. */
  async #show(step: Step, title: string): Promise<Answer> {
    const asking = this.#asking;
    const { bed } = asking;
    if (step.kind === 'look' && step.act.kind === 'let-go') {
      await bed?.close();
      return look(asking, null, step, title);
    }
    if (bed === null) return step.kind === 'look' ? look(asking, null, step, title) : LEFT_OUT;
    const opened = await bed.hands().catch((error) => {
      if (asking.signal.aborted) return null;
      throw error;
    });
    if (opened === null || asking.signal.aborted) return STOPPED;
    if (opened.kind === 'none') {
      const { fault, words } = opened;
      return {
        kind: 'no-board',
        symptom: { id: `no-board-${fault}`, seen: words, cure: words, more: null },
      };
    }
    const { hands } = opened;
    const isNeedle = step.kind === 'look' && step.act.kind === 'needle';
    if (this.#holdsNeedle && !isNeedle) await hands.letGo();
    this.#holdsNeedle = isNeedle;
    switch (step.kind) {
      case 'look':
        return look(asking, hands, step, title);
      case 'colours':
        return askColours(asking, hands, step, title);
      case 'button':
        return askPress(asking, bed, step, title);
      case 'dial':
        return askDial(asking, bed, step, title);
    }
  }
}

/** Shows something for as long as a question is open. */
async function showing<T>(
  { timers, signal }: Asking,
  begin: () => () => void,
  question: () => Promise<T>,
): Promise<T> {
  const end = begin();
  try {
    return await question();
  } finally {
    end();
    await pause(BETWEEN_MS, timers, signal).catch(() => {});
  }
}

export async function look(
  asking: Asking,
  hands: Hands | null,
  step: LookStep,
  title: string,
): Promise<Answer> {
  const choices = [
    { value: 'right', label: 'It is so' },
    ...step.symptoms.map(({ id, seen }) => ({ value: id, label: seen })),
    LEAVE_OUT,
  ];
  const answer = await showing(
    asking,
    () => (hands === null ? () => {} : act(hands, step.act, asking.timers)),
    () => askWhile(asking, `${title}. ${step.sees}`, choices),
  );
  if (typeof answer !== 'string') return answer;
  const symptom = step.symptoms.find(({ id }) => id === answer);
  if (symptom !== undefined) return symptomatic(symptom);
  return answer === LEAVE_OUT.value ? LEFT_OUT : RIGHT;
}

async function askColours(asking: Asking, hands: Hands, step: ColoursStep, title: string): Promise<Answer> {
  const { leds, brightness } = step;
  const choices = [...SEEN.map((value) => ({ value, label: SEEN_LABELS[value] })), LEAVE_OUT];
  const seen: Partial<Record<Shown, Seen>> = {};
  for (const [channel, shown] of SHOWN.entries()) {
    const rgb = [0, 1, 2].map((each) => (each === channel ? brightness : 0)) as [number, number, number];
    const answer = await showing(
      asking,
      () => act(hands, { kind: 'light', leds, rgb }, asking.timers),
      () =>
        askWhile(
          asking,
          `${title} (${channel + 1} of 3). ${leds.length} LEDs shine in one colour. Which is it?`,
          choices,
        ),
    );
    if (typeof answer !== 'string') return answer;
    if (answer === LEAVE_OUT.value) return LEFT_OUT;
    seen[shown] = answer as Seen;
  }
  const symptom = colourSymptom(step.order, seen as Record<Shown, Seen>);
  return symptom === null ? RIGHT : symptomatic(symptom);
}
