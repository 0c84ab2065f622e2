/** What the rig in the page says of boards, word for word: a page in German knows it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HELD_BACK } from '../../../src/browser/rig/rhythm.js';
import { goneFault, NO_BOARD, ON_A_PAGE, openFaultOf } from '../../../src/browser/serial/words.js';
import { comesAndGoesFault, silentFault, unpluggedFault } from '../../../src/devices/port/words.js';
import {
  bootloaderFault,
  noAnswerFault,
  notAnsweringWords,
  strangerFault,
} from '../../../src/devices/serial/words.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN } from '../../../src/web/words/english.js';
import { knownSentence, rigWords } from '../../../src/web/words/rig-words.js';
import { speakWith } from '../../../src/web/words/say.js';

beforeEach(() => speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) }));
afterEach(() => speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) }));

const PATH = 'USB port 1';
const named = (name: string) => openFaultOf(PATH, Object.assign(new Error('x'), { name })).words;

it.each([
  NO_BOARD.words,
  goneFault(PATH).words,
  named('InvalidStateError'),
  named('NetworkError'),
  named('SecurityError'),
  unpluggedFault(PATH, ON_A_PAGE).words,
  comesAndGoesFault(PATH).words,
  silentFault(PATH).words,
  notAnsweringWords(PATH),
  noAnswerFault(PATH, ON_A_PAGE).words,
  bootloaderFault(PATH, ON_A_PAGE).words,
  strangerFault(PATH, 9600, 'hello', ON_A_PAGE).words,
  strangerFault(PATH, 9600, undefined, ON_A_PAGE).words,
  'Board "axon-rig-uno" (firmware 0.1.0) on USB port 1 at 1000000 baud, 60 LEDs.',
])('%s', (words) => {
  expect(knownSentence(words)).toMatch(/^rig\.board/);
});

it('and what holds it back; its port is a USB-Anschluss', () => {
  expect(knownSentence(HELD_BACK)).toBe('rig.heldBack');
  expect(rigWords(notAnsweringWords(PATH))).toBe('Das Board an USB-Anschluss 1 antwortet gerade nicht.');
});
