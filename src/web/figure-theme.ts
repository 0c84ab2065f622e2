/** The page's own colours for a drawing on a canvas: those of its style sheet, or of the person's own contrast. */
import { DARK, type Ink, LIGHT, PRINT, type Theme } from '../figure/index.js';

/** Inks and the names of their colours in `tokens.css`. */
export const TOKENS: Partial<Record<Ink, string>> = {
  ink: '--ink',
  soft: '--soft',
  faint: '--faint',
  line: '--line',
  room: '--room',
  blue: '--blue',
  yellow: '--yellow',
  na: '--na',
  k: '--k',
  warm: '--warm',
};

export function themeOf(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const family = style.fontFamily;
  if (window.matchMedia('(forced-colors: active)').matches) {
    const names = Object.keys(DARK.colours) as Ink[];
    const colours = Object.fromEntries(names.map((ink) => [ink, 'CanvasText'])) as Record<Ink, string>;
    return { colours: { ...colours, room: 'Canvas' }, cores: {}, dashed: PRINT.dashed, family };
  }
  return themeFrom((token) => style.getPropertyValue(token).trim(), family);
}

/** @param read a token; empty where there is none. What has no token is as the theme of that room has it. */
export function themeFrom(read: (token: string) => string, family: string): Theme {
  const colours: Record<Ink, string> = {
    ...(read('--room') === LIGHT.colours.room ? LIGHT : DARK).colours,
  };
  for (const [ink, token] of Object.entries(TOKENS)) colours[ink as Ink] = read(token) || colours[ink as Ink];
  const core = read('--yellow-core');
  return {
    colours,
    cores: core === '' || core === colours.yellow ? {} : { yellow: core },
    dashed: {},
    family,
  };
}
