/** Runs once before the tests of boards. */
import { build } from './build.js';

export default () => build('build-firmware.mjs');
