import { expect, it } from 'vitest';
import { nameOf } from '../../../src/browser/page/hand-over.js';

it.each([
  ['last-minute.recording', 'last-minute.recording'],
  ['votes.csv', 'votes.csv'],
  ['worksheet.html?card=rest&lang=en&paper=a4', 'rest-worksheet.html'],
  ['worksheet.html?plan=ten-minutes&lang=en&paper=a4&key=', 'ten-minutes-key.html'],
])('what the rig gives at %s is saved as %s', (path, name) => {
  expect(nameOf(path)).toBe(name);
});
