import { describe, expect, it } from 'vitest';
import type { PageExhibit, PageState } from '../../../src/server/messages.js';
import { NOTE_MS, RESULT_MS, Screen } from '../../../src/web/exhibit/screen.js';
import { PRESS_MARK } from '../page-state.js';
import { EXHIBIT } from './exhibit-state.js';

type Mark = PageState['presses'][number];

const RAN_OUT: Mark['outcome'] = {
  ...PRESS_MARK.outcome!,
  kind: 'signal',
  reachedMs: 21.65,
} as Mark['outcome'];
const press = (number: number, outcome: Mark['outcome'] = null): Mark => ({
  ...PRESS_MARK,
  press: number,
  atMs: 10,
  outcome,
});
const phase = (kind: 'attracting' | 'visited' | 'settling'): PageExhibit => ({ ...EXHIBIT, phase: { kind } });
const CLOSED: PageExhibit = { ...EXHIBIT, phase: { kind: 'closed', because: 'hours', opensAtMs: null } };

/** A screen for visitors at a rig that answers, and nobody is there. */
function screenAt(kind: 'attracting' | 'visited' = 'attracting') {
  const screen = new Screen();
  screen.role('visitor');
  screen.link(true);
  screen.state({ presses: [], activity: 'none' }, 0);
  screen.exhibit(phase(kind), 0);
  return screen;
}

describe('the screen of an exhibit', () => {
  it('is none for a teacher, a technician with the code, a watcher, and at a rig that is no exhibit', () => {
    for (const role of ['teacher', 'controller', 'watcher'] as const) {
      const screen = screenAt();
      screen.role(role);
      expect([role, screen.at(0).kind]).toEqual([role, 'off']);
    }
    const screen = new Screen();
    screen.role('visitor');
    screen.link(true);
    expect(screen.at(0).kind).toBe('off');
  });

  it('invites while nobody is there, also over a press of the rig itself, from its beginning to its end', () => {
    const screen = screenAt();
    expect(screen.at(0).kind).toBe('attract');
    screen.state({ presses: [press(1)], activity: 'signal' }, 1000);
    expect(screen.at(1000).kind).toBe('attract');
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'returning' }, 7000);
    expect(screen.at(7000).kind).toBe('attract');
  });

  it('shows the pulse from the touch on, and once it is over that it took 11.65 ms, for 20 s', () => {
    const screen = screenAt();
    screen.touch(1000, true);
    expect(screen.at(1000).kind).toBe('pulse');
    screen.exhibit(phase('visited'), 1005);
    screen.state({ presses: [press(1)], activity: 'stimulus' }, 1010);
    screen.state({ presses: [press(1)], activity: 'signal' }, 1300);
    expect(screen.at(5000)).toMatchObject({ kind: 'pulse', dueMs: null });
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'returning' }, 8000);
    const now = screen.at(8000);
    expect([now.kind, now.result!.tookMs.toFixed(2), now.dueMs]).toEqual([
      'result',
      '11.65',
      8000 + RESULT_MS,
    ]);
    expect(screen.at(8000 + RESULT_MS - 1).kind).toBe('result');
    expect(screen.at(8000 + RESULT_MS).kind).toBe('attract');
  });

  it('takes a press of a button on the wall as one of the page: 40 ms before the rig says that somebody is there', () => {
    const screen = screenAt();
    screen.state({ presses: [press(1)], activity: 'signal' }, 1000);
    screen.exhibit(phase('visited'), 1040);
    expect(screen.at(1040).kind).toBe('pulse');
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'returning' }, 8000);
    expect(screen.at(8000).kind).toBe('result');
  });

  it('gives a visitor the pulse of the rig itself that runs when they come: their own touch cannot begin another', () => {
    const screen = screenAt();
    screen.state({ presses: [press(1)], activity: 'signal' }, 1000);
    screen.touch(4000, true);
    screen.exhibit(phase('visited'), 4010);
    const theirs = press(2, { kind: 'refractory', place: 0 });
    screen.state({ presses: [press(1), theirs], activity: 'signal' }, 4100);
    expect(screen.at(4100).kind).toBe('pulse');
    screen.state({ presses: [press(1, RAN_OUT), theirs], activity: 'returning' }, 9000);
    expect(screen.at(9000)).toMatchObject({ kind: 'result', result: { press: 1 } });
  });

  it('shows no result of a press of the rig itself that was over when somebody came', () => {
    const screen = screenAt();
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'returning' }, 1000);
    screen.exhibit(phase('visited'), 4000);
    expect(screen.at(4000)).toMatchObject({ kind: 'attract', result: undefined });
  });

  it('shows nothing bright more than once a second, however fast somebody presses at real time', () => {
    const screen = screenAt('visited');
    let bright = 0;
    let before = '';
    for (let ms = 0; ms < 10_000; ms += 10) {
      if (ms % 100 === 0) screen.touch(ms, true);
      if (ms % 100 === 20)
        screen.state({ presses: [press(1 + Math.floor(ms / 100), RAN_OUT)], activity: 'returning' }, ms);
      const { kind } = screen.at(ms);
      if (kind === 'result' && before !== 'result') bright++;
      before = kind;
    }
    expect(bright).toBeGreaterThan(3);
    expect(bright).toBeLessThanOrEqual(10);
  });

  it('shows a pulse of 12 ms for half a second, so that it is seen', () => {
    const screen = screenAt('visited');
    screen.touch(5000, true);
    expect(screen.at(5000).kind).toBe('pulse');
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'none' }, 5030);
    expect(screen.at(5030)).toMatchObject({ kind: 'pulse', dueMs: 5500 });
    expect(screen.at(5500).kind).toBe('result');
  });

  it('says for 2.5 s why a press has begun nothing, and in a storm of presses says it all the time, without a flicker', () => {
    const screen = screenAt('visited');
    const refused: Mark['outcome'] = { kind: 'refractory', place: 0 };
    const presses = [press(1)];
    for (let k = 0; k < 20; k++) {
      const ms = 1000 + 100 * k;
      presses.push(press(2 + k));
      screen.state({ presses, activity: 'signal' }, ms);
      if (k > 0) expect(screen.at(ms)).toMatchObject({ kind: 'pulse', note: 'not-yet' });
      presses[1 + k] = press(2 + k, refused);
      screen.state({ presses, activity: 'signal' }, ms + 50);
      expect(screen.at(ms + 50)).toMatchObject({ kind: 'pulse', note: 'not-yet' });
    }
    const lastMs = 1000 + 100 * 19 + 50;
    expect(screen.at(lastMs).dueMs).toBe(lastMs + NOTE_MS);
    expect(screen.at(lastMs + NOTE_MS)).toMatchObject({ kind: 'pulse', note: undefined });
  });

  it('invites again where a press has not come to the rig within 2 s', () => {
    const screen = screenAt('visited');
    screen.touch(1000, true);
    expect(screen.at(2999).kind).toBe('pulse');
    expect(screen.at(3000).kind).toBe('attract');
  });

  it('of a page that has loaded itself again shows the result that it finds', () => {
    const screen = new Screen();
    screen.link(true);
    screen.role('visitor');
    screen.state({ presses: [press(7, RAN_OUT)], activity: 'returning' }, 100);
    screen.exhibit(phase('visited'), 100);
    expect(screen.at(100)).toMatchObject({ kind: 'result', result: { press: 7 } });
  });

  it('is dark when it is closed, and says so when the rig is away, whatever was open', () => {
    const screen = screenAt('visited');
    screen.instrument(true);
    expect(screen.at(0).kind).toBe('instrument');
    screen.link(false);
    expect(screen.at(0).kind).toBe('away');
    screen.link(true);
    screen.exhibit(CLOSED, 10);
    expect(screen.at(10).kind).toBe('closed');
    screen.exhibit(phase('attracting'), 20);
    expect(screen.at(20).kind).toBe('attract');
  });

  it('goes back to the beginning when the visitor has gone, and stays as it is while the rig settles', () => {
    const screen = screenAt('visited');
    screen.instrument(true);
    screen.exhibit(phase('settling'), 1000);
    expect(screen.at(1000).kind).toBe('instrument');
    screen.exhibit(phase('attracting'), 2000);
    expect(screen.at(2000).kind).toBe('attract');
    screen.exhibit(phase('visited'), 3000);
    expect(screen.at(3000).kind).toBe('attract');
  });

  it('knows the presses of a rig that was started again, which counts them from 1', () => {
    const screen = screenAt();
    screen.state({ presses: [press(40)], activity: 'none' }, 0);
    screen.exhibit(phase('visited'), 5000);
    screen.link(false);
    screen.link(true);
    screen.state({ presses: [press(1, RAN_OUT)], activity: 'none' }, 6000);
    expect(screen.at(6000)).toMatchObject({ kind: 'result', result: { press: 1 } });
  });
});
