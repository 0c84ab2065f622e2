import { describe, expect, it } from 'vitest';
import {
  axisOf,
  failuresOf,
  ghostWords,
  graphAt,
  handleOf,
  handleWords,
  spokenMoment,
  stillGraph,
} from '../../src/web/graph-view.js';
import { differenceWords, setUpWords } from '../../src/web/set-up.js';
import { PRESS_MARK, SET_A_FACTS, SQUID_FACTS } from './page-state.js';
import { SweepRoom } from './sweep-room.js';

const SIZE = { width: 800, height: 300, em: 14, measure: (text: string) => 7 * text.length };

const graphOf = (room: SweepRoom, isCalm = true, tells = true) =>
  graphAt(stillGraph(room.store, room.state, SIZE), room.store, room.state.axon, { isCalm, tells });

describe('the graph of a sweep', () => {
  it('has −100 to +60 mV whatever happens: a bump and a spike do not look alike', () => {
    expect(axisOf(SET_A_FACTS)).toEqual({ lowMv: -100, highMv: 60 });
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.sweep();
    expect(graphOf(room)).toMatchObject({ lowMv: -100, highMv: 60, inset: true });
    room.tell({ channelsOn: true });
    room.sweep();
    expect(graphOf(room)).toMatchObject({ lowMv: -100, highMv: 60, inset: false });
  });

  it('has levels where channels switch, and rest of the axon that runs', () => {
    const room = new SweepRoom();
    expect(graphOf(room).levels.map(({ potentialMv }) => potentialMv)).toEqual([40, -55, -80]);
    room.tell({ channelsOn: false });
    expect(graphOf(room).levels).toEqual([]);
    room.tell({ axon: SQUID_FACTS });
    expect(graphOf(room)).toMatchObject({ levels: [], restMv: -65 });
  });

  it('has both lines with their names, the stimulus, and a dashed ghost that says what was other', () => {
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.sweep();
    room.tell({ channelsOn: true });
    room.sweep();
    const { lines, ghosts, stimuli, heading } = graphOf(room);
    expect(lines.map(({ ink, label }) => [ink, ...label])).toEqual([
      ['blue', 'blue'],
      ['yellow', 'yellow'],
    ]);
    expect(ghosts.map(({ name }) => name)).toEqual(['sweep 1, channels off']);
    expect(stimuli).toEqual([{ fromMs: 0, toMs: 0.5, negative: false }]);
    expect(heading).toEqual(['Sweep 2', 'channels on']);
  });

  it('is told by its number over the axon where only a place or a strength was another', () => {
    const room = new SweepRoom();
    room.sweep();
    room.tell({ strength: 1.3, electrodes: { blue: 4, yellow: 8 } });
    room.sweep();
    const said = () => ghostWords(room.store.axonGhost!, room.store.shown);
    expect(said()).toBe('sweep 1');
    room.tell({ channelsOn: false });
    room.sweep();
    expect(said()).toBe('channels on');
  });

  it('brackets both peaks once both have passed, with the time between them and the velocity', () => {
    const room = new SweepRoom();
    room.press();
    room.run(6);
    expect(graphOf(room).bracket).toBeNull();
    room.run(4);
    expect(graphOf(room).bracket!.words).toBe('Δ 7.20 ms · 5 sites/ms');
    // A card asks for it.
    expect(graphOf(room, true, false)).toMatchObject({
      bracket: null,
      handle: { readings: expect.any(Function) },
    });
    room.lookAt(12, 6);
    expect(graphOf(room).bracket).toBeNull();
    room.lookAt(17, 8.5);
    expect(graphOf(room).bracket!.words).toBe('Δ 7.20 ms · 5 sites/ms');
  });

  it('marks a press that failed, with its reason', () => {
    const room = new SweepRoom();
    room.press();
    room.run(3);
    room.press(false, { outcome: { kind: 'refractory', place: 0 } });
    expect(failuresOf(room.store.shown!)).toEqual([{ atMs: 3, endMs: 3.5, words: 'not yet: still locked' }]);
    expect(graphOf(room).failed).toHaveLength(1);
  });

  it('has the whole stimulus again when a reset is undone', () => {
    const room = new SweepRoom();
    room.press();
    room.run(4);
    room.reset();
    room.store.undo();
    room.run(0.5);
    expect(graphOf(room).stimuli).toEqual([{ fromMs: 0, toMs: 0.5, negative: false }]);
    expect(graphOf(room).handle?.atMs).toBe(room.store.shown!.spanMs);
  });

  it('has no lines and no handle before the first press', () => {
    const room = new SweepRoom();
    room.run(3);
    expect(graphOf(room)).toMatchObject({ lines: [], handle: null, heading: ['', ''] });
  });
});

describe('the time handle', () => {
  it('is where the picture on show is: 8.1 ms after the press, and says so', () => {
    const room = new SweepRoom();
    room.run(5);
    room.sweep();
    room.lookAt(26, 13.1);
    const at = handleOf(room.store)!;
    expect(handleWords(at)).toBe('8.1 ms');
    expect(spokenMoment(at, { blue: -75.6, yellow: 39.8 })).toBe(
      '8.1 ms after the press, blue −75.6, yellow +39.8 millivolts',
    );
    expect(graphOf(room).handle).toMatchObject({ atMs: at.ms });
  });

  it('is now, at the end of the axis, once the present has left it', () => {
    const room = new SweepRoom();
    room.sweep();
    room.run(30);
    expect(handleOf(room.store)).toMatchObject({ ms: 14, isNow: true });
    expect(handleWords(handleOf(room.store)!)).toBe('now');
    expect(spokenMoment(handleOf(room.store)!, { blue: -70, yellow: -70.2 })).toBe(
      'now, blue −70.0, yellow −70.2 millivolts',
    );
    room.reset();
    room.store.undo();
    expect(handleOf(room.store)).toMatchObject({ ms: 14, isNow: true });
  });

  it('stays at 0 ms before the press, and says how long before', () => {
    const room = new SweepRoom();
    room.run(5);
    room.sweep();
    room.lookAt(6, 3);
    const at = handleOf(room.store)!;
    expect([at.ms, handleWords(at)]).toEqual([0, '−2.0 ms']);
    expect(spokenMoment(at, { blue: -70, yellow: -70 })).toContain('2.0 ms before the press');
  });

  it('shows readings at the lines while the axon stands, and none while it runs', () => {
    const room = new SweepRoom();
    room.press();
    room.run(4);
    expect(graphOf(room, false).handle!.readings).toBeNull();
    expect(graphOf(room, true).handle!.readings!(39.84)).toBe('+39.8');
  });
});

describe('a set-up in words', () => {
  it('says what was other, and nothing else', () => {
    const room = new SweepRoom();
    room.sweep();
    const { setUp: first } = room.store.shown!;
    expect(setUpWords(first)).toBe('channels on');
    room.tell({ strength: 1.25, electrodes: { blue: 4, yellow: 'bath' } });
    room.sweep();
    const { setUp: second } = room.store.shown!;
    expect(differenceWords(first, second)).toBe('yellow at site 40, 2.4 mS');
    expect(differenceWords(second, first)).toBe('yellow in the bath, 1.25 mS');
    room.tell({
      experiment: 'squid',
      experiments: [{ name: 'squid', title: 'Squid axon', lengthWords: '' }],
    });
    room.sweep();
    expect(differenceWords(first, room.store.shown!.setUp)).toBe('virtual, channels on');
    expect(differenceWords(null, first)).toBe('');
  });

  it('is unknown of a sweep before this page listened, and no two of these are alike', () => {
    const room = new SweepRoom();
    room.store.link(false);
    room.tell({ presses: [PRESS_MARK] });
    expect(room.store.shown!.setUp).toBeNull();
    expect(graphOf(room).heading).toEqual(['Sweep 1', '']);
  });
});
