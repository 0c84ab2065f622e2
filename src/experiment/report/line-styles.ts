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

/** The style of the n-th line, from 0; after ten they begin again. */
export function lineStyle(n: number): LineStyle {
  const turn = n % COLOURS.length;
  return {
    colour: COLOURS[turn]!,
    width: WIDTHS[Math.floor(n / COLOURS.length) % WIDTHS.length]!,
    dashes: DASHES[turn]!,
  };
}
