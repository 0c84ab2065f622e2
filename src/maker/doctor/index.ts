/** The doctor: what is proved of a rig, what is wrong with it, and what is told to others. Pure. */
export { colourSymptom, SEEN, type Seen, SHOWN, type Shown } from './colours.js';
export { type DialReadings, dialSymptom } from './dials.js';
export * from './finding.js';
export { PressWatch, pressSymptom } from './presses.js';
export { type Outcome, type ReportFacts, reportLines } from './report.js';
export type * from './step.js';
export { boardSteps, paperSteps } from './steps.js';
