/** YAML text → plain values with their positions, or what is wrong with the text. */
import type { Document, Node, YAMLError } from 'yaml';
import { plainValue } from './plain-value.js';
import { createPositions, type Positions } from './positions.js';
import { type FileProblem, inFileOrder, type Wrong } from './problem.js';
import { HIDDEN } from './words.js';
import { composedToLookAt } from './yaml-scan.js';
import { explainSyntax, missingQuote, offsetOfError } from './yaml-syntax.js';

/** Longest file that is read [characters]. A long rig file has some 3000. */
export const MAX_FILE_CHARS = 65_536;
/** What is not to be seen, but for tabs and the line ends of Linux and Windows. */
const HIDDEN_BUT_WHITE = new RegExp(`(?![\\t\\n]|\\r\\n)${HIDDEN.source}`, 'u');
/** Syntax errors that are told of one file. */
const MOST_SYNTAX_PROBLEMS = 10;

/** What was read from a file. */
export interface YamlText {
  readonly positions: Positions;
  readonly problems: readonly FileProblem[];
  /** `unreadable`: the text makes no sense as YAML, and there is no value to look at. */
  readonly content: { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'unreadable' };
}

/** Reads `text`; never throws. */
export function readYaml(text: string, file: string): YamlText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const positions = createPositions(source, file);
  const unreadable = (...problems: FileProblem[]): YamlText => ({
    positions,
    problems,
    content: { kind: 'unreadable' },
  });
  const wrongAt = (offset: number, wrong: Wrong) => unreadable(positions.at(offset, { path: [], ...wrong }));

  if (source.length > MAX_FILE_CHARS) {
    const expected = `at most ${MAX_FILE_CHARS} characters`;
    return wrongAt(0, { expected, got: String(source.length), advice: 'is this the right file?' });
  }
  const hidden = source.search(HIDDEN_BUT_WHITE);
  if (hidden >= 0) return wrongAt(hidden, hiddenCharacter(source.charCodeAt(hidden)));

  const read = composedToLookAt(source, true);
  if (!read.ok) return wrongAt(read.refused.offset, read.refused.wrong);
  const { document } = read;
  if (document.errors.length > 0) return unreadable(...syntaxProblems(document, source, positions));

  const problems: FileProblem[] = [];
  const value = plainValue(document.contents as Node | null, positions, problems);
  return { positions, problems, content: { kind: 'value', value } };
}

function hiddenCharacter(code: number): Wrong {
  const hex = code.toString(16);
  if (code === 0x0d)
    return {
      expected: 'lines that end as on Linux or Windows',
      got: 'a line that ends as on an old Mac',
      advice: 'save the file with other line ends in your editor',
    };
  if (code < 0x100)
    return {
      expected: 'YAML text',
      got: `the control character 0x${hex.padStart(2, '0')}`,
      advice: 'this is no plain text file; save it as text in UTF-8',
    };
  return {
    expected: 'plain text',
    got: `the invisible character U+${hex.padStart(4, '0').toUpperCase()}`,
    advice: 'remove it, and write this place again by hand',
  };
}

/**
 * The first syntax error of each line: those after it on the same line are mostly its consequences. A quote that nothing
 * closes comes before all others, for it swallows what stands behind it.
 */
function syntaxProblems(document: Document.Parsed, source: string, positions: Positions): FileProblem[] {
  const perLine = new Map<number, FileProblem>();
  const rank = (error: YAMLError) => (missingQuote(error) === undefined ? 1 : 0);
  for (const error of document.errors.toSorted((a, b) => rank(a) - rank(b) || a.pos[0] - b.pos[0])) {
    const offset = offsetOfError(error, source, document);
    const problem = positions.at(offset, { path: [], ...explainSyntax(error, source) });
    if (!perLine.has(problem.line)) perLine.set(problem.line, problem);
    if (perLine.size === MOST_SYNTAX_PROBLEMS) break;
  }
  return inFileOrder([...perLine.values()]);
}
