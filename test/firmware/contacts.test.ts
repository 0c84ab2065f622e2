/** Which contacts are a press, by the pins: a sample of `npm run bench -- board`. */
import { afterAll, describe, expect, it } from 'vitest';
import { ContactTrials } from '../harness/contacts.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { HostBoard } from '../harness/host-firmware/board.js';
import { Dice } from '../harness/host-firmware/dice.js';
import { MockBoard } from '../harness/mock-board.js';
import { mockContacts } from '../harness/mock-contacts.js';
import { avrGccPath, hostCompilerPath, lacks } from '../harness/tools.js';
import { dice, levelPicture, session, setupOf } from './wire-host.js';

const compiled: HostBoard[] = [];
afterAll(() => {
  for (const board of compiled) board.close();
});

const BOARDS = [
  {
    name: 'the mock board',
    skipped: false,
    glitches: 1000,
    contacts: 60,
    make: () => mockContacts(new MockBoard()),
  },
  {
    name: 'the real program compiled for this computer',
    skipped: lacks(hostCompilerPath),
    glitches: 1000,
    contacts: 60,
    make() {
      const board = new HostBoard();
      compiled.push(board);
      return board;
    },
  },
  {
    name: 'the real program in the emulated board',
    skipped: lacks(avrGccPath),
    glitches: 40,
    contacts: 5,
    make: () => new EmulatedBoard(),
  },
];

// Skipped only where a compiler is missing outside CI: then there is no program to run.
describe.each(BOARDS)('contacts of $name', ({ skipped, glitches, contacts, make }) => {
  it.skipIf(skipped).each([
    { when: 'a stream of shows to 60 LEDs', streams: true },
    { when: 'nothing else', streams: false },
  ])(
    'are no press below 0.45 ms and no release, and each is one from 0.6 ms on, during $when',
    ({ streams }) => {
      const trials = new ContactTrials(make(), new Dice(streams ? 1 : 2), streams);
      trials.glitches(glitches, false);
      trials.glitches(glitches, true);
      trials.contacts(contacts, 600, 1000);
      trials.contacts(contacts / 5, 1000, 60_000);
      const { glitches: made, contacts: closed, ...others } = trials.end();
      expect(made).toBeGreaterThanOrEqual(2 * glitches);
      expect(closed).toBe(1.2 * contacts);
      expect(others).toEqual({ taken: 0, missed: 0, losses: 'bad=0 dor=0 ovf=0 lost=0' });
    },
  );
});

describe.skipIf(lacks(avrGccPath))('contacts of the real program', () => {
  it('lose no byte of a stream and stop no show while all four pins chatter at 100 kHz and more', () => {
    const { board, host } = session(setupOf(60));
    let shows = 0;
    board.onShow = ({ waveform }) => {
      shows++;
      expect(waveform.lowNs[1]).toBeLessThanOrEqual(5000);
    };
    const roll = dice(4);
    for (let k = 0; k < 20; k++) {
      for (let button = 1; button <= 4; button++) {
        board.release(
          button,
          Array.from({ length: 2 * Math.floor(5000 / 10) - 1 }, () => 1 + roll(8)),
        );
      }
      host.send(levelPicture(new Uint8Array(60).fill(k)));
      board.run(5000);
    }
    expect(shows).toBe(20);
    board.run(1_000_000);
    expect(host.heard('B')).toEqual([]);
    expect(host.heard('S').at(-1)).toMatchObject({ framesBad: 0, overruns: 0, overflows: 0 });
  });

  it('that a button begins with are no event, and a glitch as it begins is none either', () => {
    const { board, host } = session(setupOf(60, { buttons: [false, false, false, false] }));
    board.press(1);
    board.run(5000);
    board.release(2, [200]);
    host.command({ type: 'config', setup: setupOf(60) });
    board.run(60_000);
    expect(host.heard('B')).toEqual([]);
    board.release(1);
    board.run(5000);
    expect(host.heard('B').map(({ button, pressed }) => [button, pressed])).toEqual([[1, false]]);
  });

  it('of a pin that the set-up leaves out hold up no other, however they chatter', () => {
    const { board, host } = session(setupOf(60, { buttons: [true, false, false, false] }));
    board.release(
      2,
      Array.from({ length: 2001 }, () => 20),
    );
    board.run(1000);
    board.press(1);
    board.run(2000);
    expect(host.heard('B').map(({ button, pressed }) => [button, pressed])).toEqual([[1, true]]);
  });
});
