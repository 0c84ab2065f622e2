/** What happens in the axon, in sentences: what goes on now, and what a press did. Pure. */
import type { AxonFacts, PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
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

/** What a press did. */
export function pressWords(outcome: PressOutcome, axon: AxonFacts): string {
  const { channels, switching, excitable } = axon;
  const opens = `${potentialFigure(channels.sodiumOpensMv, 0)} mV`;
  switch (outcome.kind) {
    case 'overlapped':
      return 'This press added nothing: the stimulus before it had not ended.';
    case 'refractory':
      return `No signal: ${placeWords(outcome.place, axon)} had just fired and was still refractory.`;
    case 'too-weak':
      return switching
        ? `No signal: ${placeWords(outcome.place, axon)} did not reach ${opens}, where its channels open.`
        : `No signal: the stimulus at ${placeWords(outcome.place, axon)} was too weak.`;
    case 'cannot-fire':
      return `No signal: ${placeWords(outcome.place, axon)} has no sodium channels that work.`;
    case 'spread':
      return `${excitable ? 'No signal, since the channels are off. ' : ''}${riseWords(outcome.riseMv)}`.trim();
    case 'signal':
      return signalWords(outcome, axon, opens);
  }
}

function signalWords(
  { end, lastPlace, reached }: Extract<PressOutcome, { kind: 'signal' }>,
  axon: AxonFacts,
  opens: string,
): string {
  const electrodes = reachedWords(reached);
  const place = placeWords(lastPlace, axon);
  const cause = axon.switching ? ` to ${opens}` : ' far enough';
  const next = axon.switching ? 'the next channels' : 'what is next to it';
  switch (end) {
    case 'ran-out':
      if (axon.kind === 'patch') return 'The patch fired.';
      return `The signal ran to the end of the axon. ${electrodes}`.trim();
    case 'died':
      return `The signal died at ${place}: it did not lift ${next}${cause}. ${electrodes}`.trim();
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
    riseMv === null ? [] : [`${name} by ${smallRise(riseMv)}`],
  );
  return parts.length === 0 ? '' : `The potential rose at ${parts.join(', at ')}.`;
}

function smallRise(riseMv: number): string {
  return riseMv < 0.05 ? 'less than 0.1 mV' : `${potentialFigure(riseMv)} mV`;
}
