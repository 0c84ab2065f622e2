/**
 * A look at the tokens of a YAML text before it is composed. Composing calls itself once a level, and runs out of
 * stack on a text of two thousand characters that nests deeply; the tokens are read without that.
 */
import { Composer, type CST, type Document, Lexer, Parser, YAMLParseError } from 'yaml';
import type { Wrong } from './problem.js';
import { quoted } from './words.js';

/** Deepest nesting that is read; rig and experiment files need 3. */
const MAX_DEPTH = 16;

const COLLECTIONS: readonly string[] = ['block-map', 'block-seq', 'flow-collection'];

/** What these files have nothing of, and where it begins [characters from the start]. */
export interface Refused {
  readonly offset: number;
  readonly wrong: Wrong;
}

export type Composed =
  | { readonly ok: true; readonly document: Document.Parsed }
  | { readonly ok: false; readonly refused: Refused };

/** A text as a YAML document, which may have errors. Keys that come twice are none. */
export function composed(source: string): Composed {
  const read = readTokens(source);
  if ('refused' in read) return { ok: false, refused: read.refused };
  return { ok: true, document: documentOf(read.tokens, source) };
}

/** As `parseDocument` of yaml, which would read all tokens a second time. */
function documentOf(tokens: readonly CST.Token[], source: string): Document.Parsed {
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false });
  // At its end a composer makes a document of whatever there was.
  const [document, second] = composer.compose(tokens, true, source.length) as Iterable<Document.Parsed>;
  if (second !== undefined) {
    const [from, to] = second.range;
    document!.errors.push(new YAMLParseError([from, to], 'MULTIPLE_DOCS', 'a second document'));
  }
  return document!;
}

let looked: { readonly source: string; readonly composed: Composed } | undefined;

/**
 * For those who only look at a document and change nothing in it. One and the same text is often looked at twice: which
 * kind it is, and then what it says. A long one takes half a second each time.
 * @param isLast nobody is expected to look once more: the document goes.
 */
export function composedToLookAt(source: string, isLast: boolean): Composed {
  const found = looked?.source === source ? looked.composed : composed(source);
  looked = isLast ? undefined : { source, composed: found };
  return found;
}

const depthOf = ({ stack }: Parser) => stack.filter(({ type }) => COLLECTIONS.includes(type)).length;

/** All tokens, or the first thing that keeps a text from being composed. */
function readTokens(source: string): { readonly tokens: CST.Token[] } | { readonly refused: Refused } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(source)) {
    const offset = parser.offset;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type !== 'directive' || /^%YAML[ \t]+1\.2$/.test(token.source.trim())) continue;
      const wrong = {
        expected: 'YAML 1.2 without directives',
        got: quoted(token.source.trim()),
        advice: 'remove this line',
      };
      return { refused: { offset: token.offset, wrong } };
    }
    if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH) {
      const wrong = {
        expected: `at most ${MAX_DEPTH} levels of sections`,
        got: 'more',
        advice: 'is a bracket unclosed, a dash too many, or an indent wrong?',
      };
      return { refused: { offset, wrong } };
    }
  }
  tokens.push(...parser.end());
  return { tokens };
}
