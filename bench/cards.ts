/**
 * How long the first eight cards of the lesson take, played through at the lenses that they set: what somebody reads, how
 * long the rig plays while nobody can do anything but watch, and what the card itself says. The rig runs in no time; its
 * own clock is read.
 */
import { openLibrary } from '../src/cli/lesson-files.js';
import { proveCard } from '../src/playing/prove-card.js';
import { MS_PER_S } from '../src/units.js';
import { cardTime } from '../test/harness/card-time.js';

const PLAN = 'forty-five-minutes';
const CARDS = 8;

const seconds = (s: number) => s.toFixed(0).padStart(4);

export async function cards(): Promise<void> {
  const library = openLibrary();
  const names = library.plan(PLAN)!.cards.map(({ card }) => card);
  const all = { waitsS: 0, tookS: 0, saidS: 0 };
  console.log(`the first ${CARDS} cards, played through at their own lenses:`);
  for (const name of names.slice(0, CARDS)) {
    const card = library.card(name)!;
    const { stepMs } = proveCard(card);
    const { allS: tookS, playsS: waitsS } = cardTime(card, { stepMs });
    const saidS = 60 * card.minutes;
    all.waitsS += waitsS;
    all.tookS += tookS;
    all.saidS += saidS;
    console.log(
      `  ${name.padEnd(10)} ${seconds(tookS)} s, of which the rig plays ${seconds(waitsS)} s in ${stepMs.length} steps ` +
        `(longest ${seconds(Math.max(...stepMs) / MS_PER_S)} s); the card says ${card.minutes} min`,
    );
  }
  const { waitsS, tookS, saidS } = all;
  console.log(
    `  all        ${(tookS / 60).toFixed(1)} min, of which the rig plays ${(waitsS / 60).toFixed(1)} min; the cards say ${saidS / 60} min`,
  );
}
