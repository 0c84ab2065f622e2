/** What the panel of the board says and offers, state by state. */
import { afterEach, describe, expect, it } from 'vitest';
import type { BoardView } from '../../../src/browser/messages.js';
import { type BoardFacts, boardPanel } from '../../../src/browser/page/board-view.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN } from '../../../src/web/words/english.js';
import { speakWith } from '../../../src/web/words/say.js';

afterEach(() => speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) }));

const NONE: BoardFacts = {
  access: 'here',
  asked: undefined,
  board: { kind: 'none' },
  earlier: 'none',
  refused: [],
};
const panel = (facts: Partial<BoardFacts>) => boardPanel({ ...NONE, ...facts });
type Device = Extract<BoardView, { kind: 'board' }>['device'];
const withDevice = (device: Device, more: Partial<BoardFacts> = {}) =>
  panel({ board: { kind: 'board', device }, ...more });
const lost = (fault: string, words = `${fault}.`): Device => ({ kind: 'lost', fault, words, retryInMs: 500 });

describe('without a board', () => {
  it('the panel says what to plug in, and offers one key', () => {
    const { mark, words, actions } = panel({});
    expect([mark, actions]).toEqual(['none', ['connect']]);
    expect(words).toEqual([
      'No board: the axon plays on this screen alone.',
      'Plug the board in by USB, press Connect, and choose it in the list.',
    ]);
  });

  it('a browser without Web Serial is told which ones have it, and offers nothing', () => {
    const { words, actions } = panel({ access: 'none' });
    expect(words[1]).toMatch(/Chrome, Edge and Opera can/);
    expect(actions).toEqual([]);
    expect(panel({ access: 'insecure' }).words[1]).toMatch(/https/);
  });

  it('while the list is open there is nothing to press, and once a port is chosen it is looked for', () => {
    expect(panel({ asked: { kind: 'choosing' } })).toMatchObject({
      mark: 'connecting',
      actions: [],
      words: ['Choose the board in the list that the browser shows.'],
    });
    expect(panel({ asked: { kind: 'chosen' } }).words).toEqual(['Looking for the board …']);
  });

  it('a list that was closed may be opened again, with all ports', () => {
    const { words, actions, mark } = panel({ asked: { kind: 'closed' } });
    expect([mark, words[0], actions]).toEqual(['none', 'Nothing was chosen.', ['connect', 'all-ports']]);
  });

  it('a list that did not come up has something for an administrator, and a frame that may not says how', () => {
    expect(panel({ asked: { kind: 'blocked' } })).toMatchObject({ mark: 'alert', forAdministrator: true });
    const frame = panel({ asked: { kind: 'frame' } });
    expect(frame.words[0]).toContain('allow="serial"');
    expect([frame.forAdministrator, frame.actions]).toEqual([false, []]);
  });

  it('what the browser says is handed on', () => {
    expect(panel({ asked: { kind: 'failed', words: 'out of paper' } }).words).toEqual([
      'The browser gave no port: out of paper',
    ]);
  });

  it('an upload that was cut off is told first, until one ends well', () => {
    const { mark, words } = panel({ earlier: 'cut-off' });
    expect([mark, words[0]]).toEqual([
      'alert',
      'The firmware was not finished when this page was closed: press Flash once more.',
    ]);
    expect(withDevice({ kind: 'ready', words: 'Ready.' }, { earlier: 'cut-off' }).words).toEqual(['Ready.']);
    expect(withDevice(lost('bootloader'), { earlier: 'cut-off' }).words[0]).toMatch(
      /^The firmware was not finished/,
    );
  });
});

describe('with a board', () => {
  it('that glows, it may be disconnected or flashed, and nothing is urgent', () => {
    expect(withDevice({ kind: 'ready', words: 'Strip of 60.' })).toMatchObject({
      mark: 'live',
      words: ['Strip of 60.'],
      actions: ['disconnect', 'flash'],
    });
  });

  it.each(['no-answer', 'bootloader', 'garbage', 'damaged', 'firmata', 'other-major'])(
    'that is %s, Flash is the first key, and says what it does to the board',
    (fault) => {
      const { actions, words, mark } = withDevice(lost(fault));
      expect([mark, actions[0], words.at(-1)]).toEqual([
        'alert',
        'flash',
        'Flash puts the firmware of the rig on the board, in place of what is on it.',
      ]);
    },
  );

  it('that is not there, or is used elsewhere, another port is the first key', () => {
    expect(withDevice(lost('no-port')).actions).toEqual(['connect', 'disconnect']);
    expect(withDevice(lost('port-taken', 'Another tab has it.'))).toMatchObject({
      words: ['Another tab has it.'],
      actions: ['other-port', 'flash', 'disconnect'],
    });
    expect(withDevice(lost('unplugged')).actions[0]).toBe('other-port');
    expect(withDevice(lost('no-permission'))).toMatchObject({
      actions: ['connect', 'disconnect'],
      forAdministrator: true,
    });
  });

  it('that is being opened or is silent, it can be left', () => {
    expect(withDevice({ kind: 'opening', words: 'Opening.' })).toMatchObject({
      mark: 'connecting',
      actions: ['disconnect'],
    });
    expect(withDevice({ kind: 'silent', words: 'Silent.' })).toMatchObject({
      mark: 'alert',
      actions: ['disconnect', 'flash'],
    });
  });

  it('what the rig refuses stands before all else', () => {
    expect(withDevice({ kind: 'ready', words: 'Ready.' }, { refused: ['Not now.'] })).toMatchObject({
      mark: 'alert',
      words: ['Not now.', 'Ready.'],
    });
  });

  it('the list of ports is told of while it is open', () => {
    expect(withDevice(lost('no-port'), { asked: { kind: 'choosing' } })).toMatchObject({ actions: [] });
  });
});

describe('while the firmware is put on the board', () => {
  const flashing = (phase: 'writing' | 'reading', donePages: number) =>
    panel({ board: { kind: 'flashing', progress: { phase, donePages, pages: 120 }, words: '' } });

  it('one bar goes from 0 to 240: 120 pages are written, then read back', () => {
    expect(flashing('writing', 40).progress).toEqual({ done: 40, of: 240 });
    expect(flashing('reading', 40).progress).toEqual({ done: 160, of: 240 });
    expect(flashing('writing', 40).words).toEqual([
      'Writing the firmware: page 40 of 120.',
      'Keep this page open and the cable in.',
    ]);
    expect(flashing('reading', 120).words[0]).toBe('Reading it back: page 120 of 120.');
  });

  it('before the first page it says what the rig says, and nothing can be pressed', () => {
    const { words, progress, actions } = panel({
      board: { kind: 'flashing', progress: null, words: 'Waiting for the bootloader.' },
    });
    expect([words[0], progress, actions]).toEqual(['Waiting for the bootloader.', { done: 0, of: 1 }, []]);
  });

  it('an end that is well leaves nothing to do, one that is not offers it again', () => {
    expect(panel({ board: { kind: 'flashed', ok: true, words: 'Done.' } })).toMatchObject({
      mark: 'connecting',
      actions: [],
    });
    expect(panel({ board: { kind: 'flashed', ok: false, words: 'No bootloader.' } })).toMatchObject({
      mark: 'alert',
      words: ['No bootloader.'],
      actions: ['flash', 'disconnect'],
    });
  });

  it('is told in German where the page is German', () => {
    speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) });
    expect(flashing('writing', 1).words[0]).toBe('Die Firmware wird geschrieben: Seite 1 von 120.');
  });
});
