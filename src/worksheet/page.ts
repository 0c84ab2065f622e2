/** A page of paper, and the document that sheets stand in. Pure. */
import { escapedXml, type PAPERS, type Paper, PRINT } from '../figure/index.js';
import type { SheetWords } from './words.js';

export type Page = (typeof PAPERS)[Paper];

/** Margins [mm]. */
const SIDE = 16;
const TOP = 11;
const BOTTOM = 9;
/** What a printer's own rounding may take [mm]. */
const SLACK = 0.6;

/** Heights of letters that sheets are set in [mm]. */
const LETTERS_MM = [3.7, 3.6, 3.55, 3.45, 3.4, 3.3, 3.25, 3.15, 3, 2.85] as const;
export type LettersMm = (typeof LETTERS_MM)[number];
/** Room to write a thought in, in heights of a letter; a back page has more of it. */
export const THINKING_EM = { whole: 4.5, back: 14 } as const;
/** Room over a line to write on, in heights of a letter, and how thick that line is [mm]. */
export const WRITING_EM = 1.8;
export const WRITING_LINE_MM = 0.3;
/** A stop of a trail: its letters, and what is left free over it [mm]. */
export const STOP_MM = 6;
export const OVER_STOP_MM = 6;
/** Between two graphs side by side, and between small ones [mm]. */
export const GAP_MM = 6;
export const SMALL_GAP_MM = 5;
export const FINE_PRINT_EM = 0.9;

/**
 * A block whose letters are so high. By its class: a sheet has no style of its own in any element, since the policy of
 * its address takes none but that of its head.
 */
export function inLetters(mm: LettersMm, html: string, also = ''): string {
  return `<div class="${also}letters-${100 * mm}">${html}</div>`;
}

/** What of a page is for a sheet [mm]. */
export function pageInner({ width, height }: Page): { readonly width: number; readonly height: number } {
  return { width: width - 2 * SIDE, height: height - TOP - BOTTOM - SLACK };
}

export function styles({ css, width, height }: Page): string {
  return `
@page { size: ${css}; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: #fff; color: #14181f; font: 3.7mm/1.3 ${PRINT.family}; font-variant-numeric: tabular-nums; }
.sheet { width: ${width}mm; min-height: ${height - SLACK}mm; padding: ${TOP}mm ${SIDE}mm ${BOTTOM}mm; break-after: page; overflow: hidden; }
.sheet:last-child { break-after: auto; }
h1 { font-size: 5.6mm; font-weight: 600; line-height: 1.2; }
h1 span { color: #3d4450; font-weight: 400; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: 8mm; }
.names { display: flex; flex: 1 1 76mm; gap: 2mm; height: 8mm; padding-top: 2.6mm; color: #3d4450; font-size: 3.4mm; }
.names.under { flex-basis: 100%; }
.names i { flex: 1; margin-right: 3mm; border-bottom: 0.3mm solid #3d4450; }
.names .date { flex: 0 0 22mm; margin: 0; }
.question { margin-top: 1.5mm; font-size: 1.15em; font-weight: 600; }
h2 { margin: 2mm 0 0.6mm; font-size: 1em; font-weight: 600; break-after: avoid; }
.soft { color: #3d4450; }
ul { list-style: none; }
.two { columns: 2; column-gap: 6mm; }
.choices li { break-inside: avoid; display: flex; min-height: 4.6mm; padding-bottom: 0.8mm; }
.box { flex: none; width: 3.4mm; height: 3.4mm; margin: 0.55mm 1.8mm 0 0; border: 0.3mm solid #14181f; border-radius: 0.4mm; }
.tick { flex: none; width: 5.2mm; font-weight: 600; }
.steps { padding-left: 6mm; }
.steps li { padding-bottom: 0.4mm; }
.steps li::marker { font-weight: 600; }
.axon { margin-bottom: 1mm; }
svg { display: block; }
.panel { padding-top: 1.2mm; break-inside: avoid; }
.columns { display: flex; align-items: flex-start; gap: 6mm; }
table { flex: 1; border-collapse: collapse; width: 100%; }
th { font-weight: 400; text-align: left; }
th, td { padding: 0.55mm 0; vertical-align: bottom; border-bottom: 0.2mm solid #b9bec6; }
tr { height: 1.75em; }
.blank { width: 18mm; border-bottom: 0.3mm solid #14181f; }
.unit { width: 1px; padding-left: 1.5mm; white-space: nowrap; }
.key tr { height: auto; }
.key td { width: 1px; padding-left: 3mm; text-align: right; white-space: nowrap; }
.key .unit { text-align: left; }
.key thead th, .key thead td { color: #3d4450; font-size: 0.85em; }
.thinking { display: grid; grid-template-columns: repeat(4, 1fr); margin-top: 2mm; border: 0.3mm solid #14181f; }
.thinking span { height: ${THINKING_EM.whole}em; padding: 0.5mm 1.5mm; border-right: 0.2mm solid #5d6674; font-weight: 600; }
.thinking.back span { height: ${THINKING_EM.back}em; }
.thinking span:last-child { border: 0; }
.writing { margin-top: 2mm; padding-bottom: ${WRITING_EM}em; border-bottom: ${WRITING_LINE_MM}mm solid #3d4450; font-weight: 600; }
.stop { margin-top: ${OVER_STOP_MM}mm; font-size: ${STOP_MM}mm; }
.fine { font-size: ${FINE_PRINT_EM}em; }
.beside { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; column-gap: ${GAP_MM}mm; align-items: end; }
.grid { display: grid; grid-template-columns: repeat(2, 1fr); column-gap: ${SMALL_GAP_MM}mm; align-items: end; }
.grid.three { grid-template-columns: repeat(3, 1fr); }
${LETTERS_MM.map((mm) => `.letters-${100 * mm} { font-size: ${mm}mm; }`).join('\n')}
footer { padding-top: 2mm; color: #3d4450; font-size: 2.9mm; }
.hint { padding: 3mm ${SIDE}mm; background: #e3e6ea; }
@media print { .hint { display: none; } }
`;
}

export interface DocumentParts {
  readonly title: string;
  readonly language: string;
  readonly page: Page;
  readonly words: SheetWords;
  /** HTML of the sheets. */
  readonly sheets: readonly string[];
}

/** The whole file: nothing in it needs a network or a program. */
export function documentHtml({ title, language, page, words, sheets }: DocumentParts): string {
  const name = escapedXml(title);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="generator" content="axon-rig worksheet">
<title>${name}</title>
<style>${styles(page)}</style>
</head>
<body>
<p class="hint">${escapedXml(`${words.print} ${page.words}.`)}</p>
${sheets.join('\n')}
</body>
</html>
`;
}
