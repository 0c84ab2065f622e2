/** Papers [mm]; `css` as `@page` calls it. */
export const PAPERS = {
  a4: { words: 'A4', css: 'A4', width: 210, height: 297 },
  letter: { words: 'Letter', css: 'letter', width: 215.9, height: 279.4 },
} as const;
export type Paper = keyof typeof PAPERS;
