/** A small share of `npm run bench -- web-serial`: faults on the way over Web Serial, and plugs pulled at any moment. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { soakUnplugs } from '../../harness/faults/unplug-soak.js';
import { runCampaignLater } from '../../harness/host-firmware/campaign.js';
import { MockBoard } from '../../harness/mock-board.js';
import { hostCompilerPath, lacks } from '../../harness/tools.js';
import { webPortsOf } from '../../harness/web-serial/web-bench-ports.js';
import { WebTarget } from '../../harness/web-serial/web-target.js';

const BOOTLOADER_MS = 1400;
/** The reset by DTR takes 50 ms of the 2 s. */
const LIGHT_MS = 2050;

describe('Web Serial and a bad line', () => {
  // Skipped only where g++ is missing outside CI.
  it.skipIf(lacks(hostCompilerPath))(
    'leads to no wrong frame and no wrong show after 3000 faults, of every kind at every byte of every message',
    async () => {
      const target = new WebTarget();
      onTestFinished(() => target.close());
      const report = await runCampaignLater(await target.open(), { seed: 21, faults: 3000, ledCount: 16 });
      const { problems, faults, wrongShows, wrongFrames, wrongStates, wrongLines, slowestRecovery } = report;
      expect(problems).toEqual([]);
      expect({ faults, wrongShows, wrongFrames, wrongStates, wrongLines, slowestRecovery }).toEqual({
        faults: 3000,
        wrongShows: 0,
        wrongFrames: 0,
        wrongStates: 0,
        wrongLines: 0,
        slowestRecovery: 0,
      });
      expect(report.lost[1] + report.lost[2]).toBeGreaterThan(1000);
    },
  );

  it('is light within 2 s after each of 60 unplugs at random moments, and leaks nothing', async () => {
    const { lightMs, first, most, leftBehind, wrong } = await soakUnplugs(
      new MockBoard({ bootloaderMs: BOOTLOADER_MS }),
      60,
      7,
      { reach: webPortsOf, device: { path: 'auto' } },
    );
    expect(lightMs.length).toBe(30);
    expect(lightMs.at(-1)).toBeLessThanOrEqual(LIGHT_MS);
    expect({ ...most, timers: 0 }).toEqual({ ...first, timers: 0 });
    expect([most.timers - first.timers, leftBehind, wrong]).toEqual([expect.any(Number), 0, 0]);
    expect(most.timers - first.timers).toBeLessThanOrEqual(1);
  });
});
