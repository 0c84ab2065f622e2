/** Runs once before the tests of programs. */
import { build } from './build.js';

export default () => {
  build('build.mjs');
  build('build-file.mjs');
};
