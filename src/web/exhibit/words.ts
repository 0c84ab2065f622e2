/** What stands on an exhibit's screen: the words, and which keys it has. Pure. */
import type { PageExhibit, PageState, VisitorUse } from '../../server/messages.js';
import { LANGUAGES } from '../words/languages.js';
import { rigWords } from '../words/rig-words.js';
import { language, say } from '../words/say.js';
import { shortNumber } from '../words.js';
import type { ScreenKind, ScreenNow } from './screen.js';
import { BLINK_MS, barShares, tookFigure } from './took.js';

export interface ScreenWords {
  readonly top: string;
  readonly head: string;
  readonly line: string;
  /** The bar of a result; undefined: there is none. */
  readonly bar: { readonly words: string; readonly pulse: number; readonly blink: number } | undefined;
}

const NOTHING: ScreenWords = { top: '', head: '', line: '', bar: undefined };

/** @param nowMs [ms since 1970]. */
export function screenWords(
  { kind, result, note }: Pick<ScreenNow, 'kind' | 'result' | 'note'>,
  exhibit: PageExhibit,
  state: PageState,
): ScreenWords {
  switch (kind) {
    case 'away':
      return { ...NOTHING, head: say('exhibit.away'), line: say('exhibit.awayMore') };
    case 'closed':
      return { ...NOTHING, head: say('exhibit.closed'), line: opensWords(exhibit) };
    case 'attract':
      return { ...NOTHING, head: say('exhibit.touch'), line: inviteWords(exhibit, state) };
    case 'pulse':
      return { ...NOTHING, line: pulseWords(note, state) };
    case 'result':
      return result === undefined
        ? NOTHING
        : {
            top: say('exhibit.allLight'),
            head: say('exhibit.took', { ms: tookFigure(result.tookMs) }),
            line: say('exhibit.tookMore'),
            bar: {
              words: say('exhibit.bar', { ms: tookFigure(result.tookMs), blink: BLINK_MS }),
              ...barShares(result.tookMs),
            },
          };
    default:
      return NOTHING;
  }
}

/** The rig file's own sentence is in the language that its exhibit begins with. */
function inviteWords({ languages }: PageExhibit, { invite }: PageState): string {
  return invite !== null && languages[0] === language() ? rigWords(invite) : say('exhibit.line');
}

function pulseWords(note: ScreenNow['note'], { lens }: PageState): string {
  if (note === 'not-yet') return say('exhibit.notYet');
  if (note === 'too-weak') return say('exhibit.noPulse');
  return lens <= 1 ? say('exhibit.asInLife') : say('exhibit.slower', { times: shortNumber(lens) });
}

function opensWords({ phase, zone }: PageExhibit): string {
  if (phase.kind !== 'closed' || phase.opensAtMs === null) return '';
  const style = { weekday: 'long', hour: 'numeric', minute: '2-digit' } as const;
  const when = (timeZone: string | undefined) =>
    new Intl.DateTimeFormat(language(), { ...style, ...(timeZone !== undefined && { timeZone }) });
  let format: Intl.DateTimeFormat;
  try {
    format = when(zone ?? undefined);
  } catch {
    // The rig knows a zone that this browser does not: a wrong hour is worse than none.
    return '';
  }
  return say('exhibit.opens', { when: format.format(phase.opensAtMs) });
}

export interface ScreenKey {
  readonly does: 'again' | 'trail' | 'more';
  /** The lens that it wants first; null: as it is [ms of room for 1 ms of axon]. */
  readonly lens: number | null;
  readonly words: string;
}

/** What a visitor can do only on the instrument. */
const ON_INSTRUMENT: readonly VisitorUse[] = [
  'strength',
  'aim',
  'channels',
  'treat',
  'electrode',
  'time',
  'weakest',
  'load',
];

/** The keys below a result, the first one first. */
export function resultKeys({ visitors, lens, trail }: PageExhibit): ScreenKey[] {
  const may = (use: VisitorUse) => visitors.includes(use);
  const keys: ScreenKey[] = [];
  if (may('stimulate') && may('lens'))
    for (const one of [...new Set([lens.slow, lens.real])])
      keys.push({ does: 'again', lens: one, words: againWords(one) });
  else if (may('stimulate')) keys.push({ does: 'again', lens: null, words: say('exhibit.again') });
  if (may('lesson') && trail !== null) keys.push({ does: 'trail', lens: null, words: say('exhibit.trail') });
  else if (ON_INSTRUMENT.some(may)) keys.push({ does: 'more', lens: null, words: say('exhibit.more') });
  return keys;
}

function againWords(lens: number): string {
  return lens <= 1 ? say('exhibit.againReal') : say('exhibit.againSlower', { times: shortNumber(lens) });
}

/** The next language of the exhibit, by its own name; undefined: there is none, or it is not for visitors. */
export function nextLanguage({ languages, visitors }: PageExhibit) {
  if (!visitors.includes('language')) return undefined;
  const at = languages.indexOf(language());
  const next = languages[(at + 1) % languages.length];
  return next === language() ? undefined : LANGUAGES.find(({ code }) => code === next);
}

/** Screens on which a touch anywhere is a press. */
export function takesTouch(kind: ScreenKind): boolean {
  return kind === 'attract' || kind === 'pulse' || kind === 'result';
}
