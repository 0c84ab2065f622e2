/** What a sheet says beside its graphs: what was done, what to ask, where the figures come from. Pure. */
import type { AxonFacts, PressMark } from '../../controller/contract.js';
import { placeWords } from '../meter-words.js';
import { strengthFigure } from '../strength-scale.js';
import { SPIKE_RISE_MV, type Sweep } from '../sweep.js';
import { peakOf } from '../sweep-samples.js';
import { axonWords } from '../treatment-words.js';
import { listWords, say } from '../words/say.js';
import { shortNumber } from '../words.js';
import type { Pair } from './pair.js';

/** `2.4 mS for 0.5 ms at site 0`; of several presses the first, and how many more. */
export function stimulusWords({ first, presses }: Sweep, axon: AxonFacts): string {
  const press = pressWords(presses.find((one) => one.press === first.press) ?? first, axon);
  const more = presses.length - 1;
  return more > 0 ? say('sheet.pressMore', { press, count: more }) : press;
}

function pressWords({ strength, atMs, untilMs, places: at }: PressMark, axon: AxonFacts): string {
  const press = { strength: strengthFigure(strength), unit: axon.press.unit };
  const places = listWords(at.map((place) => placeWords(place, axon)));
  const isPlaced = axon.placeUnit !== '';
  if (untilMs === null)
    return isPlaced ? say('sheet.pressAt', { ...press, places }) : say('sheet.press', press);
  const ms = shortNumber(untilMs - atMs);
  return isPlaced
    ? say('sheet.pressForAt', { ...press, ms, places })
    : say('sheet.pressFor', { ...press, ms });
}

/** One line under the title. */
export function doneWords({ off, on }: Pair, axon: AxonFacts): string {
  const [one, other] = [off, on].filter((sweep) => sweep !== undefined);
  const what = axonWords(axon);
  if (!one) return say('sheet.axonOnly', { axon: what });
  const treated = treatedWords(one);
  const press = stimulusWords(one, axon);
  const told = { press, axon: what };
  if (!other)
    return treated === ''
      ? say('sheet.oneStimulus', told)
      : say('sheet.oneStimulusTreated', { ...told, treated });
  if (press === stimulusWords(other, axon) && treated === treatedWords(other))
    return treated === ''
      ? say('sheet.sameStimulus', told)
      : say('sheet.sameStimulusTreated', { ...told, treated });
  const [first, second] = [one, other].map((sweep) => pressAndTreated(sweep, axon));
  return say('sheet.twoStimuli', { first: first!, second: second!, axon: what });
}

function treatedWords({ setUp }: Sweep): string {
  return setUp?.treatments.join('; ') ?? '';
}

function pressAndTreated(sweep: Sweep, axon: AxonFacts): string {
  const [press, treated] = [stimulusWords(sweep, axon), treatedWords(sweep)];
  return treated === '' ? press : say('sheet.treated', { press, treated });
}

function rises(sweep: Sweep | undefined, name: 'blue' | 'yellow'): number {
  if (!sweep || sweep.setUp?.electrodes[name] === 'bath') return 0;
  return (peakOf(sweep.samples, name)?.potentialMv ?? sweep.restMv) - sweep.restMv;
}

/** A bump that can be seen on paper [mV]. */
const VISIBLE_MV = 0.5;

/** Three questions that these very graphs can answer. */
export function questionsOf({ off, on }: Pair, axon: AxonFacts): string[] {
  const askTime = {
    site: 'sheet.askTimeSites',
    node: 'sheet.askTimeNodes',
    mm: 'sheet.askTimeMm',
    '': undefined,
  } as const;
  const bothFire = rises(on, 'blue') >= SPIKE_RISE_MV && rises(on, 'yellow') >= SPIKE_RISE_MV;
  const isBump = rises(off, 'yellow') >= VISIBLE_MV;
  return [
    say((bothFire && askTime[axon.placeUnit]) || 'sheet.askLater'),
    say(off === undefined ? 'sheet.askDrawOff' : isBump ? 'sheet.askBump' : 'sheet.askFlat'),
    say(on === undefined ? 'sheet.askDrawOn' : 'sheet.askBack'),
  ];
}

/** Where the figures come from, and which line is which. */
export function sourceWords(title: string): string {
  const lines = say('sheet.lines');
  return title === '' ? say('sheet.source', { lines }) : say('sheet.sourceOf', { title, lines });
}
