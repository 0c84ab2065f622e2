/** Files that people write: YAML read against a schema, and problems with line and column. */
export {
  type FilePath,
  type FileProblem,
  formatProblem,
  inFileOrder,
  type Problem,
  pathWords,
  problemLines,
  problemWords,
  type Wrong,
} from './problem.js';
export { type FileRest, type FileResult, type OwnRefusals, readFileText } from './read.js';
export type { Refuse } from './refusals.js';
export { topKeys } from './top-keys.js';
export { MAX_FILE_CHARS } from './yaml-text.js';
