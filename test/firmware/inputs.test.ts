/** Buttons and dials of the real program: first edge, bounce, repeats, the time from edge to light. */
import { describe, expect, it } from 'vitest';
import { avrGccPath, lacks } from '../harness/tools.js';
import { dice, levelPicture, type Outgoing, type Session, session, setupOf } from './wire-host.js';

const LEDS = 60;

function presses({ host }: Session) {
  return host.heard('B').map(({ id, button, pressed }) => `${id}:${button}${pressed ? 'down' : 'up'}`);
}

describe.skipIf(lacks(avrGccPath))('inputs of the real program', () => {
  it('reports a bouncing press once, at its first contact, and the release after it', () => {
    const rig = session();
    rig.board.press(1, [300, 200, 1500, 400, 3000, 100]);
    rig.board.run(40_000);
    rig.host.send(levelPicture(new Uint8Array(LEDS), 1));
    rig.board.run(20_000);
    rig.board.release(1, [200, 200, 700, 300]);
    rig.board.run(40_000);
    rig.host.send(levelPicture(new Uint8Array(LEDS), 2));
    rig.board.run(200_000);
    expect([...new Set(presses(rig))]).toEqual(['1:1down', '2:1up']);
    // Sent again only while unconfirmed.
    expect(rig.host.heard('B')).toHaveLength(2);
  });

  it('sends 63 empty lines behind each event if it was asked to, and none otherwise', () => {
    for (const fillsPackets of [false, true]) {
      const { board, host } = session();
      host.command({ type: 'config', setup: setupOf(LEDS, { fillsPackets }) });
      const said: number[] = [];
      const toHost = board.onSerial!;
      board.onSerial = (byte, timeUs) => {
        said.push(byte);
        toHost(byte, timeUs);
      };
      board.press(1);
      board.run(3000);
      const text = String.fromCharCode(...said);
      expect(/^B 1 \d+ 1 down\*[0-9a-f]{8}(\n+)/m.exec(text)![1]).toHaveLength(fillsPackets ? 64 : 1);
      // Its repeats too, and nothing that it says is damaged by it.
      board.run(60_000);
      const lines = String.fromCharCode(...said).match(/B 1 .*\n+/g)!;
      expect(lines).toHaveLength(2);
      expect(host.heard('B')).toHaveLength(2);
    }
  });

  it('says once a second which buttons stand pressed, also one that was held at its start, and nothing of none', () => {
    const rig = session();
    const { board, host } = rig;
    board.press(3);
    board.reset('external');
    board.run(100_000);
    host.command({ type: 'ident' });
    host.command({ type: 'config', setup: setupOf(LEDS) });
    const keepAlive = (seconds: number) => {
      for (let n = 0; n < 4 * seconds; n++) {
        host.send(levelPicture(new Uint8Array(LEDS), host.heard('B').at(-1)?.id ?? 0));
        board.run(250_000);
      }
    };
    const from = host.heard('I').length;
    keepAlive(3);
    expect(presses(rig)).toEqual([]);
    expect(host.heard('I').slice(from).length).toBeGreaterThanOrEqual(2);
    expect(host.heard('I').at(-1)).toEqual({ verb: 'I', buttons: [3] });
    board.press(1);
    keepAlive(2);
    expect(host.heard('I').at(-1)).toEqual({ verb: 'I', buttons: [1, 3] });
    board.release(1);
    board.release(3);
    keepAlive(1);
    const until = host.heard('I').length;
    keepAlive(3);
    expect(host.heard('I')).toHaveLength(until);
  });

  it('reports a tap of 1 ms as down and, 20 ms later, up', () => {
    const rig = session();
    rig.board.press(3);
    rig.board.run(1000);
    rig.board.release(3);
    rig.board.run(50_000);
    expect(presses(rig)).toEqual(['1:3down', '2:3up']);
    const [down, up] = rig.host.heard('B');
    expect(up!.deviceUs - down!.deviceUs).toBeGreaterThanOrEqual(20_000);
    expect(up!.deviceUs - down!.deviceUs).toBeLessThan(21_000);
  });

  it('times an edge within 15 µs, whether it falls into a show or not', () => {
    const rig = session();
    const { board, host } = rig;
    const roll = dice(3);
    // Where no show is under way the time stamp is exact to an interrupt: that gives the offset of the clocks.
    board.press(2);
    const pressedUs = board.timeUs;
    board.run(30_000);
    const offsetUs = pressedUs - host.heard('B').at(-1)!.deviceUs;
    let pressed = true;
    let inShow = 0;
    const errors: number[] = [];
    let id = 1;
    for (let k = 0; k < 60; k++) {
      host.send(levelPicture(new Uint8Array(LEDS).fill(k), id));
      board.run(400 + roll(2200));
      const edgeUs = board.timeUs;
      const shows: { startUs: number; endUs: number }[] = [];
      board.onShow = (frame) => shows.push(frame);
      if (pressed) board.release(2);
      else board.press(2);
      pressed = !pressed;
      board.run(30_000);
      if (shows.some(({ startUs, endUs }) => startUs < edgeUs && edgeUs < endUs)) inShow++;
      const event = host.heard('B').at(-1)!;
      id = event.id;
      errors.push(event.deviceUs + offsetUs - edgeUs);
    }
    expect(inShow).toBeGreaterThan(20);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(15);
  });

  it('repeats an event every 50 ms until a picture carries its id or a later one', () => {
    const rig = session();
    rig.board.press(1);
    rig.board.run(5000);
    rig.board.press(4);
    rig.board.run(172_000);
    const heard = presses(rig);
    expect(heard.filter((text) => text === '1:1down')).toHaveLength(4);
    expect(heard.filter((text) => text === '2:4down')).toHaveLength(4);
    expect(heard.slice(0, 2)).toEqual(['1:1down', '2:4down']);
    rig.host.send(levelPicture(new Uint8Array(LEDS), 2));
    rig.board.run(300_000);
    expect(presses(rig)).toHaveLength(8);
    expect(rig.host.heard('L').map(({ id }) => id)).toEqual([1, 2]);
  });

  it('keeps eight events, counts what is lost, and starts again from 1 after IDENT', () => {
    const rig = session();
    const { board, host } = rig;
    for (let k = 0; k < 6; k++) {
      board.press((k % 4) + 1);
      board.run(25_000);
      board.release((k % 4) + 1);
      board.run(25_000);
      host.send({ type: 'ping', token: k });
    }
    board.run(1_000_000);
    expect(new Set(presses(rig)).size).toBe(8);
    expect(host.heard('S').at(-1)!.eventsLost).toBe(4);
    host.command({ type: 'ident' });
    const before = host.heard('B').length;
    board.run(150_000);
    expect(host.heard('B')).toHaveLength(before);
    board.press(1);
    board.run(10_000);
    expect(host.heard('B').at(-1)!.id).toBe(1);
  });

  it('says nothing of buttons that the set-up leaves out', () => {
    const rig = session(setupOf(LEDS, { buttons: [false, true, false, false] }));
    for (let button = 1; button <= 4; button++) rig.board.press(button);
    rig.board.run(50_000);
    expect(presses(rig)).toEqual(['1:2down']);
  });

  it('reports a dial when it is switched on, then moves of 4 or more, each only when the last is confirmed', () => {
    const rig = session();
    const { board, host } = rig;
    board.dial(0, 500);
    board.dial(1, 100);
    host.command({ type: 'config', setup: setupOf(LEDS, { dials: [true, false] }) });
    board.run(40_000);
    expect(host.heard('D').map(({ dial, value }) => [dial, value])).toEqual([[0, 500]]);
    host.send(levelPicture(new Uint8Array(LEDS), 1));
    board.run(10_000);
    board.dial(0, 503);
    board.run(50_000);
    expect(host.heard('D')).toHaveLength(1);
    board.dial(0, 504);
    board.run(10_000);
    board.dial(0, 900);
    board.run(30_000);
    expect(host.heard('D').map(({ value }) => value)).toEqual([500, 504]);
    host.send(levelPicture(new Uint8Array(LEDS), 2));
    board.run(20_000);
    expect(host.heard('D').map(({ value }) => value)).toEqual([500, 504, 900]);
  });

  it.each([
    { baud: 500_000, kind: 'LEVEL', medianMs: 6, p99Ms: 8 },
    { baud: 115_200, kind: 'PROFILE', medianMs: 12, p99Ms: 18 },
  ])(
    'turns a press into light within $medianMs ms in the middle and $p99Ms ms in 99 % of 200, by $kind frames at $baud baud',
    ({ baud, kind, medianMs, p99Ms }) => {
      const hexPath = `firmware/build/axon-rig-uno${baud === 500_000 ? '' : `-${baud}`}.hex`;
      const rig = session(setupOf(LEDS), { hexPath, baud });
      const { board, host } = rig;
      const roll = dice(9);
      const picture = (inputId: number): Outgoing => {
        const levels = Uint8Array.from({ length: LEDS }, () => roll(256));
        if (kind === 'LEVEL') return levelPicture(levels, inputId);
        // 18 knots: 47 bytes, the mean of an impulse on its way.
        const knots = Array.from({ length: 18 }, (_, k): [number, number] => [
          Math.round((k * (LEDS - 1)) / 17),
          levels[k]!,
        ]);
        return { type: 'profile', needleLevels: [40, 40], inputId, knots };
      };
      let confirmed = 0;
      let news: { readonly id: number; readonly answerUs: number } | undefined;
      let seen = 0;
      let nextPictureUs = board.timeUs;
      let nextEdgeUs = board.timeUs + 30_000;
      let pressed = false;
      for (let edges = 0; edges < 200; ) {
        board.run(100);
        for (const { line, timeUs } of host.lines.slice(seen)) {
          if (line.verb !== 'B' || line.id === confirmed || line.id === news?.id) continue;
          // The host answers after 1 ms, as over full-speed USB.
          news = { id: line.id, answerUs: timeUs + 1000 };
        }
        seen = host.lines.length;
        // A press cuts in; else a picture every 16.7 ms.
        if (news && board.timeUs >= news.answerUs) {
          confirmed = news.id;
          news = undefined;
          host.send(picture(confirmed));
        } else if (board.timeUs >= nextPictureUs) {
          host.send(picture(confirmed));
          nextPictureUs += 16_667;
        }
        if (board.timeUs >= nextEdgeUs) {
          if (pressed) board.release(1);
          else board.press(1);
          pressed = !pressed;
          edges++;
          nextEdgeUs += 21_000 + roll(17_000);
        }
      }
      board.run(40_000);
      const latencies = host
        .heard('L')
        .map(({ latencyUs }) => latencyUs)
        .sort((a, b) => a - b);
      expect(latencies.length).toBeGreaterThanOrEqual(199);
      expect(latencies[latencies.length >> 1]!).toBeLessThanOrEqual(1000 * medianMs);
      expect(latencies[Math.ceil(0.99 * latencies.length) - 1]!).toBeLessThanOrEqual(1000 * p99Ms);
    },
  );
});
