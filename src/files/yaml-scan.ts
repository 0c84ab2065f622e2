/**
 * A look at the tokens of a YAML text before it is composed. Composing calls itself once a level, and runs out of
 * stack on a text of two thousand characters that nests deeply; the tokens are read without that.
 */
import { type Document, Lexer, Parser, parseDocument } from 'yaml';
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
  const refused = refusedToken(source);
  if (refused !== undefined) return { ok: false, refused };
  const options = { prettyErrors: false, uniqueKeys: false } as const;
  return { ok: true, document: parseDocument(source, options) };
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

/** The first thing that keeps a text from being composed; `undefined` if there is none. */
function refusedToken(source: string): Refused | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source)) {
    const offset = parser.offset;
    for (const token of parser.next(lexeme)) {
      if (token.type !== 'directive' || /^%YAML[ \t]+1\.2$/.test(token.source.trim())) continue;
      return {
        offset: token.offset,
        wrong: {
          expected: 'YAML 1.2 without directives',
          got: quoted(token.source.trim()),
          advice: 'remove this line',
        },
      };
    }
    if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH)
      return {
        offset,
        wrong: {
          expected: `at most ${MAX_DEPTH} levels of sections`,
          got: 'more',
          advice: 'is a bracket unclosed, a dash too many, or an indent wrong?',
        },
      };
  }
  return undefined;
}
