/** How the rig is, in a mark and a few words: what stands in the header. Pure. */
import type { PageState } from '../server/messages.js';
import type { LinkState } from './link.js';
import { rigWords } from './words/rig-words.js';
import { say } from './words/say.js';

/** `connecting`: a dashed ring. `live`: a full dot. `alert`: a square on its corner. */
export interface StatusWords {
  readonly mark: 'connecting' | 'live' | 'alert';
  readonly words: string;
}

/** After so long the words say what helps [s]. */
const HELP_AFTER_S = 10;

/** The link as a person sees it: what was once there and is silent is lost, whatever the page tries meanwhile. */
export type Hearing =
  | { readonly kind: 'never' }
  | { readonly kind: 'open' }
  /** @property words the rig's own, where it has said why. */
  | { readonly kind: 'lost'; readonly silentS: number; readonly words: string | undefined };

/** @param wasOpen whether the rig has been heard since the page is there. */
export function hearingOf(link: LinkState, wasOpen: boolean, silentS: number): Hearing {
  if (link.kind === 'open') return { kind: 'open' };
  if (link.kind === 'lost' && link.words !== undefined) return { kind: 'lost', silentS, words: link.words };
  if (!wasOpen) return { kind: 'never' };
  return { kind: 'lost', silentS, words: undefined };
}

/** What holds the light back now, with its bound. */
export interface Limits {
  readonly flash: boolean;
  readonly currentMa: number | null;
}

export function statusWords(
  hearing: Hearing,
  device: PageState['device'] | undefined,
  limits: Limits,
  buttonFaults: PageState['buttonFaults'] = [],
): StatusWords {
  if (hearing.kind === 'never' || (hearing.kind === 'open' && device === undefined))
    return { mark: 'connecting', words: say('status.connecting') };
  if (hearing.kind === 'lost') return { mark: 'alert', words: lostWords(hearing.silentS, hearing.words) };
  const { kind } = device!;
  const words = rigWords(device!.words);
  if (kind === 'opening' || kind === 'resting') return { mark: 'connecting', words };
  if (kind !== 'ready') return { mark: 'alert', words };
  const held = limitWords(limits) ?? buttonWords(buttonFaults);
  return held === undefined
    ? { mark: 'live', words: rigWords(firstClause(device!.words)) }
    : { mark: 'alert', words: held };
}

function lostWords(silentS: number, words: string | undefined): string {
  if (words !== undefined) return say('status.triesAgain', { why: rigWords(words) });
  const seconds = Math.max(1, Math.round(silentS));
  return say(silentS < HELP_AFTER_S ? 'status.silent' : 'status.silentLong', { seconds });
}

function limitWords({ flash, currentMa }: Limits): string | undefined {
  if (flash) return say('status.flashLimit');
  return currentMa === null ? undefined : say('status.currentLimit', { current: Math.round(currentMa) });
}

/** Of one button: the others are told when that one is well. */
function buttonWords([fault]: PageState['buttonFaults']): string | undefined {
  if (fault === undefined) return undefined;
  const { button, kind } = fault;
  return say(kind === 'stuck' ? 'status.buttonStuck' : 'status.buttonBounces', { button });
}

/** What comes after a colon or a full stop is for the panel. */
function firstClause(words: string): string {
  return words.split(/[:;] |\. |\.$/)[0]!;
}
