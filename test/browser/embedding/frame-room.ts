/** A card of the file in a frame of another page, played as a person plays it. */
import type { Frame, FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';

const MOST_CLICKS = 24;

type Place = Page | Frame | FrameLocator;

const main = (place: Place) => place.locator('#lesson-buttons [data-key=main]');
const phaseIn = (place: Place) => place.locator('body').getAttribute('data-phase');

export async function reach(place: Place, phase: string): Promise<void> {
  await expect.poll(() => phaseIn(place)).toBe(phase);
}

const textOf = (place: Place) => place.locator('#lesson').innerText();

/**
 * Does something that the card answers. A hand that is faster than a person's is refused in words, and asks again, as these
 * say.
 */
async function answered(place: Place, ask: () => Promise<void>): Promise<void> {
  const before = await textOf(place);
  const isRefused = () => place.locator('#refusal').isVisible();
  const isAnswered = async () => (await textOf(place)) !== before;
  for (let asked = 0; asked < MOST_CLICKS && !(await isAnswered()); asked++) {
    await expect.poll(isRefused).toBe(false);
    await ask();
    await expect.poll(async () => (await isAnswered()) || (await isRefused())).toBe(true);
  }
}

/** Goes on without an answer to anything, to the explanation. */
export async function skipAll(place: Place): Promise<void> {
  const phases = ['asking', 'doing', 'seen', 'checked', 'why', 'explained'];
  await reach(place, 'asking');
  for (let clicks = 0; clicks < MOST_CLICKS; clicks++) {
    const phase = await phaseIn(place);
    if (phase === 'explained') return;
    expect(phases).toContain(phase);
    await answered(place, () => main(place).click());
  }
  throw new Error('the card does not end');
}

/** By its key: what is chosen so is meant. A frame has keys once something in it was clicked. */
async function choose(place: Place, of: 'saw' | 'why', choice: number): Promise<void> {
  await place.locator(`[data-key=${of}-${choice}]`).waitFor({ state: 'attached' });
  await answered(place, () => place.locator('body').press(String(choice + 1)));
}

/** To the explanation, with these answers; the rig does each step itself. Reasons are tried in their order. */
export async function playAll(
  place: Place,
  answers: { readonly predict: number; readonly saw: number; readonly why: readonly number[] },
): Promise<void> {
  await reach(place, 'asking');
  await answered(place, () => place.locator(`label:has([data-key=predict-${answers.predict}])`).click());
  await expect.poll(() => main(place).innerText()).not.toBe('Skip the question');
  await answered(place, () => main(place).click());
  await reach(place, 'doing');
  for (let clicks = 0; clicks < MOST_CLICKS && (await phaseIn(place)) === 'doing'; clicks++) {
    const act = place.locator('#lesson-body [data-key=act]');
    await expect
      .poll(async () => (await act.isVisible()) || (await main(place).innerText()) === 'Go on')
      .toBe(true);
    const next = (await act.isVisible()) ? act : main(place);
    await answered(place, () => next.click());
  }
  await reach(place, 'seen');
  await choose(place, 'saw', answers.saw);
  await reach(place, 'checked');
  await answered(place, () => main(place).click());
  await reach(place, 'why');
  for (const choice of answers.why) await choose(place, 'why', choice);
  await expect.poll(() => main(place).innerText()).toBe('Go on');
  await answered(place, () => main(place).click());
  await reach(place, 'explained');
}

export const platformLine = (place: Place): Promise<string> => place.locator('#lesson-platform').innerText();
