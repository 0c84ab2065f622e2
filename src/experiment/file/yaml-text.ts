/** YAML text → plain values with their places, or what is wrong with the text. */
import { type Node, parseDocument, type YAMLError } from 'yaml';
import { createPlaces, type Places } from './places.js';
import { plainValue } from './plain-value.js';
import type { FileProblem } from './problem.js';
import { syntaxWords } from './yaml-syntax.js';

/** Longest file that is read [characters]. A long rig file has some 3000. */
export const MAX_FILE_CHARS = 65_536;
/** Syntax errors that are told of one file. */
const MOST_SYNTAX_PROBLEMS = 10;

/** What was read from a file. */
export interface YamlText {
  readonly places: Places;
  readonly problems: readonly FileProblem[];
  /** `unreadable`: the text makes no sense as YAML, and there is no value to look at. */
  readonly content: { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'unreadable' };
}

/** Reads `text`; never throws. */
export function readYaml(text: string, file: string): YamlText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const places = createPlaces(source, file);
  const unreadable = (...problems: FileProblem[]): YamlText => ({
    places,
    problems,
    content: { kind: 'unreadable' },
  });

  if (source.length > MAX_FILE_CHARS) {
    const size = `expected at most ${MAX_FILE_CHARS} characters, got ${source.length}`;
    return unreadable(places.at(0, [], `${size} – is this the right file?`));
  }
  const control = firstControlCharacter(source);
  if (control >= 0) {
    const code = source.charCodeAt(control).toString(16).padStart(2, '0');
    const advice = 'this is no plain text file; save it as text in UTF-8';
    return unreadable(
      places.at(control, [], `expected YAML text, got the control character 0x${code} – ${advice}`),
    );
  }

  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(source, { prettyErrors: false });
  } catch {
    const message =
      'expected a few sections with keys, got a text that cannot be read as YAML – is a bracket unclosed?';
    return unreadable(places.at(0, [], message));
  }
  // Keys that come twice are found again below, where the rest of the file is still read.
  const errors = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (errors.length > 0) return unreadable(...syntaxProblems(errors, source, places));

  const problems: FileProblem[] = [];
  const value = plainValue(document.contents as Node | null, places, problems);
  return { places, problems, content: { kind: 'value', value } };
}

/** Anything below a space but tab and line ends: a file with these is no text. */
function firstControlCharacter(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 ? code !== 0x09 && code !== 0x0a && code !== 0x0d : code === 0x7f) return i;
  }
  return -1;
}

/** The first syntax error of each line: those after it on the same line are mostly its consequences. */
function syntaxProblems(errors: readonly YAMLError[], source: string, places: Places): FileProblem[] {
  const perLine = new Map<number, FileProblem>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const problem = places.at(error.pos[0], [], syntaxWords(error, source));
    if (!perLine.has(problem.line)) perLine.set(problem.line, problem);
    if (perLine.size === MOST_SYNTAX_PROBLEMS) break;
  }
  return [...perLine.values()];
}
