/** What mains and hubs do to a board: all ports vanish and come back under other names, the supply dips in mid-picture. */
import { afterEach, describe, expect, it } from 'vitest';
import { createStateTeller } from '../../../src/cli/state-teller.js';
import { diceOf } from '../../harness/faults/dice.js';
import { WiredDevice, type WiredOptions } from '../../harness/faults/wired-device.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';

/** What the exhibit is to be light again in, whatever happens [ms]. */
const LIGHT_AGAIN_MS = 60_000;

describe('a board whose power is poor', () => {
  const opened: WiredDevice[] = [];
  afterEach(async () => {
    for (const wired of opened.splice(0)) expect(await wired.close()).toBe(0);
  });

  async function atWork(options: WiredOptions = {}) {
    const wired = new WiredDevice(new MockBoard({ bootloaderMs: 1400 }), options);
    opened.push(wired);
    const lines: string[] = [];
    const tell = createStateTeller({
      terminal: { out: (line) => lines.push(line), err: (line) => lines.push(line) },
      timers: wired.bench.clock,
    });
    wired.open();
    wired.stream();
    await wired.untilLight();
    /** What the log has heard of its states since the last look. */
    let heard = wired.states.length;
    const told = () => {
      for (const state of wired.states.slice(heard)) tell(state);
      heard = wired.states.length;
      return lines;
    };
    return { wired, told };
  }

  it('is light again behind a hub that resets, although another board now has the name of its port', async () => {
    const { wired, told } = await atWork({ device: { path: 'auto' } });
    const stranger = new StrangerBoard();
    wired.bench.plug('/dev/ttyACM1', stranger);
    await wired.advance(500);
    wired.unplug();
    wired.bench.unplug('/dev/ttyACM1');
    await wired.advance(2500);
    wired.bench.plug('/dev/ttyACM0', stranger);
    wired.replug('/dev/ttyACM1');
    expect(await wired.untilLight(LIGHT_AGAIN_MS)).toBeLessThanOrEqual(LIGHT_AGAIN_MS / 2);
    expect(wired.device.state.words).toContain('/dev/ttyACM1');
    expect(told().join('\n')).toContain('is gone');
    wired.bench.unplug('/dev/ttyACM0');
  });

  it('is light 2 s after the last of ten resets of a hub, one a second', async () => {
    const { wired } = await atWork({ device: { path: 'auto' } });
    for (let reset = 0; reset < 10; reset++) {
      wired.unplug();
      await wired.advance(300);
      wired.replug(`/dev/ttyACM${reset}`);
      await wired.advance(700);
    }
    expect(await wired.untilLight()).toBeLessThanOrEqual(2000);
  });

  it('shows no wrong picture while it browns out 30 times in mid-picture, and is light again 3 s after the last', async () => {
    const { wired, told } = await atWork();
    const roll = diceOf(7);
    for (let dip = 0; dip < 30; dip++) {
      await wired.advance(50 + 600 * roll());
      wired.board.reset('brownout');
    }
    expect(await wired.untilLight()).toBeLessThanOrEqual(3000);
    expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    await wired.advance(500);
    expect(wired.device.state.words).toContain('its supply voltage drops');
    expect(told().length).toBeGreaterThan(0);
    expect(told().length).toBeLessThanOrEqual(20);
  });
});
