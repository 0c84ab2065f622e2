import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goneFault, NO_BOARD, ON_A_PAGE, openFaultOf } from '../../../src/browser/serial/words.js';
import { olderFirmwareWords } from '../../../src/devices/flash/firmware-version.js';
import { unpluggedFault } from '../../../src/devices/port/words.js';
import {
  bootloaderFault,
  damagedFault,
  firmataFault,
  noAnswerFault,
  otherMajorFault,
  restartsWords,
  strangerFault,
} from '../../../src/devices/serial/words.js';

const PATH = 'USB port 1';

describe('what a page says of a board', () => {
  it('names no command and no terminal: there is none', () => {
    const words = [
      bootloaderFault(PATH, ON_A_PAGE).words,
      damagedFault(PATH, ON_A_PAGE).words,
      firmataFault(PATH, { version: '2.5', sketch: '' }, ON_A_PAGE).words,
      noAnswerFault(PATH, ON_A_PAGE).words,
      otherMajorFault(PATH, 0, ON_A_PAGE).words,
      restartsWords('watchdog', ON_A_PAGE),
      strangerFault(PATH, 9600, undefined, ON_A_PAGE).words,
      strangerFault(PATH, 9600, 'hello', ON_A_PAGE).words,
      unpluggedFault(PATH, ON_A_PAGE).words,
      olderFirmwareWords('0.0.1', ON_A_PAGE),
      NO_BOARD.words,
    ];
    expect(words.filter((each) => /npx|axon-rig|terminal|rig file/.test(each))).toEqual([]);
    expect(words.filter((each) => /press (Flash|Connect)/i.test(each)).length).toBeGreaterThan(8);
    expect(noAnswerFault(PATH).words).toContain('npx axon-rig flash');
  });

  it.each([
    ['NetworkError', 'port-taken', /another tab or another program has it/],
    ['InvalidStateError', 'port-taken', /still open in this page/],
    [
      'SecurityError',
      'no-permission',
      /may not use USB port 1: the browser, or who looks after this computer/,
    ],
    ['NotAllowedError', 'no-permission', /Press Connect and choose the board/],
    ['NotFoundError', 'no-port', /is not there any more/],
    ['UnknownError', 'port-error', /^USB port 1 cannot be opened: on fire\.$/],
  ])('makes of a %s the fault %s, with its cure', (name, fault, words) => {
    expect(openFaultOf(PATH, new DOMException('on fire.', name))).toEqual({
      fault,
      words: expect.stringMatching(words),
    });
  });

  it('stands in docs/one-file.md, sentence by sentence, and nothing else is quoted there', () => {
    const text = readFileSync(new URL('../../../docs/one-file.md', import.meta.url), 'utf8');
    const quoted = [...text.matchAll(/^> (.*)$/gm)].map(([, words]) => words);
    const named = (name: string) => openFaultOf(PATH, new DOMException('', name)).words;
    const said = [
      NO_BOARD.words,
      unpluggedFault(PATH, ON_A_PAGE).words,
      named('NetworkError'),
      named('InvalidStateError'),
      named('SecurityError'),
      goneFault(PATH).words,
    ];
    expect(quoted.sort()).toEqual(said.sort());
  });
});
