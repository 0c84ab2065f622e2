/** Rig files: what is fitted, where, and within which limits. rigs/README.md documents every option. */
export { formatProblem } from '../experiment/file/index.js';
export { type FileKind, fileKind } from './file-kind.js';
export { MAX_LEDS, USB_STRIP_MA } from './limits.js';
export { parseRig, type RigProblem, type RigResult, rigJsonSchema } from './parse.js';
export type { ButtonAction, DialAction, Needle, Rig } from './rig.js';
