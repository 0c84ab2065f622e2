/** Needles: the pulse at each end of the scale, found by turning, and the rest mark between them. */
import { MID_LEVEL, needlePulseUs } from '../../display/light.js';
import type { Needle, Rig } from '../../rig/index.js';
import { LEVEL_MAX, levelOfMv, METERS, type MeterName, mvOfLevel } from '../../units.js';
import type { Hands, PulseStops } from '../hands.js';
import type { Finding, StepEnd } from './finding.js';
import type { Person } from './person.js';

/** What is looked through for the ends of a scale: what servos turn for. */
export const SERVO_PULSES: PulseStops = { leastUs: 500, mostUs: 2500 };
/** Ends nearer to each other than this make no scale: a servo stands still for less than 10 [µs]. */
const LEAST_RANGE_US = 100;

const mvWords = (mv: number) => `${mv < 0 ? '−' : '+'}${Math.abs(mv)} mV`;
const LEFT_WORDS = mvWords(mvOfLevel(0));
const MID_WORDS = mvWords(Number(mvOfLevel(MID_LEVEL).toFixed(1)));
const RIGHT_WORDS = mvWords(Number(mvOfLevel(LEVEL_MAX).toFixed(2)));
/** A servo stands still for less [µs]. */
const STILL_US = 10;

/** What is wrong with two ends, in words; `null`: nothing. */
export function wrongEnds({ lowUs, highUs }: Pick<Needle, 'lowUs' | 'highUs'>): string | null {
  const rangeUs = Math.abs(highUs - lowUs);
  if (rangeUs >= LEAST_RANGE_US) return null;
  const words = rangeUs === 0 ? 'Both ends are the same' : `Both ends are only ${rangeUs} µs apart`;
  return `${words}: the needle would stand still. They must be ${LEAST_RANGE_US} µs apart at least. Once more.`;
}

/** @param restMv of what the rig plays first. */
export async function calibrateNeedles(
  rig: Rig,
  hands: Hands,
  person: Person,
  restMv: number,
): Promise<StepEnd> {
  const findings: Finding[] = [];
  for (const name of METERS) {
    const needle = rig.needles[name];
    if (needle === null) continue;
    const found = await calibrateNeedle(name, needle, hands, person, restMv);
    await hands.letGo();
    if (found === null) return null;
    for (const end of ['lowUs', 'highUs'] as const)
      findings.push({ path: ['needles', name, end], value: found[end], before: needle[end] });
    if (found.midUs !== undefined)
      findings.push({ path: ['needles', name, 'midUs'], value: found.midUs, before: needle.midUs ?? [] });
  }
  return findings;
}

async function calibrateNeedle(
  name: MeterName,
  written: Needle,
  hands: Hands,
  person: Person,
  restMv: number,
): Promise<Needle | null> {
  const turn = (question: string, { leastUs, mostUs }: PulseStops, start: number) =>
    person.turn(
      `The ${name} needle: ${question}`,
      { low: leastUs, high: mostUs, step: 5, bigStep: 50, start, unit: 'µs' },
      (pulseUs) => void hands.turn(name, pulseUs),
    );
  let needle = written;
  for (;;) {
    const lowUs = await turn(
      `turn it to the left end of its scale, ${LEFT_WORDS}. Stop before it hums.`,
      SERVO_PULSES,
      needle.lowUs,
    );
    if (lowUs === null) return null;
    const highUs = await turn(`now to the right end, ${RIGHT_WORDS}.`, SERVO_PULSES, needle.highUs);
    if (highUs === null) return null;
    needle = { ...written, lowUs, highUs };
    const wrong = wrongEnds(needle);
    if (wrong !== null) {
      person.tell(wrong);
      continue;
    }
    const isMirrored = highUs < lowUs;
    if (isMirrored !== written.highUs < written.lowUs) {
      const swapped = await askSwapped(name, person);
      if (swapped === null) return null;
      if (swapped) needle = { ...needle, lowUs: highUs, highUs: lowUs };
    }
    const middle = await findMiddle(needle, turn);
    if (middle === null) return null;
    needle = middle;
    await hands.turn(name, needlePulseUs(needle, levelOfMv(restMv)));
    const fits = await askRest(name, person, restMv);
    if (fits === null) return null;
    if (fits === 'fits') return needle;
    if (fits === 'push') {
      person.tell(
        'Hold the servo, pull the needle off its axis, and push it on so that it points at the mark.',
      );
      const again = await askRest(name, person, restMv);
      if (again === null) return null;
      if (again === 'fits') return needle;
    }
  }
}

/** The needle with the pulse of the middle of its scale, where a straight line does not go through it. */
async function findMiddle(
  { lowUs, highUs, midUs }: Needle,
  turn: (question: string, range: PulseStops, startUs: number) => Promise<number | null>,
): Promise<Needle | null> {
  const straightUs = needlePulseUs({ lowUs, highUs }, MID_LEVEL);
  const range = { leastUs: Math.min(lowUs, highUs) + 1, mostUs: Math.max(lowUs, highUs) - 1 };
  const isInside = midUs !== undefined && midUs >= range.leastUs && midUs <= range.mostUs;
  const foundUs = await turn(
    `now to the middle mark, ${MID_WORDS}. Without a mark take what stands there.`,
    range,
    isInside ? midUs : straightUs,
  );
  if (foundUs === null) return null;
  const isStraight = Math.abs(foundUs - straightUs) <= STILL_US;
  // What the file says stays said.
  if (isStraight && midUs === undefined) return { lowUs, highUs };
  return { lowUs, highUs, midUs: foundUs };
}

/** Whether the two ends were meant the other way round. */
async function askSwapped(name: MeterName, person: Person): Promise<boolean | null> {
  const answer = await person.choose(
    `The two ends of the ${name} needle are the other way round than in the file. Which is right?`,
    [
      { value: 'turned', label: 'as I have turned it: the servo is mounted the other way round' },
      { value: 'swapped', label: 'as in the file: I have taken left for right' },
    ],
    'turned',
  );
  return answer === null ? null : answer === 'swapped';
}

function askRest(name: MeterName, person: Person, restMv: number): Promise<'fits' | 'push' | 'again' | null> {
  return person.choose(
    `The ${name} needle is at rest, ${mvWords(Number(restMv.toFixed(1)))}. Does it point at the rest mark of its dial?`,
    [
      {
        value: 'fits',
        label: 'yes, or there is no dial yet: "npx axon-rig dial" draws it from these pulses',
      },
      { value: 'push', label: 'no: I push the needle on once more' },
      { value: 'again', label: 'no: I turn to both ends once more' },
    ],
    'fits',
  );
}
