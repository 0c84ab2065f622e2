/** What goes on at a compartment, in words. */

import { MYELIN } from './compartments.js';
import type { Conditions } from './conditions.js';
import { isLocked } from './gates.js';
import type { ChannelReading, Ion } from './inside.js';

/** All that the words are made of. */
export interface InsideFacts extends ChannelReading {
  readonly conditions: Conditions;
  /** Its myelin has been taken away. */
  readonly bare: boolean;
  readonly frozen: boolean;
  /** Whether the membrane has channels at all, and at this compartment. */
  readonly hasChannels: boolean;
  readonly potentialMv: number;
  readonly restMv: number;
  /** Its gates as they are at rest. */
  readonly restGates: readonly { readonly name: string; readonly value: number }[];
}

/** A potential this close to rest is at rest [mV]. */
const AT_REST_MV = 1;
/** Currents balance if no more than this share of them is left over. */
const BALANCED = 0.1;

const ION_WORDS: Readonly<Record<Ion, string>> = {
  sodium: 'sodium',
  potassium: 'potassium',
  unspecific: 'sodium through the unspecific channels',
  leak: 'the leak',
};

/** One to three short sentences. */
export function insideWords(facts: InsideFacts): string {
  const { conditions, bare, frozen, hasChannels } = facts;
  if (conditions.cover === MYELIN)
    return bare
      ? 'The myelin is gone: much leaks out here, and there are no channels.'
      : 'Myelin: there are no channels here, and hardly any current passes.';
  if (conditions.dead) return 'All channels are shut for good: only the leak is left.';
  if (!hasChannels) return 'There are no channels here: only the leak.';
  if (frozen) return 'The channels are frozen: they stay as they are at rest, and nothing answers.';
  const now = facts.switching === null ? gateWords(facts) : switchingWords(facts);
  return [now, ...poisonWords(conditions)].join(' ');
}

function switchingWords({ switching, currents, conditions }: InsideFacts): string {
  const { sodium, potassium } = switching!;
  if (sodium.state === 'open') return openWords('Sodium', currents);
  if (potassium.state === 'open') return `${openWords('Potassium', currents)} Sodium channels are locked.`;
  if (sodium.state === 'locked')
    return `All channels are shut, and sodium channels are locked for another ${sodium.leftMs!.toFixed(1)} ms at least: no signal can begin here.`;
  if (conditions.sodiumFraction === 0) return 'All channels are shut.';
  return 'All channels are shut: sodium channels can open.';
}

/** Open channels through which nothing flows are blocked, or their ion is in balance. */
function openWords(name: 'Sodium' | 'Potassium', currents: InsideFacts['currents']): string {
  const ion = name === 'Sodium' ? 'sodium' : 'potassium';
  const ua = currents.find((each) => each.ion === ion)?.ua ?? 0;
  if (ua === 0) return `${name} channels are open, but no ${ion} flows.`;
  if (ua > 0) return `${name} channels are open: ${ion} flows out and brings the potential down.`;
  return `${name} channels are open: ${ion} flows in and drives the potential up.`;
}

function gateWords({ currents, gates, potentialMv, restMv, restGates }: InsideFacts): string {
  const netUa = currents.reduce((sum, { ua }) => sum + ua, 0);
  const allUa = currents.reduce((sum, { ua }) => sum + Math.abs(ua), 0);
  const way = Math.sign(netUa);
  const strongest = currents.toSorted((a, b) => way * (b.ua - a.ua))[0]!;
  const balanced = Math.abs(netUa) <= BALANCED * allUa;
  const flow =
    way < 0
      ? `Mostly ${ION_WORDS[strongest.ion]} flows in: the potential is driven up.`
      : `Mostly ${ION_WORDS[strongest.ion]} flows out: the potential is brought down.`;
  const rests = balanced && Math.abs(potentialMv - restMv) < AT_REST_MV;
  const words = rests
    ? 'At rest: what flows in and what flows out cancel.'
    : balanced
      ? 'For now what flows in and what flows out cancel.'
      : flow;
  const h = gates.find(({ name }) => name === 'h')?.value;
  const restH = restGates.find(({ name }) => name === 'h')?.value;
  const locked = h !== undefined && restH !== undefined && isLocked(h, restH);
  return locked ? `${words} Most sodium channels are locked.` : words;
}

function poisonWords({ sodiumFraction, potassiumFraction }: Conditions): string[] {
  const words: string[] = [];
  const left = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
  if (sodiumFraction === 0) words.push('TTX blocks all sodium channels.');
  else if (sodiumFraction < 1) words.push(`TTX leaves ${left(sodiumFraction)} of the sodium channels.`);
  if (potassiumFraction === 0) words.push('TEA blocks all potassium channels.');
  else if (potassiumFraction < 1)
    words.push(`TEA leaves ${left(potassiumFraction)} of the potassium channels.`);
  return words;
}
