/** Files that people write: YAML read against a schema, and problems in words with line and column. */
export {
  type Complaint,
  type FilePath,
  type FileProblem,
  formatProblem,
  inFileOrder,
  pathWords,
  problemLines,
} from './problem.js';
export { type FileRest, type FileResult, readFileText } from './read.js';
export { topKeys } from './top-keys.js';
export { MAX_FILE_CHARS } from './yaml-text.js';
