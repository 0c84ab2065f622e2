/** What a syntax error of the YAML parser means to somebody who does not know YAML. */
import type { ErrorCode, YAMLError } from 'yaml';
import { quoted } from './words.js';

type Words = (error: YAMLError, source: string) => string;

const SPACES = 'indent with spaces; all keys of one section start in the same column';

const WORDS: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: () => 'expected spaces before the key, got a tab – replace the tab by two spaces',
  BAD_INDENT: (error) => {
    const bracket = /end with a ([\]}])/.exec(error.message)?.[1];
    return bracket
      ? `expected a closing "${bracket}" – every "${bracket === '}' ? '{' : '['}" needs one, indented below its key`
      : `expected the same indent as the key above – ${SPACES}`;
  },
  BLOCK_AS_IMPLICIT_KEY: (error, source) =>
    deeperLineWords(error, source) ??
    `expected one "key: value" on a line, got a second colon – put a text with a colon in quotes; ${SPACES}`,
  BLOCK_IN_FLOW: () =>
    'expected "key: value" separated by commas inside { } – is a closing "}" or "]" missing above?',
  MULTILINE_IMPLICIT_KEY: (error, source) => keyAdvice(error, source),
  MISSING_CHAR: (error, source) => {
    const quote = /closing (["'])/.exec(error.message)?.[1];
    if (quote) return `expected a closing ${quote} – the text that begins with ${quote} never ends`;
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
