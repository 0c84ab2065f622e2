/**
 * The rig's own sentences in the language of the page. The rig speaks English; the region `rig` of en.ts has what a pupil
 * meets often, word for word, with places for its figures. What is not there, such as a technician's sentence on a cable,
 * stays as the rig says it. Pure.
 */
import { EN } from './en.js';
import { language, numberFigure, sayFilled } from './say.js';

interface Known {
  readonly key: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

let known: readonly Known[] | undefined;
/** Sentences come again and again, and of few kinds. */
const MOST_KEPT = 64;
const kept = new Map<string, string>();
let keptFor = '';

/** @param words as the rig says them. */
export function rigWords(words: string): string {
  if (language() === 'en') return words;
  if (keptFor !== language()) kept.clear();
  keptFor = language();
  let told = kept.get(words);
  if (told === undefined) {
    told = toldOf(words);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(words, told);
  }
  return told;
}

/** The message that a sentence of the rig is; undefined: it is none that the page knows. */
export function knownSentence(words: string): string | undefined {
  return find(words)?.one.key;
}

function toldOf(words: string): string {
  const found = find(words);
  if (!found) return words;
  const values = found.one.names.map((name, i) => [name, readValue(found.values[i]!)] as const);
  return sayFilled(found.one.key, Object.fromEntries(values));
}

function find(words: string): { readonly one: Known; readonly values: readonly string[] } | undefined {
  known ??= Object.entries(EN.rig).map(([name, text]) => knownOf(`rig.${name}`, text));
  for (const one of known) {
    const match = one.pattern.exec(words);
    if (match) return { one, values: match.slice(1) };
  }
  return undefined;
}

function knownOf(key: string, text: string): Known {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { key, names, pattern: new RegExp(`^${parts.join('(.+?)')}$`) };
}

/** A figure of the rig has a decimal point; a reason within a sentence is a sentence of its own. */
function readValue(text: string): string {
  return /^[−-]?\d+(?:\.\d+)?$/.test(text)
    ? numberFigure(Number(text.replace('−', '-')), { maximumSignificantDigits: 15 })
    : rigWords(text);
}
