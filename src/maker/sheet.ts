/** The sheet: parts, current, wiring, dials, labels and proving steps on paper, as one HTML file. Pure. */

import { escapedXml, PAPERS, type Paper, PRINT } from '../figure/index.js';
import { typedName } from '../files/typed-name.js';
import type { Rig } from '../rig/index.js';
import { METERS } from '../units.js';
import { billOf, billTotal, euroWords } from './bill.js';
import { budgetLines, budgetOf } from './budget.js';
import { circuitOf, wiresToLay } from './circuit.js';
import { type DialOptions, dialFace } from './dial.js';
import { type LabelsOptions, placeLabels } from './labels.js';
import { provingSteps } from './proving.js';
import { svgText } from './svg.js';
import { wiringDrawing } from './wiring.js';

/** By which a sheet is known, so that it may be written over. */
export const SHEET_MARK = '<meta name="generator" content="axon-rig sheet">';
/** Width of what stands on a page: that of A4 less its margins, which Letter has too [mm]. */
export const INNER_MM = 178;

export interface SheetOptions {
  /** The rig file, as it is typed. */
  readonly file: string;
  readonly paper: Paper;
  readonly dial: DialOptions;
  /** `null`: no strip to lay them along. */
  readonly labels: LabelsOptions | null;
}

function styles({ css, width, height }: (typeof PAPERS)[Paper]): string {
  return `
@page { size: ${css}; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: #fff; color: ${PRINT.colours.ink}; font: 3.5mm/1.35 ${PRINT.family}; font-variant-numeric: tabular-nums; }
.sheet { width: ${width}mm; min-height: ${height - 1}mm; padding: 11mm ${((width - INNER_MM) / 2).toFixed(2)}mm 9mm; break-after: page; }
.sheet:last-child { break-after: auto; }
h1 { font-size: 5.6mm; font-weight: 600; line-height: 1.2; }
h2 { margin: 5mm 0 1.5mm; font-size: 4.2mm; font-weight: 600; break-after: avoid; }
p { margin-top: 1.2mm; }
.soft { color: ${PRINT.colours.soft}; }
table { width: 100%; border-collapse: collapse; }
th { color: ${PRINT.colours.soft}; font-weight: 400; text-align: left; }
th, td { padding: 0.7mm 3mm 0.7mm 0; vertical-align: top; border-bottom: 0.2mm solid #b9bec6; }
tr { break-inside: avoid; }
.figure { text-align: right; white-space: nowrap; }
.close { width: 1px; white-space: nowrap; }
.sum td { border-bottom: 0; font-weight: 600; }
.box { display: inline-block; width: 3.4mm; height: 3.4mm; border: 0.3mm solid ${PRINT.colours.ink}; border-radius: 0.4mm; vertical-align: -0.5mm; }
.cure { color: ${PRINT.colours.soft}; font-size: 3.15mm; }
svg { display: block; margin-top: 3mm; break-inside: avoid; }
.hint { padding: 3mm 16mm; background: #e3e6ea; }
@media print { .hint { display: none; } }
`;
}

const page = (html: string) => `<section class="sheet">\n${html}\n</section>`;
const cells = (...values: readonly string[]) =>
  values.map((value) => `<td>${escapedXml(value)}</td>`).join('');
const BOX = '<td class="close"><span class="box"></span></td>';

function partsPage(rig: Rig, file: string): string {
  const bill = billOf(rig);
  const rows = bill.map(
    ({ count, part, remark, euro }) =>
      `<tr>${BOX}<td class="figure close">${count}</td>${cells(part, remark)}<td class="figure">${euroWords(euro)}</td></tr>`,
  );
  const sum = `<tr class="sum"><td></td><td></td><td>together, roughly</td><td></td><td class="figure">${euroWords(billTotal(bill))}</td></tr>`;
  const current = budgetLines(budgetOf(rig)).map((words) => `<p>${escapedXml(words)}</p>`);
  return page(`<h1>${escapedXml(rig.name)}</h1>
<p class="soft">Drawn from ${escapedXml(file)}. Print at 100 %, not “fit to page”.</p>
<h2>Parts</h2>
<table><thead><tr><th></th><th></th><th>part</th><th>remark</th><th class="figure">about €</th></tr></thead>
<tbody>${rows.join('\n')}\n${sum}</tbody></table>
<p class="soft">Prices are rough, for one piece each from shops on the net. What a school has in the drawer costs nothing.</p>
<h2>Current</h2>
${current.join('\n')}`);
}

function wiringPages(rig: Rig): string[] {
  const circuit = circuitOf(rig);
  const wires = wiresToLay(circuit).map(
    ({ net, from, to, through }) =>
      `<tr>${BOX}<td class="close"><b>${escapedXml(net.tag)}</b></td>${cells(net.colourWord, from, through === null ? to : `through ${through} to ${to}`)}</tr>`,
  );
  const across = circuit.parts.flatMap((part) =>
    part.across === undefined
      ? []
      : [
          `<tr>${BOX}<td></td>${cells('', part.across, `across GND and 5V of: ${part.name}; its stripe is −, to GND`)}</tr>`,
        ],
  );
  return [
    page(svgText(wiringDrawing(circuit, `Wiring: ${rig.name}`), `Wiring of ${rig.name}`, 'wiring')),
    page(`<h1>Wires to lay, in this order</h1>
<p>Unplug board and supply while you wire. Thick wire (0.5 mm²) for G, V and P; thin wire for the rest.</p>
<h2>Wires</h2>
<table><thead><tr><th></th><th>net</th><th>colour</th><th>from</th><th>to</th></tr></thead>
<tbody>${[...wires, ...across].join('\n')}</tbody></table>`),
  ];
}

function paperPages(rig: Rig, { dial, labels }: SheetOptions): string[] {
  const faces = METERS.flatMap((name) => {
    const needle = rig.needles[name];
    return needle === null
      ? []
      : [svgText(dialFace(name, needle, dial), `Face of the ${name} voltmeter`, `dial-${name}`)];
  });
  return [
    ...(faces.length === 0 ? [] : [page(`<h1>Faces of the voltmeters</h1>\n${faces.join('\n')}`)]),
    ...(labels === null
      ? []
      : [page(`<h1>Places</h1>\n${svgText(placeLabels(labels), 'Labels along the strip', 'labels')}`)]),
  ];
}

function provingPage(rig: Rig, file: string): string {
  const rows = provingSteps(rig, file).map(
    ({ name, words, cure }, i) =>
      `<tr>${BOX}<td class="close">${i + 1}</td><td class="close"><b>${escapedXml(name)}</b></td><td>${escapedXml(words)}${cure === null ? '' : `<div class="cure">If not: ${escapedXml(cure)}</div>`}</td></tr>`,
  );
  return page(`<h1>Prove it, one step at a time</h1>
<p>Do not go on while a step fails. Unplug the board while you change a wire.${rig.device.kind === 'virtual' ? '' : ` When all is wired, "npx axon-rig doctor ${escapedXml(typedName(file))}" goes through the parts with you.`}</p>
<h2>Steps</h2>
<table><tbody>${rows.join('\n')}</tbody></table>`);
}

/** The whole file: nothing in it needs a network or a program. */
export function sheetHtml(rig: Rig, options: SheetOptions): string {
  const { file, paper } = options;
  const size = PAPERS[paper];
  const isVirtual = rig.device.kind === 'virtual';
  const pages = [
    ...(isVirtual ? [] : [partsPage(rig, file), ...wiringPages(rig)]),
    ...paperPages(rig, options),
    provingPage(rig, file),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${SHEET_MARK}
<title>${escapedXml(`${rig.name}: to build`)}</title>
<style>${styles(size)}</style>
</head>
<body>
<p class="hint">${escapedXml(`Print it from the browser: ${size.words}, 100 %, without headers and footers.`)}</p>
${pages.join('\n')}
</body>
</html>
`;
}
