/**
 * What a device with a cable must bear besides the contract of every device: noise, a pulled plug, a host that
 * stands still. The same suite for every board.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { AT_REST, type DeviceRig, LEDS, RAMP, type RigWishes, STOPS, tryOut } from './device-rig.js';

export interface CableRig extends DeviceRig {
  /** The host stands still for `ms` while the board goes on. */
  freezeHost(ms: number): void;
  unplug(): void;
  replug(): void;
  /** How often the path was opened without success since the plug was pulled last. */
  attempts(): number;
  /** This share of all bytes of the board is damaged from now on, 0 to 1; the same bytes in every run. */
  damage(share: number): void;
  /** What the board itself has counted since its reset; all 0 on a good line. */
  losses(): { readonly framesBad: number; readonly bytesLost: number };
}

export function describeCable(name: string, makeRig: (wishes: RigWishes) => CableRig): void {
  describe(`the cable: ${name}`, () => {
    const opened: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      for (const trial of opened.splice(0)) await trial.close();
    });

    function setUp() {
      const rig = makeRig({ ledCount: LEDS, currentLimitMa: 1000, stops: STOPS, dials: false });
      const trial = { ...tryOut(rig, 1000), rig };
      opened.push(trial);
      return trial;
    }

    it('loses nothing over 5 s of 60 frames a second', async () => {
      const { rig, device, ready, stream, picture } = setUp();
      await ready();
      await stream(picture(RAMP), 5000);
      expect(rig.losses()).toEqual({ framesBad: 0, bytesLost: 0 });
      expect(device.stats).toMatchObject({ rejected: 0, resent: 0, picturesSuperseded: 0 });
    });

    it('lets the board go dark, needles at rest, when the host stands still for 2.1 s, and lights up after', async () => {
      const { rig, ready, stream, picture, untilReady, expectDark, expectLight, expectNeedles } = setUp();
      await ready();
      const shown = picture(RAMP, { needleLevels: [240, 240] });
      await stream(shown, 500);
      rig.freezeHost(2100);
      expectDark();
      rig.freezeHost(400);
      expectNeedles(AT_REST);
      await stream(shown, 100);
      await untilReady();
      await stream(shown, 400);
      expectLight(shown);
      expectNeedles([240, 240]);
    });

    it('is lost when the plug is pulled, says so, and comes back by itself', async () => {
      const { rig, device, log, ready, stream, picture, untilReady, expectLight } = setUp();
      await ready();
      await stream(picture(RAMP), 200);
      rig.unplug();
      await stream(picture(RAMP), 1000);
      expect(device.state).toMatchObject({ kind: 'lost', fault: 'unplugged' });
      expect(device.state.words).toMatch(/plug it in/i);
      rig.replug();
      await untilReady();
      const shown = picture([...RAMP].reverse());
      await stream(shown, 100);
      expectLight(shown);
      expect(device.stats.reconnects).toBe(1);
      expect(log.states.map((state) => state.kind).filter((kind) => kind === 'ready').length).toBe(2);
    });

    it('looks every 250 ms for a port that is not there, and explains that after 0.25, 0.5, 1, 2, 4, 4 s', async () => {
      const { rig, log, ready } = setUp();
      await ready();
      rig.unplug();
      await rig.advance(11_000);
      const lost = log.states.flatMap((state) => (state.kind === 'lost' ? [state] : []));
      expect(lost.length).toBe(6);
      for (const { retryInMs } of lost) expect(retryInMs).toBe(250);
      expect(rig.attempts()).toBeGreaterThanOrEqual(42);
      expect(rig.attempts()).toBeLessThanOrEqual(44);
    });

    it('numbers inputs on across a pulled plug, and confirms none of the old ones to the new session', async () => {
      const { rig, log, ready, stream, picture, untilReady } = setUp();
      await ready();
      rig.press(1);
      await stream(picture(RAMP), 200, true);
      rig.release(1);
      await stream(picture(RAMP), 200, true);
      rig.unplug();
      await stream(picture(RAMP), 300, true);
      rig.replug();
      await untilReady();
      await stream(picture(RAMP), 100, true);
      rig.press(4);
      await stream(picture(RAMP), 200, true);
      expect(log.inputs).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3, button: 4, pressed: true }]);
      expect(log.latencies.map(([id]) => id)).toEqual([1, 2, 3]);
    });

    it.each([0.01, 0.04])('hears every press once, in order, with %d of all bytes damaged', async (share) => {
      const { rig, log, ready, stream, picture } = setUp();
      await ready();
      rig.damage(share);
      for (let press = 0; press < 5; press++) {
        rig.press(1);
        await stream(picture(RAMP), 400, true);
        rig.release(1);
        await stream(picture(RAMP), 400, true);
      }
      rig.damage(0);
      await stream(picture(RAMP), 500, true);
      const edges = Array.from({ length: 10 }, (_, n) => ({ id: n + 1, button: 1, pressed: n % 2 === 0 }));
      expect(log.inputs).toMatchObject(edges);
    });

    it('shows the picture again soon after a second of noise', async () => {
      const { rig, device, ready, stream, picture, expectLight } = setUp();
      await ready();
      rig.damage(0.2);
      await stream(picture(RAMP), 1000);
      rig.damage(0);
      const shown = picture([...RAMP].reverse());
      await stream(shown, 500);
      expect(device.state.kind).toBe('ready');
      expectLight(shown);
    });

    it('closes within 2 s and leaves nothing behind while the plug is out', async () => {
      const { rig, device, ready, stream, picture, close } = setUp();
      await ready();
      await stream(picture(RAMP), 100);
      rig.unplug();
      await close();
      expect(device.state.kind).toBe('closed');
      expect(rig.leftBehind()).toBe(0);
    });

    it('closes within 2 s when the plug is pulled in the same moment', async () => {
      const { rig, device, ready, stream, picture } = setUp();
      await ready();
      await stream(picture(RAMP), 100);
      const closed = device.close();
      rig.unplug();
      await rig.advance(2000);
      await closed;
      expect(rig.leftBehind()).toBe(0);
    });
  });
}
