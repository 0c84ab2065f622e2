/**
 * How wide a text may become, where nothing can measure it: from the widths of Helvetica's letters, with room for the
 * wider ones (DejaVu Sans, Verdana) that a machine without Helvetica or Arial takes.
 */

/** Thousandths of the height, for the characters from space to ~ (Adobe, Helvetica font metrics, 1989). */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;
/** How much wider the widest of these fonts is, over a line. */
const WIDER = 1.18;
/** Other letters of Europe, and signs such as × and –. */
const OTHER = 600;
/** Signs that fill a square, from the radicals of Chinese characters on. */
const SQUARE = 1000;
const FIRST_SQUARE = 0x2e80;

/** [times its height] */
export function textWidth(text: string): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    thousandths += WIDTHS[code - 32] ?? (code < FIRST_SQUARE ? OTHER : SQUARE);
  }
  return (WIDER * thousandths) / 1000;
}

/**
 * Lines of at most `most` [times the height of a letter], broken between words, though not after a figure, which
 * keeps its unit; a longer word is not broken.
 */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<!\d) /)) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`) <= most)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
