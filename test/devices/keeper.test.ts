/** The keeper alone, with a driver that is told what it finds: states, back-off, what is told, and the end. */
import { describe, expect, it } from 'vitest';
import type { DeviceState, LineReport } from '../../src/devices/device.js';
import type { Fault } from '../../src/devices/fault.js';
import { type Driver, keptDevice, type Look, type Reports, type Served } from '../../src/devices/keeper.js';
import { onAbort, unlessAborted } from '../../src/devices/waiting.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const CAPABILITIES = { ledCount: 1, needleCount: 0, buttonCount: 1, dialCount: 0 };
const STATS = {
  picturesOffered: 0,
  picturesSent: 0,
  picturesSuperseded: 0,
  rejected: 0,
  resent: 0,
  reconnects: 0,
};
const NO_PORT: Fault = { fault: 'no-port', words: 'There is no port.' };
const TAKEN: Fault = { fault: 'port-taken', words: 'The port is in use.' };
const GARBAGE: Fault = { fault: 'garbage', words: 'Something speaks.' };

/** Finds what it is told to find, and serves until it is told to stop. */
class Script implements Driver<string, typeof STATS> {
  readonly stats = STATS;
  readonly openingWords = 'Looking for a board.';
  readonly telling = ['port-taken', 'garbage'];
  readonly reports: Reports;
  readonly looks: { readonly atMs: number; readonly glance: boolean }[] = [];
  /** What the next look comes to; a look waits while there is none. */
  found: Look<string> | undefined = { kind: 'none', faults: [NO_PORT] };
  /** Ends what goes on. */
  serveEnds: (served: Served) => void = () => {};
  readonly #nowMs: () => number;

  constructor(reports: Reports, nowMs: () => number) {
    this.reports = reports;
    this.#nowMs = nowMs;
  }

  supply(): void {}

  line(): LineReport {
    return { summary: '', groups: [] };
  }

  async look(glance: boolean, signal: AbortSignal): Promise<Look<string>> {
    this.looks.push({ atMs: this.#nowMs(), glance });
    return this.found ?? unlessAborted(new Promise<never>(() => {}), signal);
  }

  async serve(board: string, signal: AbortSignal): Promise<Served> {
    this.reports.ready(`Board ${board}.`, 'It restarts often.');
    const ended = new Promise<Served>((resolve) => {
      this.serveEnds = resolve;
    });
    onAbort(signal, () => this.serveEnds({ kind: 'parted', words: 'The board is dark.' }));
    return ended;
  }
}

/** Every promise that could go on has gone on. */
function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

function keep() {
  const timers = new VirtualTimers();
  let made: Script | undefined;
  const device = keptDevice(CAPABILITIES, timers, (reports) => {
    made = new Script(reports, () => timers.nowMs());
    return made;
  });
  const script = made!;
  const states: DeviceState[] = [];
  const inputs: number[] = [];
  const advance = async (ms: number) => {
    for (let passed = 0; passed <= ms; passed++) {
      if (passed > 0) timers.advance(1);
      await settled();
    }
  };
  const open = () =>
    device.open({ input: ({ id }) => inputs.push(id), state: (state) => states.push(state) });
  const told = () => states.splice(0).map(({ kind, words }) => `${kind}: ${words}`);
  return { timers, device, script, states, inputs, advance, open, told };
}

describe('the keeper of a device', () => {
  it('looks again after 250, 500, 1000, 2000 and 4000 ms, and no later than that', async () => {
    const { device, script, states, advance, open } = keep();
    script.found = { kind: 'none', faults: [TAKEN] };
    open();
    await advance(12_000);
    expect(script.looks.map(({ atMs }) => atMs)).toEqual([0, 250, 750, 1750, 3750, 7750, 11_750]);
    expect(states.flatMap((state) => (state.kind === 'lost' ? [state.retryInMs] : []))).toEqual([
      250, 500, 1000, 2000, 4000, 4000, 4000,
    ]);
    await device.close();
  });

  it('begins with 250 ms again when a board has served', async () => {
    const { device, script, states, advance, open } = keep();
    script.found = { kind: 'none', faults: [TAKEN] };
    open();
    await advance(1000);
    script.found = { kind: 'board', board: 'A' };
    await advance(1000);
    expect(states.at(-1)).toEqual({ kind: 'ready', words: 'Board A.' });
    script.serveEnds({ kind: 'lost', fault: GARBAGE });
    await advance(1);
    expect(states.at(-1)).toEqual({ kind: 'lost', ...GARBAGE, retryInMs: 250 });
    await device.close();
  });

  it('glances every 250 ms for a port that is not there, and tells of it when it looks closely', async () => {
    const { device, script, advance, open, told } = keep();
    open();
    await advance(1800);
    expect(script.looks).toEqual([
      { atMs: 0, glance: false },
      { atMs: 250, glance: false },
      { atMs: 500, glance: true },
      { atMs: 750, glance: false },
      { atMs: 1000, glance: true },
      { atMs: 1250, glance: true },
      { atMs: 1500, glance: true },
      { atMs: 1750, glance: false },
    ]);
    expect(told()).toEqual(['opening: Looking for a board.', ...Array(4).fill(`lost: ${NO_PORT.words}`)]);
    await device.close();
  });

  it('tells of several ports the fault that is nearest to a working board, or else the first', async () => {
    for (const [faults, words] of [
      [[GARBAGE, NO_PORT, TAKEN], TAKEN.words],
      [[NO_PORT, GARBAGE], GARBAGE.words],
      [[{ fault: 'odd', words: 'Odd.' }, NO_PORT], 'Odd.'],
    ] as const) {
      const { device, script, states, advance, open } = keep();
      script.found = { kind: 'none', faults };
      open();
      await advance(1);
      expect(states.at(-1)!.words).toBe(words);
      await device.close();
    }
  });

  it('tells on that the cable is out while there is no port, until a board has served', async () => {
    const { device, script, advance, open, told } = keep();
    script.found = { kind: 'board', board: 'A' };
    open();
    await advance(1);
    script.found = { kind: 'none', faults: [NO_PORT] };
    script.serveEnds({ kind: 'lost', fault: script.reports.unplugged('COM3') });
    await advance(800);
    const gone =
      'lost: COM3 is gone: the cable is out or the board has no power. Plug it in and it goes on by itself.';
    expect(told()).toEqual(['opening: Looking for a board.', 'ready: Board A.', gone, gone, gone]);
    script.found = { kind: 'none', faults: [TAKEN] };
    await advance(1000);
    expect(told().at(-1)).toBe(`lost: ${TAKEN.words}`);
    script.found = { kind: 'board', board: 'A' };
    await advance(4000);
    script.serveEnds({ kind: 'lost', fault: GARBAGE });
    script.found = { kind: 'none', faults: [NO_PORT] };
    await advance(300);
    expect(told().at(-1)).toBe(`lost: ${NO_PORT.words}`);
    await device.close();
  });

  it('says what it does while it looks for the first time, and not over a fault', async () => {
    const { device, script, advance, open, told } = keep();
    script.found = undefined;
    open();
    script.reports.progress('Listening.');
    expect(told()).toEqual(['opening: Looking for a board.', 'opening: Listening.']);
    await device.close();
    const second = keep();
    second.open();
    await second.advance(1);
    second.told();
    second.script.reports.progress('Listening.');
    expect(second.told()).toEqual([]);
    await second.device.close();
    await advance(1);
  });

  it('adds for 30 s that a board restarts often, from its fourth restart on', async () => {
    const { device, script, advance, open, told } = keep();
    script.found = { kind: 'board', board: 'A' };
    open();
    await advance(1);
    const restarts = [1, 2, 3, 4].map(() => script.reports.restarted());
    expect(restarts).toEqual([false, false, false, true]);
    told();
    script.reports.ready('Board A.', 'It restarts often.');
    expect(told()).toEqual(['ready: Board A. It restarts often.']);
    await advance(29_990);
    expect(told()).toEqual([]);
    await advance(20);
    expect(told()).toEqual(['ready: Board A.']);
    await device.close();
  });

  it('says no calm word over what has come since', async () => {
    const { timers, device, script, advance, open, told } = keep();
    script.found = { kind: 'board', board: 'A' };
    open();
    await advance(1);
    for (let n = 0; n < 4; n++) script.reports.restarted();
    script.reports.ready('Board A.', 'It restarts often.');
    script.reports.silent('Board A is not answering.');
    await advance(31_000);
    expect(told().at(-1)).toBe('silent: Board A is not answering.');
    script.reports.ready('Board A.', 'It restarts often.');
    await device.close();
    expect(timers.waiting).toBe(0);
  });

  it.each([
    ['a look', undefined, 0, 'No board is in use, and none is looked for any more.'],
    [
      'a wait',
      { kind: 'none', faults: [TAKEN] },
      100,
      'No board is in use, and none is looked for any more.',
    ],
    ['a board that serves', { kind: 'board', board: 'A' }, 5, 'The board is dark.'],
    ['a look that has to part', { kind: 'parted', words: 'The port is closed.' }, 0, 'The port is closed.'],
  ] as const)('closed during %s, leaves no timer and says so', async (_, found, ms, words) => {
    const { timers, device, script, states, inputs, advance, open } = keep();
    script.found = found;
    open();
    await advance(ms);
    await device.close();
    expect(states.at(-1)).toEqual({ kind: 'closed', words });
    expect(timers.waiting).toBe(0);
    const said = states.length;
    script.reports.ready('Board A.', '');
    script.reports.input({ kind: 'button', id: 1, button: 1, pressed: true, deviceUs: 0 });
    await advance(10);
    expect([states.length, inputs.length, timers.waiting]).toEqual([said, 0, 0]);
  });

  it('may be closed by the one who hears of any of its states', async () => {
    for (const kind of ['opening', 'ready', 'lost'] as const) {
      const { timers, device, script, advance } = keep();
      script.found = kind === 'lost' ? { kind: 'none', faults: [TAKEN] } : { kind: 'board', board: 'A' };
      const states: DeviceState[] = [];
      device.open({
        input() {},
        state(state) {
          states.push(state);
          if (state.kind === kind) void device.close();
        },
      });
      await advance(10);
      expect(states.at(-1)!.kind).toBe('closed');
      expect(timers.waiting).toBe(0);
    }
  });

  it('called off by a mistake in the program, parts from its board, and the process hears of it within 1 ms', async () => {
    const { timers, device, script, states, open } = keep();
    script.found = { kind: 'board', board: 'A' };
    let parts = 0;
    script.serve = (_, signal) => {
      onAbort(signal, () => parts++);
      return Promise.reject(new TypeError('a slip'));
    };
    open();
    await settled();
    expect(() => timers.advance(1)).toThrow(TypeError);
    expect(parts).toBe(1);
    await device.close();
    expect(states.at(-1)!.kind).toBe('closed');
    expect(timers.waiting).toBe(0);
  });

  it('does not close cleanly when a mistake shows as it closes: the one who closes it hears of that', async () => {
    const { timers, device, script, open } = keep();
    script.look = (_, signal) =>
      unlessAborted(new Promise<never>(() => {}), signal).catch(() => {
        throw new TypeError('a slip');
      });
    open();
    await settled();
    await expect(device.close()).rejects.toThrow('a slip');
    expect(timers.waiting).toBe(0);
  });
});
