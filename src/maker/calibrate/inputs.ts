/** Buttons and dials: what is heard when one is pressed or turned, judged as the doctor judges it. */
import type { Rig } from '../../rig/index.js';
import { type DialReadings, dialSymptom } from '../doctor/dials.js';
import { type PressVerdict, PressWatch, pressSymptom } from '../doctor/presses.js';
import type { Finding, StepEnd } from './finding.js';
import type { ButtonEvent, Heard } from './heard.js';
import type { Person } from './person.js';

const WRAP_US = 2 ** 32;
const US_PER_MS = 1000;

/** @param heard while one button was pressed once; if it was heard at all, other buttons are from who stands near. */
export function pressHeard(
  button: number,
  heard: readonly ButtonEvent[],
): PressVerdict | { readonly kind: 'silent' } {
  const own = heard.filter((event) => event.button === button);
  const watch = new PressWatch(button);
  const beganUs = heard[0]?.deviceUs ?? 0;
  for (const { deviceUs, ...event } of own.length > 0 ? own : heard)
    watch.take({ ...event, atMs: ((deviceUs - beganUs + WRAP_US) % WRAP_US) / US_PER_MS });
  return watch.verdict(Infinity) ?? { kind: 'silent' };
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What was found, and what to do. */
export function dialWords(dial: number, pin: string, readings: DialReadings): string {
  const symptom = dialSymptom({ dial, pin }, readings);
  if (symptom !== null) return `Dial ${dial}: ${symptom.seen}. ${symptom.cure}`;
  const { left, right } = readings;
  return `Dial ${dial} goes from ${percent(left!)} to ${percent(right!)}, and stands still when nobody turns it.`;
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
      const verdict = pressHeard(button, heard.buttons);
      const isHigh = rig.pins.pressedHigh.includes(button);
      if (verdict.kind === 'was-down') {
        const turned = await askTurned(button, isHigh, person);
        if (turned === null) return null;
        if (turned !== 'again') {
          findings.push(turned);
          break;
        }
      }
      const symptom = pressSymptom({ pin: String(pin), pressed: isHigh ? 'high' : 'low' }, verdict);
      person.tell(
        symptom === null
          ? `Button ${button}: pressed once, heard once.`
          : `Button ${button}: ${symptom.seen}. ${symptom.cure}`,
      );
      if (symptom === null) break;
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
