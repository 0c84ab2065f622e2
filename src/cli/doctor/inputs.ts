/** Buttons and dials: a person does something, and the board says what it has heard. */
import { pause } from '../../devices/waiting.js';
import {
  type ButtonStep,
  type DialStep,
  dialSymptom,
  PressWatch,
  pressSymptom,
} from '../../maker/doctor/index.js';
import { type Answer, type Asking, askWhile, LEAVE_OUT, LEFT_OUT, RIGHT, symptomatic } from './asking.js';
import type { Bedside } from './bedside.js';

/** A dial is to stand still for so long [ms]. */
const STILL_MS = 1000;

export async function askPress(
  asking: Asking,
  bed: Bedside,
  step: ButtonStep,
  title: string,
): Promise<Answer> {
  const { timers } = asking;
  const watch = new PressWatch(step.button, bed.isDown(step.button));
  const silent = pressSymptom(step, { kind: 'silent' })!;
  const answer = await askWhile(
    asking,
    `${title}: press button ${step.button} (pin ${step.pin}) once, and let it go.`,
    [{ value: silent.id, label: silent.seen }, LEAVE_OUT],
    {
      hear: (event) => {
        if (event.kind === 'button')
          watch.take({ button: event.button, pressed: event.pressed, atMs: timers.nowMs() });
      },
      look: () => {
        const verdict = watch.verdict(timers.nowMs());
        if (verdict === undefined) return undefined;
        const symptom = pressSymptom(step, verdict);
        return symptom === null ? RIGHT : symptomatic(symptom);
      },
    },
  );
  if (typeof answer !== 'string') return answer;
  return answer === LEAVE_OUT.value ? LEFT_OUT : symptomatic(silent);
}

export async function askDial(asking: Asking, bed: Bedside, step: DialStep, title: string): Promise<Answer> {
  const { timers, signal } = asking;
  const { dial, pin } = step;
  const ends: (number | null)[] = [];
  let noise = 0;
  for (const end of ['left', 'right']) {
    const answer = await askWhile(asking, `${title}: turn dial ${dial} (pin ${pin}) to its ${end} end.`, [
      { value: 'there', label: 'It is there, and nobody touches it' },
      LEAVE_OUT,
    ]);
    if (typeof answer !== 'string') return answer;
    if (answer === LEAVE_OUT.value) return LEFT_OUT;
    const before = bed.dialAt(dial);
    const heard = before === null ? [] : [before];
    bed.watch((event) => {
      if (event.kind === 'dial' && event.dial === dial) heard.push(event.position);
    });
    await pause(STILL_MS, timers, signal).catch(() => {});
    bed.watch(undefined);
    if (heard.length > 0) noise = Math.max(noise, Math.max(...heard) - Math.min(...heard));
    ends.push(bed.dialAt(dial));
  }
  const symptom = dialSymptom(step, { left: ends[0]!, right: ends[1]!, noise });
  return symptom === null ? RIGHT : symptomatic(symptom);
}
