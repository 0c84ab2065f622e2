/**
 * The contract of `src/devices/device.ts` as one suite, for whatever claims to be a device. All in virtual time.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { viewStops } from '../../src/display/view.js';
import {
  AT_REST,
  flat as flatOf,
  LEDS,
  Log,
  type MakeRig,
  type Manner,
  READY_MS,
  rampOf,
  STOPS,
  tryOut,
} from './device-rig.js';

export function describeDevice(name: string, makeRig: MakeRig, manner: Manner = {}): void {
  const { ledCount = LEDS, newsMs = 15, showMs = 60, statsMs = 0, dialWithin = 0.005 } = manner;
  const { brief = false, presses = 150 } = manner;
  const also = brief ? () => {} : it;
  const RAMP = rampOf(ledCount);
  const flat = (level: number) => flatOf(level, ledCount);

  describe(`the device contract: ${name}`, () => {
    const opened: ReturnType<typeof tryOut>[] = [];
    afterEach(async () => {
      for (const trial of opened.splice(0)) await trial.close();
    });

    function setUp({ currentLimitMa = 1000, dials = false } = {}) {
      const rig = makeRig({ ledCount, currentLimitMa, stops: STOPS, dials });
      const trial = tryOut(rig, currentLimitMa, manner);
      opened.push(trial);
      return trial;
    }

    also('says what is fitted before it is opened', () => {
      const { capabilities } = setUp().device;
      expect(capabilities).toEqual({ ledCount, needleCount: 2, buttonCount: 4, dialCount: 0 });
      expect(setUp({ dials: true }).device.capabilities.dialCount).toBe(2);
    });

    also('opens to ready within 5 s, with words in every state', async () => {
      const { log, ready, device } = setUp();
      expect(device.state.kind).toBe('opening');
      await ready();
      expect(log.states.at(-1)).toEqual(device.state);
      for (const state of log.states) expect(state.words.length).toBeGreaterThan(10);
    });

    it('is dark and at rest when it is ready and nothing was shown', async () => {
      const { rig, ready, expectDark, expectNeedles } = setUp();
      await ready();
      await rig.advance(600);
      expectDark();
      expectNeedles(AT_REST);
    });

    it('shows exactly the light of the picture, bit for bit', async () => {
      const { rig, ready, show, picture, expectLight } = setUp();
      await ready();
      for (const levels of [RAMP, flat(240), flat(40), [...RAMP].reverse()]) {
        const shown = picture(levels);
        show(shown);
        await rig.advance(showMs);
        expectLight(shown);
      }
    });

    it('shows each picture with its own palette, and goes back', async () => {
      const { rig, ready, show, picture, expectLight } = setUp();
      await ready();
      const own = viewStops('magnified', -70, 1);
      for (const stops of [STOPS, own, STOPS]) {
        const shown = picture(RAMP, {}, stops);
        show(shown);
        await rig.advance(showMs);
        expectLight(shown);
      }
    });

    it(`shows the light after a current limit of ${3 * ledCount} mA`, async () => {
      const { rig, ready, show, picture, expectLight } = setUp({ currentLimitMa: 3 * ledCount });
      await ready();
      const shown = picture(flat(255));
      expect(Math.max(...shown.rgb)).toBeLessThan(100);
      show(shown);
      await rig.advance(showMs);
      expectLight(shown);
    });

    also('keeps the latest picture that was shown before it was ready', async () => {
      const { rig, device, log, show, picture, expectLight } = setUp();
      const shown = picture(RAMP);
      show(picture(flat(200)));
      device.open(log);
      show(shown);
      await rig.advanceUntil(() => device.state.kind === 'ready', READY_MS);
      await rig.advance(showMs);
      expectLight(shown);
    });

    it('copies a picture: the caller may overwrite its arrays at once', async () => {
      const { rig, ready, show, picture, expectLight } = setUp();
      await ready();
      const shown = picture(RAMP);
      const wanted = picture(RAMP);
      for (let again = 0; again < 3; again++) show(shown);
      shown.levels.fill(255);
      shown.rgb.fill(255);
      await rig.advance(showMs);
      expectLight(wanted);
    });

    it('shows the last of a burst of 100 pictures, and none is left in a queue', async () => {
      const { rig, device, ready, show, picture, expectLight } = setUp();
      await ready();
      for (let n = 0; n < 100; n++) show(picture(flat(n)));
      const last = picture(RAMP);
      show(last);
      await rig.advance(showMs);
      expectLight(last);
      await rig.advance(statsMs);
      const { picturesOffered, picturesSent, picturesSuperseded } = device.stats;
      expect(picturesOffered).toBe(101);
      expect(picturesSent + picturesSuperseded).toBe(101);
    });

    it(`shows a new picture within ${newsMs} ms while 120 a second go through it`, async () => {
      const { rig, ready, show, picture, expectLight } = setUp();
      await ready();
      for (let n = 0; n < 60; n++) {
        show(picture(flat(n)));
        await rig.advance(8);
      }
      const news = picture(RAMP);
      show(news);
      await rig.advance(newsMs);
      expectLight(news);
    });

    it('moves both needles to the levels of the picture', async () => {
      const { ready, stream, picture, expectNeedles } = setUp();
      await ready();
      await stream(picture(RAMP, { needleLevels: [240, 0] }), 1000);
      expectNeedles([240, 0]);
      await stream(picture(RAMP, { needleLevels: [0, 255] }), 1000);
      expectNeedles([0, 255]);
    });

    also('reports a press and a release once each, in order, with ids 1 and 2', async () => {
      const { rig, log, ready, stream, picture } = setUp();
      await ready();
      rig.press(2);
      await stream(picture(RAMP), 400);
      rig.release(2);
      await stream(picture(RAMP), 400);
      expect(log.inputs).toMatchObject([
        { kind: 'button', id: 1, button: 2, pressed: true },
        { kind: 'button', id: 2, button: 2, pressed: false },
      ]);
      const [down, up] = log.inputs;
      expect(up!.deviceUs - down!.deviceUs).toBeGreaterThan(390_000);
      expect(up!.deviceUs - down!.deviceUs).toBeLessThan(430_000);
    });

    also('takes a button that is held while it opens for no press', async () => {
      const { rig, log, ready, stream, picture } = setUp();
      rig.press(1);
      await ready();
      await stream(picture(RAMP), 300);
      expect(log.inputs).toEqual([]);
      rig.release(1);
      await stream(picture(RAMP, { inputId: log.inputs.at(-1)?.id ?? 0 }), 100);
      rig.press(1);
      await stream(picture(RAMP), 100);
      expect(log.inputs.at(-1)).toMatchObject({ kind: 'button', button: 1, pressed: true });
    });

    also(
      'says how long an input took to become light, once, when a picture takes it into account',
      async () => {
        const { rig, log, ready, stream, show, picture } = setUp();
        await ready();
        rig.press(1);
        await rig.advanceUntil(() => log.inputs.length === 1, 100);
        const { id } = log.inputs[0]!;
        await stream(picture(RAMP), 100);
        expect(log.latencies).toEqual([]);
        show(picture(RAMP, { inputId: id }));
        await rig.advance(30);
        await stream(picture(RAMP, { inputId: id }), 200);
        expect(log.latencies.length).toBe(1);
        expect(log.latencies[0]![0]).toBe(id);
        expect(log.latencies[0]![1]).toBeGreaterThan(100_000);
        expect(log.latencies[0]![1]).toBeLessThan(150_000);
      },
    );

    also(`reports ${2 * presses} presses and releases in order`, async () => {
      const { rig, log, ready, show, picture } = setUp();
      await ready();
      for (let n = 0; n < presses; n++) {
        rig.press(1);
        await rig.advance(25);
        rig.release(1);
        await rig.advance(25);
        show(picture(RAMP, { inputId: log.inputs.at(-1)?.id ?? 0 }));
      }
      await rig.advance(200);
      expect(log.inputs.length).toBe(2 * presses);
      expect(log.latencies.length).toBe(2 * presses);
      log.inputs.forEach((event, index) => {
        expect(event).toMatchObject({ id: 1 + (index % 255), pressed: index % 2 === 0 });
      });
    });

    also('reports where a dial stands when it is turned', async () => {
      const { rig, log, ready, stream, picture } = setUp({ dials: true });
      await ready();
      const dials = () => log.inputs.filter((event) => event.kind === 'dial');
      for (const position of [0.25, 0.75]) {
        rig.turn(1, position);
        for (let n = 0; n < 10; n++) await stream(picture(RAMP, { inputId: log.inputs.at(-1)?.id ?? 0 }), 30);
        expect(dials().at(-1)).toMatchObject({ dial: 1 });
        expect(Math.abs(dials().at(-1)!.position - position)).toBeLessThan(dialWithin);
      }
    });

    it('goes dark, needles at rest, within 2 s after the last picture, and lights up with the next', async () => {
      const { rig, ready, stream, show, picture, expectLight, expectDark, expectNeedles } = setUp();
      await ready();
      const shown = picture(RAMP, { needleLevels: [240, 240] });
      await stream(shown, 500);
      await rig.advance(900);
      expectLight(shown);
      await rig.advance(1150);
      expectDark();
      await rig.advance(600);
      expectNeedles(AT_REST);
      show(shown);
      await rig.advance(showMs);
      expectLight(shown);
    });

    also('still hears a button while it is dark', async () => {
      const { rig, log, ready, stream, picture } = setUp();
      await ready();
      await stream(picture(RAMP), 100);
      await rig.advance(4000);
      rig.press(3);
      await rig.advance(200);
      expect(log.inputs).toMatchObject([{ kind: 'button', button: 3, pressed: true }]);
    });

    it('closed, it is dark and at rest and leaves no timer and no port behind', async () => {
      const { rig, device, ready, stream, picture, close, expectDark, expectNeedles } = setUp();
      await ready();
      await stream(picture(RAMP, { needleLevels: [240, 240] }), 500);
      await close();
      expect(device.state.kind).toBe('closed');
      expect(rig.leftBehind()).toBe(0);
      expectDark();
      await rig.advance(600);
      expectNeedles(AT_REST);
    });

    it('rests and wakes: dark, needles at rest and nothing held while it rests, and light again with the next picture', async () => {
      const trial = setUp();
      const { rig, log, device, ready, stream, show, rest, picture, expectLight, expectDark, expectNeedles } =
        trial;
      await ready();
      const shown = picture(RAMP, { needleLevels: [240, 240] });
      await stream(shown, 500);
      await rest('It is night.');
      expect(device.state).toEqual({ kind: 'resting', words: 'It is night.' });
      expect(rig.leftBehind()).toBe(0);
      expectDark();
      await rig.advance(600);
      expectNeedles(AT_REST);
      const said = log.states.length;
      show(shown);
      rig.press(1);
      await rig.advance(200);
      rig.release(1);
      await rig.advance(5000);
      expectDark();
      expect([log.states.length, log.inputs]).toEqual([said, []]);
      await rest(null);
      await trial.untilReady();
      await stream(shown, showMs);
      expectLight(shown);
      expect(log.states.at(-1)!.kind).toBe('ready');
      rig.press(1);
      await rig.advanceUntil(() => log.inputs.length === 1, 500);
      expect(log.inputs).toMatchObject([{ kind: 'button', button: 1, pressed: true }]);
    });

    also('may be put to rest and woken in one breath, at any moment', async () => {
      for (let ms = 0; ms < 60; ms += 12) {
        const { rig, device, log, untilReady, stream, picture, expectLight } = setUp();
        device.open(log);
        await rig.advance(ms);
        device.rest('It is night.');
        device.rest(null);
        device.rest('It is night.');
        await rig.advance(7 * ms);
        device.rest(null);
        await untilReady();
        const shown = picture(RAMP);
        await stream(shown, showMs);
        expectLight(shown);
      }
    });

    also('may be closed twice, and shows nothing and says nothing after that', async () => {
      const { rig, device, log, ready, show, picture, expectDark } = setUp();
      await ready();
      const both = Promise.all([device.close(), device.close()]);
      await rig.advance(600);
      await both;
      await device.close();
      const said = log.states.length;
      show(picture(RAMP));
      rig.press(1);
      await rig.advance(500);
      expectDark();
      expect(log.states.length).toBe(said);
      expect(log.inputs).toEqual([]);
    });

    also('opens once: a second listener hears nothing, and the first goes on', async () => {
      const { rig, device, log, ready, show, picture, expectLight } = setUp();
      await ready();
      const said = log.states.length;
      const second = new Log();
      device.open(second);
      const shown = picture(RAMP);
      show(shown);
      await rig.advance(showMs);
      expectLight(shown);
      rig.press(1);
      await rig.advanceUntil(() => log.inputs.length === 1, 500);
      expect(log.states.length).toBe(said);
      expect([...second.states, ...second.inputs]).toEqual([]);
    });

    also('does not open after it was closed, whether it was ever open or not', async () => {
      for (const wasOpen of [true, false]) {
        const { rig, device, ready, close, show, picture, expectDark } = setUp();
        if (wasOpen) await ready();
        await close();
        const late = new Log();
        device.open(late);
        show(picture(RAMP));
        await rig.advance(500);
        expect(device.state.kind).toBe('closed');
        expect(late.states).toEqual([]);
        expect(rig.leftBehind()).toBe(0);
        if (wasOpen) expectDark();
      }
    });

    also('may be closed without having been opened', async () => {
      const { rig, device } = setUp();
      await device.close();
      expect(device.state.kind).toBe('closed');
      expect(rig.leftBehind()).toBe(0);
    });

    also('may be closed while it opens, at any moment', async () => {
      for (let ms = 0; ms < 40; ms += 4) {
        const { rig, device, log, close } = setUp();
        device.open(log);
        await rig.advance(ms);
        await close();
        expect(device.state.kind).toBe('closed');
        expect(rig.leftBehind()).toBe(0);
      }
    });

    also('never calls its listener from inside show', async () => {
      const { rig, log, ready, stream, picture } = setUp();
      await ready();
      rig.press(1);
      for (let n = 0; n < 20; n++) await stream(picture(RAMP, { inputId: log.inputs.at(-1)?.id ?? 0 }), 50);
      expect(log.latencies.length).toBe(1);
      expect(log.calledFromShow).toBe(0);
    });
  });
}
