/** Text that is drawn on canvases and in figures can be read: each colour on the ground that it is drawn on. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DARK, type Ink, LIGHT, PRINT, type Theme } from '../../src/figure/index.js';
import { TOKENS, themeFrom } from '../../src/web/figure-theme.js';

const css = (name: string) => readFileSync(new URL(`../../src/web/css/${name}.css`, import.meta.url), 'utf8');
/** The tokens of a style sheet: `--room` and its value. */
const tokensOf = (text: string) =>
  new Map([...text.matchAll(/^ {2}(--[a-z-]+): ([^;]+);/gm)].map(([, name, value]) => [name!, value!]));

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** As WCAG 2 has it. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const pageTheme = (sheet: string): Theme => {
  const tokens = tokensOf(css(sheet));
  return themeFrom((token) => tokens.get(token) ?? '', 'sans-serif');
};

/** Lines of the grid, and the ground itself, are no text. */
const NO_TEXT: readonly Ink[] = ['line', 'room'];

describe('the colours of a drawing', () => {
  it('measured as WCAG does: black on white 21, #767676 on white 4.54', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each<[string, Theme]>([
    ['on the dark page', pageTheme('tokens')],
    ['on the light page', pageTheme('light')],
    ['of a dark figure', DARK],
    ['of a light figure', LIGHT],
    ['on paper', PRINT],
  ])('%s are at least 4.5 : 1 on their ground', (_, { colours }) => {
    for (const [ink, colour] of Object.entries(colours))
      if (!NO_TEXT.includes(ink as Ink))
        expect([ink, contrast(colour, colours.room) >= 4.5]).toEqual([ink, true]);
  });

  it.each([
    ['tokens', DARK],
    ['light', LIGHT],
  ] as const)('are those of %s.css, and of no other theme', (sheet, theme) => {
    const tokens = tokensOf(css(sheet));
    for (const [ink, token] of Object.entries(TOKENS))
      expect([ink, tokens.get(token)]).toEqual([ink, theme.colours[ink as Ink]]);
    expect(pageTheme(sheet).colours).toEqual(theme.colours);
  });
});
