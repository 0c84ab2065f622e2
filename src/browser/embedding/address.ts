/** What the address of the page asks for: a card or a plan, a quieter page, and who is told of results. Pure. */

/** The words of an address. `scorm` has the version, `results` an origin or `*`; `embed` has no value. */
export const PARAMETERS = {
  card: 'card',
  plan: 'plan',
  results: 'results',
  scorm: 'scorm',
  embed: 'embed',
} as const;

/** The version of SCORM that the page speaks. */
export const SCORM_VERSION = '1.2';

/** Longest name of a card or a plan, as the rig takes it. */
const LONGEST_NAME = 40;
/** Longest origin: a host has at most 253 characters. */
const LONGEST_ORIGIN = 270;
/** `https://school.example`, `http://192.168.1.4:8080`, `http://[::1]:8080`: no path, no name of a person. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Longest card or plan that an address may bring with it, as a file may be [characters]. */
export const MOST_LESSON_CHARS = 65_536;
/** Each may be nine of an address. */
const MOST_FRAGMENT_CHARS = 9 * MOST_LESSON_CHARS;
const FRAGMENT = '#lesson=';
const LESSON_FILE = /^[^/\\:\s][^/\\:]{0,39}\.ya?ml$/;

/** A card or a plan that does not come with the program. */
export interface LessonFile {
  readonly file: string;
  readonly text: string;
}

/** The end of an address that brings a lesson with it: no server is told of it. */
export function lessonFragment({ file, text }: LessonFile): string {
  return `${FRAGMENT}${encodeURIComponent(file)}:${encodeURIComponent(text)}`;
}

/** A lesson in an address that cannot be taken. `name`: what it is called, where that can be read. */
export interface RefusedLesson {
  readonly refused: 'too-long' | 'unreadable';
  readonly name: string | null;
}

/** @returns the lesson that an address brings; null: none. */
export function lessonIn(fragment: string): LessonFile | RefusedLesson | null {
  if (!fragment.startsWith(FRAGMENT)) return null;
  const [written = '', code = ''] = fragment.slice(FRAGMENT.length).split(':', 2);
  const file = decoded(written);
  const isNamed = file !== undefined && LESSON_FILE.test(file);
  const refusal = (refused: RefusedLesson['refused']): RefusedLesson => ({
    refused,
    name: isNamed ? file.replace(/\.ya?ml$/, '') : null,
  });
  if (fragment.length > MOST_FRAGMENT_CHARS) return refusal('too-long');
  const text = decoded(code);
  if (!isNamed || text === undefined || text === '') return refusal('unreadable');
  return text.length > MOST_LESSON_CHARS ? refusal('too-long') : { file, text };
}

function decoded(code: string): string | undefined {
  try {
    return decodeURIComponent(code);
  } catch {
    return undefined;
  }
}

export interface WantedLesson {
  readonly ask: 'open' | 'plan';
  readonly name: string;
}

/** What an address asks for, and what of it means nothing: the name of the parameter. */
export interface Wanted {
  readonly lesson: WantedLesson | null;
  /** The origin that is told of results, or `*`; null: nobody is. */
  readonly results: string | null;
  /** Whether a learning platform is looked for. */
  readonly scorm: boolean;
  readonly quiet: boolean;
  readonly refused: readonly (keyof typeof PARAMETERS)[];
}

/** As `URLSearchParams` has it: null where a parameter is not there. */
export interface Parameters {
  get(name: string): string | null;
}

const isName = (name: string) => name.trim() !== '' && name.length <= LONGEST_NAME;

/** An origin that may be told, or `*`. */
export function isTarget(target: string): boolean {
  return target === '*' || (target.length <= LONGEST_ORIGIN && ORIGIN.test(target));
}

export function wantedBy(address: Parameters): Wanted {
  const refused: (keyof typeof PARAMETERS)[] = [];
  const read = (parameter: keyof typeof PARAMETERS, isGood: (value: string) => boolean): string | null => {
    const value = address.get(PARAMETERS[parameter]);
    if (value === null || isGood(value)) return value;
    refused.push(parameter);
    return null;
  };
  const card = read('card', isName);
  const plan = read('plan', (name) => isName(name) && card === null);
  const results = read('results', isTarget);
  const scorm = read('scorm', (version) => version === SCORM_VERSION && card !== null);
  return {
    lesson: card !== null ? { ask: 'open', name: card } : plan !== null ? { ask: 'plan', name: plan } : null,
    results,
    scorm: scorm !== null,
    quiet: address.get(PARAMETERS.embed) !== null,
    refused,
  };
}
