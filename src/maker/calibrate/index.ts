/** Calibrating a rig, on the terminal or anywhere else. */
export * from './calibrate.js';
export { type Finding, findingWords } from './finding.js';
export { SERVO_PULSES } from './needles.js';
export type { Choice, Person, Turnable } from './person.js';
