/** What a syntax error of the YAML parser means to somebody who does not know YAML. */
import { type Document, type ErrorCode, isSeq, type Range, visit, type YAMLError } from 'yaml';
import { quoted } from './words.js';

type Words = (error: YAMLError, source: string) => string;

const SPACES = 'indent with spaces; all keys of one section start in the same column';

const WORDS: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: () => 'expected spaces before the key, got a tab – replace the tab by two spaces',
  BAD_INDENT: (error) => bracketWords(error) ?? `expected the same indent as the key above – ${SPACES}`,
  BLOCK_AS_IMPLICIT_KEY: (error, source) =>
    deeperLineWords(error, source) ??
    `expected one "key: value" on a line, got a second colon – put a text with a colon in quotes; ${SPACES}`,
  BLOCK_IN_FLOW: () =>
    'expected "key: value" separated by commas inside { } – is a closing "}" or "]" missing above?',
  MULTILINE_IMPLICIT_KEY: (error, source) => keyAdvice(error, source),
  MISSING_CHAR: (error, source) => {
    const quote = missingQuote(error);
    if (quote) return `expected a closing ${quote} – the text that begins here with ${quote} never ends`;
    const bracket = bracketWords(error);
    if (bracket) return bracket;
    return keyAdvice(error, source);
  },
  UNEXPECTED_TOKEN: (error, source) => {
    const seen = source.slice(error.pos[0], error.pos[1]).trim();
    const got = seen === '' ? 'something else' : quoted(seen);
    return `expected "key: value", got ${got} – is there a bracket, a comma or a dash too many, or a wrong indent?`;
  },
  BAD_SCALAR_START: (error, source) =>
    `expected a value, got ${quoted(source.charAt(error.pos[0]))} at its start – put the text in quotes`,
  MULTIPLE_DOCS: () =>
    'expected one set of sections, got a second one after "---" – keep each rig in a file of its own',
  BAD_DQ_ESCAPE: () =>
    'expected a known escape after the backslash – write the backslash twice, or use single quotes',
};

/** The quote that a text begins with and never ends with; `undefined` for any other error. */
export function missingQuote(error: YAMLError): string | undefined {
  return /^Missing closing (["'])/.exec(error.message)?.[1];
}

/** The bracket that never comes; `undefined` for any other error. */
function missingBracket(error: YAMLError): string | undefined {
  return /^Flow .* end with a ([\]}])/.exec(error.message)?.[1];
}

function bracketWords(error: YAMLError): string | undefined {
  const bracket = missingBracket(error);
  if (bracket === undefined) return undefined;
  const opening = bracket === '}' ? '{' : '[';
  return `expected a closing "${bracket}" for the "${opening}" that opens here – every "${opening}" needs one, indented below its key`;
}

/**
 * Where a person has to look [characters from the start]: where a quote or a bracket opens that nothing closes, and not
 * where the parser has given up waiting for its end. Never behind the last character.
 */
export function placeOfError(error: YAMLError, source: string, document: Document.Parsed): number {
  const end = error.pos[0];
  const bracket = missingBracket(error);
  const quote = missingQuote(error);
  let opening: number | undefined;
  // What encloses comes before what is inside: the first one that ends where the error is has no end of its own.
  const look = (range: Range | null | undefined) => {
    if (range?.[1] === end) opening ??= range[0];
  };
  visit(document, {
    Scalar(_key, { range }) {
      if (quote !== undefined && source[range?.[0] ?? end] === quote) look(range);
    },
    Collection(_key, node) {
      if (node.flow === true && bracket === (isSeq(node) ? ']' : '}')) look(node.range);
    },
  });
  return opening ?? Math.min(end, source.trimEnd().length);
}

/** A line that has its value already, and the next one is indented as if it belonged to it; `undefined` otherwise. */
function deeperLineWords(error: YAMLError, source: string): string | undefined {
  const [start] = error.pos;
  const own = lineAt(source, start);
  if (/:\s.*:\s/.test(own)) return undefined;
  const before = source.slice(0, start).split('\n').length;
  const after = source.split('\n').slice(before);
  const next = after.findIndex((line) => /^\s*[^\s#]/.test(line));
  const indentOf = (line: string) => line.length - line.trimStart().length;
  if (next < 0 || indentOf(after[next]!) <= indentOf(own)) return undefined;
  const number = before + next + 1;
  return `expected line ${number} to begin in the column of line ${before}, which has its value already – give both the same indent`;
}

function keyAdvice(error: YAMLError, source: string): string {
  const line = lineAt(source, error.pos[0]).trim();
  const glued = /^([A-Za-z]\w*):(\S+)$/.exec(line);
  if (glued) return `expected a space after the colon, got ${quoted(line)} – write ${glued[1]}: ${glued[2]}`;
  const advice = line.startsWith('- ') ? 'no list belongs here, remove the dash' : 'is the colon missing?';
  return `expected "key: value", got ${quoted(line)} – ${advice}`;
}

function lineAt(source: string, offset: number): string {
  const end = source.indexOf('\n', offset);
  return source.slice(source.lastIndexOf('\n', offset - 1) + 1, end < 0 ? source.length : end);
}

/** One sentence: what was expected, what was found, what to do. */
export function syntaxWords(error: YAMLError, source: string): string {
  const words = WORDS[error.code];
  if (words) return words(error, source);
  return `expected YAML, "key: value" on each line – ${error.message.replace(/\.?\s*$/, '')}`;
}
