/** What it takes to build a rig: a file from answers, parts and prices, current, wiring, dials, labels and a sheet. Pure. */
export * from './answers.js';
export { billLines, billOf } from './bill.js';
export { budgetLines, budgetOf } from './budget.js';
export { circuitOf, wireLines } from './circuit.js';
export { type DialMark, type DialOptions, dialFace, USUAL_TURN_DEG } from './dial.js';
export { type LabelsOptions, ledOfPlace, type PlaceLabel, placeLabels } from './labels.js';
export { rigText } from './rig-text.js';
export { INNER_MM, SHEET_MARK, sheetHtml } from './sheet.js';
export { DRAWING_MARK, stacked, svgText } from './svg.js';
export { type TableOptions, tableDrawings, tableProblem } from './table/index.js';
export { wiringDrawing } from './wiring.js';
