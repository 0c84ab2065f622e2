/** How lines of a figure are told apart: by dashes first, for grey copies, and by colour. */

export interface LineStyle {
  readonly colour: string;
  /** [mm] */
  readonly width: number;
  /** Lengths of dashes and gaps [mm]; empty for a solid line. */
  readonly dashes: string;
}

/**
 * Colours that people with any colour vision tell apart (Okabe & Ito, Color Universal Design, 2008), those that are
 * dark enough for white paper.
 */
const COLOURS = ['#000000', '#0072b2', '#d55e00', '#007a5a', '#8f4a7a'] as const;
const DASHES = ['', '3.2 1', '0.8 0.8', '5 0.9 0.9 0.9', '1.8 1.2'] as const;
const WIDTHS = [0.5, 0.95] as const;

/** A line that is called by a colour has it: the lesson's voltmeters are the blue and the yellow one. */
const NAMED: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0072b2',
  yellow: '#b07d00',
  red: '#c1272d',
  green: '#007a5a',
};

/** The style of the n-th line, from 0, that is labelled so; after ten they begin again. */
export function lineStyle(n: number, label: string): LineStyle {
  const turn = n % COLOURS.length;
  const named = /^[a-z]+/i.exec(label)?.[0].toLowerCase() ?? '';
  return {
    colour: NAMED[named] ?? COLOURS[turn]!,
    width: WIDTHS[Math.floor(n / COLOURS.length) % WIDTHS.length]!,
    dashes: DASHES[turn]!,
  };
}
