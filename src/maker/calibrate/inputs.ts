/** Buttons and dials: what is heard when one is pressed or turned, and what it tells. */
import type { Rig } from '../../rig/index.js';
import type { Finding, StepEnd } from './finding.js';
import type { ButtonEvent, Heard } from './heard.js';
import type { Person } from './person.js';

const WRAP_US = 2 ** 32;
const US_PER_MS = 1000;

/** What pressing one button once has told. */
export type ButtonFound =
  | { readonly kind: 'right' }
  | { readonly kind: 'silent' }
  /** Another was heard instead. */
  | { readonly kind: 'other'; readonly button: number }
  /** It was let go first and pressed then: its contact is closed at rest, as that of a touch pad. */
  | { readonly kind: 'rests closed' }
  /** It was heard more than once. */
  | { readonly kind: 'bounces'; readonly presses: number; readonly shortestMs: number }
  /** It was heard going down, and not up again. */
  | { readonly kind: 'held' };

/** @param heard while one button was pressed once; other buttons may be among it, from who stands near. */
export function buttonFound(button: number, heard: readonly ButtonEvent[]): ButtonFound {
  const own = heard.filter((event) => event.button === button);
  const [first] = own;
  if (first === undefined) {
    const other = heard[0];
    return other === undefined ? { kind: 'silent' } : { kind: 'other', button: other.button };
  }
  if (!first.pressed) return { kind: 'rests closed' };
  const presses = own.filter(({ pressed }) => pressed).length;
  if (presses > 1) {
    const gapsMs = own
      .slice(1)
      .map(({ deviceUs }, n) => ((deviceUs - own[n]!.deviceUs + WRAP_US) % WRAP_US) / US_PER_MS);
    return { kind: 'bounces', presses, shortestMs: Math.min(...gapsMs) };
  }
  return own.at(-1)!.pressed ? { kind: 'held' } : { kind: 'right' };
}

/** What to say of it, and what to do; `null`: it is as it should be. */
export function buttonWords(button: number, pin: string, found: ButtonFound): string | null {
  switch (found.kind) {
    case 'right':
      return null;
    case 'silent':
      return `Nothing was heard of button ${button}: is one of its legs at pin ${pin} and the other at ground? Of four legs take two that lie diagonally.`;
    case 'other':
      return `Button ${found.button} was heard instead of button ${button}: exchange their wires, or their numbers in the file.`;
    case 'rests closed':
      return `Button ${button} is closed at rest and opens when it is pressed: it counts as pressed all the time. A button: turn it by 90°, or use its other contact. A touch pad, or what closes to 5 V: "pressed: high".`;
    case 'bounces':
      return `Button ${button} was heard ${found.presses} times for one press, once after ${found.shortestMs.toFixed(0)} ms: it bounces, or its wire is loose. Try another button; in a long wire, 1 kΩ to 5 V and 100 nF to ground at the board.`;
    case 'held':
      return `Button ${button} was heard going down, and not up again: is it stuck?`;
  }
}

/** Where a dial stood fully left and fully right, from 0 to 1, and how far it moved by itself. */
export interface DialHeard {
  readonly left: number | null;
  readonly right: number | null;
  readonly noise: number;
}

/** Less than this between both ends is no turning. */
const LEAST_TURN = 0.1;
/** What a dial may move by itself: it is told from 4 of 1023 on. */
const MOST_NOISE = 0.012;

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What was found, and what to do. */
export function dialWords(dial: number, pin: string, { left, right, noise }: DialHeard): string {
  if (left === null || right === null)
    return `Nothing was heard of dial ${dial}: is its middle leg at pin ${pin}?`;
  if (Math.abs(right - left) < LEAST_TURN)
    return `Dial ${dial} tells ${percent(left)} at both ends: its middle leg must be at pin ${pin}, one outer leg at 5V and the other at ground.`;
  if (right < left)
    return `Dial ${dial} turns the wrong way round, from ${percent(left)} to ${percent(right)}: exchange its two outer wires.`;
  const range = `Dial ${dial} goes from ${percent(left)} to ${percent(right)}`;
  if (noise > MOST_NOISE)
    return `${range}, and moves by ${percent(noise)} when nobody turns it: a shorter wire, or 100 nF from pin ${pin} to ground.`;
  return `${range}, and stands still when nobody turns it.`;
}

export async function calibrateButtons(rig: Rig, heard: Heard, person: Person): Promise<StepEnd> {
  const findings: Finding[] = [];
  for (const button of [1, 2, 3, 4] as const) {
    const pin = rig.pins.buttons[button];
    if (rig.buttons[button] === null || pin === null) continue;
    for (;;) {
      heard.forget();
      const answer = await person.choose(
        `Press button ${button} (pin ${pin}) once, and let it go.`,
        [
          { value: 'done', label: 'I have' },
          { value: 'later', label: 'not now' },
        ],
        'done',
      );
      if (answer === null) return null;
      if (answer === 'later') break;
      const found = buttonFound(button, heard.buttons);
      if (found.kind === 'rests closed') {
        const turned = await askTurned(button, rig.pins.pressedHigh.includes(button), person);
        if (turned === null) return null;
        if (turned !== 'again') {
          findings.push(turned);
          break;
        }
      }
      const words = buttonWords(button, String(pin), found);
      person.tell(words ?? `Button ${button}: pressed once, heard once.`);
      if (words === null) break;
    }
  }
  return findings;
}

/** A button that is let go first: is that how it is built? */
async function askTurned(button: number, isHigh: boolean, person: Person): Promise<Finding | 'again' | null> {
  const [before, value] = isHigh ? (['high', 'low'] as const) : (['low', 'high'] as const);
  const pad = 'it is a touch pad, or closes to 5 V: its pin is high when it is pressed';
  const plain = 'it closes to ground: its pin is low when it is pressed';
  const answer = await person.choose(
    `Button ${button} was let go first, and then pressed. Which is right?`,
    [
      { value: 'turned' as const, label: isHigh ? plain : pad },
      { value: 'again' as const, label: 'neither: I look at its wires' },
    ],
    'again',
  );
  if (answer === null || answer === 'again') return answer;
  return { path: ['buttons', button, 'pressed'], value, before };
}

export async function calibrateDials(rig: Rig, heard: Heard, person: Person): Promise<StepEnd> {
  const done = [{ value: 'done', label: 'I have' }] as const;
  for (const dial of [0, 1] as const) {
    const pin = rig.pins.dials[dial];
    if (rig.dials[dial] === null || pin === null) continue;
    const own = heard.positions[dial];
    const stands = async (question: string): Promise<number | null | undefined> => {
      const answer = await person.choose(question, done, 'done');
      return answer === null ? null : own.at(-1);
    };
    const left = await stands(`Turn dial ${dial} (pin ${pin}) fully to the left.`);
    if (left === null) return null;
    const right = await stands(`Now fully to the right.`);
    if (right === null) return null;
    heard.forget();
    const still = await stands('Now take your hand away for three seconds.');
    if (still === null) return null;
    const noise = own.length === 0 ? 0 : Math.max(...own) - Math.min(...own);
    person.tell(dialWords(dial, String(pin), { left: left ?? null, right: right ?? null, noise }));
  }
  return [];
}
