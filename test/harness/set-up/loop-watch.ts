/** Runs before the tests of each file: a loop without end is ended and its test named. */
import { afterEach, beforeEach, expect } from 'vitest';
import { loopWatch } from '../loop-watch.js';
import { setRunningTest } from '../running-test.js';

const watch = loopWatch();
watch.testBegins(`${expect.getState().testPath}, before its first test`);

beforeEach(() => {
  const { testPath, currentTestName } = expect.getState();
  setRunningTest(currentTestName);
  watch.testBegins(`${testPath} > ${currentTestName}`);
});

afterEach(() => setRunningTest(undefined));
