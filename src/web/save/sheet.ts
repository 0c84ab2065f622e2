/** A page to be printed: a worksheet or a figure with the two graphs, as HTML that fits one sheet of paper. Pure. */
import type { AxonFacts } from '../../controller/contract.js';
import { type Drawing, drawingOf, escapedXml, PAPERS, type Paper, PRINT, toSvg } from '../../figure/index.js';
import type { Sweep } from '../sweep.js';
import { language, say } from '../words/say.js';
import type { Pair } from './pair.js';
import { sheetAxon } from './sheet-axon.js';
import { paperGraph } from './sheet-graph.js';
import { doneWords, questionsOf, sourceWords } from './sheet-words.js';

/** With questions and lines to write on, or with larger graphs alone. */
export type SheetKind = 'worksheet' | 'figure';

const MARGIN = 16;
/** What an empty sheet's axis is [ms]. */
const USUAL_SPAN_MS = 14;
/** Height of a graph: what the rest of the sheet leaves [mm]. */
const BESIDE_GRAPHS = { worksheet: 150, figure: 92 } as const;
const HIGHEST = 100;

export interface Sheet {
  readonly kind: SheetKind;
  readonly paper: Paper;
  readonly pair: Pair;
  readonly axon: AxonFacts;
  /** What plays, where it has a name of its own. */
  readonly title: string;
}

/** A document and its styles: under the rig's policy a window takes no style out of a text. */
export interface SheetDocument {
  readonly html: string;
  readonly styles: string;
}

/** Both in one text, for a file. */
export function sheetFile({ html, styles }: SheetDocument): string {
  return html.replace('</head>', () => `<style>${styles}</style>\n</head>`);
}

export function sheetDocument({ kind, paper, pair, axon, title: source }: Sheet): SheetDocument {
  const { width, height, css } = PAPERS[paper];
  const inner = width - 2 * MARGIN;
  const spanMs = Math.max(0, ...[pair.off, pair.on].map((sweep) => sweep?.spanMs ?? 0)) || USUAL_SPAN_MS;
  const graphHeight = Math.min(HIGHEST, (height - BESIDE_GRAPHS[kind]) / 2);
  const newest = pair.on ?? pair.off;
  const axonSvg = newest ? sheetAxon(newest, axon, inner) : undefined;
  const graph = (channelsOn: boolean): string => {
    const sweep = channelsOn ? pair.on : pair.off;
    const size = { width: inner, height: graphHeight, spanMs };
    const drawing = drawingOf(paperGraph(sweep, axon, size, { channelsOn, withBracket: kind === 'figure' }));
    const [number, id] = channelsOn ? [2, 'on'] : [1, 'off'];
    return figureHtml({ number, id, sweep, drawing, axon });
  };
  const title = escapedXml(say('sheet.title'));
  const html = `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<title>${title}</title>
</head>
<body>
<p class="hint">${escapedXml(say('sheet.printHint', { paper: PAPERS[paper].words }))}</p>
<main class="sheet">
<header><h1>${title}</h1>${kind === 'worksheet' ? `<p class="name">${escapedXml(say('sheet.name'))} <span></span></p>` : ''}</header>
<p class="done">${escapedXml(doneWords(pair, axon))}</p>
${axonSvg ? toSvg(axonSvg, PRINT, { unit: 'mm', title: say('sheet.axon'), description: say('sheet.axonMore'), id: 'axon' }) : ''}
${graph(false)}
${graph(true)}
${kind === 'worksheet' ? questionsHtml(pair, axon) : ''}
<footer>${escapedXml(sourceWords(source))}</footer>
</main>
</body>
</html>
`;
  return { html, styles: stylesOf(css, width, height) };
}

interface FigureParts {
  readonly number: number;
  readonly id: string;
  readonly sweep: Sweep | undefined;
  readonly drawing: Drawing;
  readonly axon: AxonFacts;
}

function figureHtml({ number, id, sweep, drawing, axon }: FigureParts): string {
  const isOn = id === 'on';
  const head = say(isOn ? 'sheet.figureOn' : axon.excitable ? 'sheet.figureOff' : 'sheet.figureNone', {
    number,
  });
  const what = escapedXml(say(isOn ? 'sheet.actionPotential' : 'sheet.spread'));
  const nothing = say('sheet.empty');
  const description = sweep ? say(isOn ? 'sheet.figureMoreOn' : 'sheet.figureMoreOff') : nothing;
  const svg = toSvg(drawing, PRINT, { unit: 'mm', title: head, description, id });
  const empty = sweep ? '' : `<p class="empty">${escapedXml(nothing)}</p>`;
  return `<section><h2>${escapedXml(head)} <span>${what}</span></h2><div class="graph">${svg}${empty}</div></section>`;
}

function questionsHtml(pair: Pair, axon: AxonFacts): string {
  const rows = questionsOf(pair, axon).map((question) => `<li>${escapedXml(question)}</li>`);
  return `<ol>${rows.join('')}</ol>`;
}

function stylesOf(css: string, width: number, height: number): string {
  return `
@page { size: ${css}; margin: 0; }
* { box-sizing: border-box; margin: 0; }
body { background: #fff; color: #14181f; font: 3.9mm/1.3 ${PRINT.family}; font-variant-numeric: tabular-nums; }
.sheet { display: flex; flex-direction: column; width: ${width}mm; height: ${height - 0.5}mm; padding: 13mm ${MARGIN}mm 9mm; overflow: hidden; }
header { display: flex; align-items: baseline; justify-content: space-between; gap: 8mm; }
h1 { font-size: 5.9mm; font-weight: 600; line-height: 1.2; white-space: nowrap; }
.name { display: flex; flex: 0 1 58mm; gap: 2mm; color: #3d4450; }
.name span { flex: 1; border-bottom: 0.3mm solid #3d4450; }
.done { margin: 1.2mm 0 2mm; color: #3d4450; font-size: 3.6mm; }
h2 { margin-top: 1.6mm; font-size: 4.9mm; font-weight: 600; }
h2 span { color: #3d4450; font-weight: 400; }
svg { display: block; }
.graph { position: relative; }
.empty { position: absolute; inset: 0 0 14mm; display: grid; place-content: center; color: #5d6674; }
ol { flex: 1; display: flex; flex-direction: column; justify-content: space-evenly; padding: 2mm 0 0; list-style: none; counter-reset: question; }
li { padding-bottom: 8.5mm; border-bottom: 0.3mm solid #5d6674; counter-increment: question; }
li::before { content: counter(question) " "; font-weight: 600; }
footer { margin-top: auto; padding-top: 2.5mm; color: #3d4450; font-size: 3.2mm; }
.hint { padding: 3mm ${MARGIN}mm; background: #e3e6ea; }
@media print { .hint { display: none; } }
`;
}
