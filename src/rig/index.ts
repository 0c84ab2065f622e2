/** Rig files: what is fitted, where, and within which limits. rigs/README.md documents every option. */
export { formatProblem, problemLines } from '../files/index.js';
export type { ButtonAction, DialAction, StimulateAction } from './actions.js';
export { showingProblems } from './checks.js';
export { LONGEST_STRIP } from './device-schema.js';
export { type ExhibitHours, type RigExhibit, USUAL_EXHIBIT } from './exhibit.js';
export { EXHIBIT_LANGUAGES, VISITOR_USES } from './exhibit-schema.js';
export { certainKind, type FileKind, fileKind, hasSections } from './file-kind.js';
export type { ChannelLed, Light, Needle, Pins, PlainLed, RgbLed } from './fitted.js';
export { ledPlaces, lightLimitMa, stretchesOf } from './light.js';
export { BOARD_MA, SERVO_MA, USB_PORT_MA, USB_STRIP_MA, usbStripMa } from './limits.js';
export type { FindExperiment, FoundExperiment } from './named-experiment.js';
export { pageFacts } from './page-facts.js';
export { parseRig, type RigOptions, type RigResult, rigJsonSchema } from './parse.js';
export type { Rig } from './rig.js';
export { type Pin, unoNumber } from './uno.js';
