import { describe, expect, it } from 'vitest';
import { newStats } from '../../src/devices/serial/stats.js';
import { lineMark, lineReport } from '../../src/server/line-report.js';

/** A board at work: a minute of 60 pictures a second. */
function atWork() {
  const stats = newStats();
  Object.assign(stats, {
    picturesOffered: 3612,
    picturesSent: 3600,
    picturesSuperseded: 12,
    resent: 5,
    reconnects: 1,
  });
  Object.assign(stats.wire, {
    bytesSent: 256_740,
    pictureBytes: 255_600,
    picturesAcked: 3602,
    levelsSent: 3240,
    profilesSent: 363,
    commandsSent: 69,
    commandsResent: 2,
    port: { path: '/dev/ttyACM0', baud: 500_000, board: 'uno', firmware: '0.2.0', lowLatency: true },
    clock: { driftPpm: -1234.4, driftWithinPpm: 45.2, withinMs: 0.68, roundTripMs: 1.36 },
    lastPress: { toHostMs: 1.1, withinMs: 0.7, toLightMs: 5.324 },
    board: {
      upS: 61,
      framesBad: 0,
      bytesLost: 0,
      showUs: 1893,
      freeRamBytes: 412,
      framesDimmed: 3,
      eventsLost: 0,
    },
  });
  return stats;
}

describe('the report of the line', () => {
  it('says nothing of a device without a line', () => {
    const { wire, ...stats } = newStats();
    expect([lineReport(stats, undefined, 0), lineMark(stats, 0)]).toEqual([undefined, undefined]);
  });

  it('gives the rates since the report before, and every counter', () => {
    const stats = atWork();
    const before = lineMark(stats, 60_000);
    stats.picturesSent += 61;
    stats.wire.levelsSent += 61;
    stats.wire.pictureBytes += 61 * 71;
    stats.wire.bytesSent += 61 * 71 + 20;
    const { summary, groups } = lineReport(stats, before, 61_000)!;
    expect(summary).toBe('61 pictures/s · 71 bytes · 1.4 ms');
    expect(
      groups.map(({ title, rows }) => [
        title,
        ...rows.map((row) => row.join(': ').replaceAll('\u202f', ' ')),
      ]),
    ).toEqual([
      [
        'Pictures',
        'sent: 3 661',
        'taken by the board: 3 602',
        'left out for a newer one: 12',
        'repeated: 3',
        'exact, as a profile: 90 %, 10 %',
        'bytes each: 71.0',
        'bytes a second: 4 351',
      ],
      [
        'Line',
        'port: /dev/ttyACM0, 500000 baud',
        'system hands bytes on: at once',
        'there and back: 1.4 ms',
        'found again: 1',
        'commands sent, repeated: 69, 2',
        'credits taken for lost: 0',
        'lines unreadable: 0',
        'messages refused: 0',
      ],
      [
        'Clock of the board',
        'runs fast by: −1 234 ± 45 ppm',
        'its times are known: ± 0.7 ms',
        'last press heard after: 1.1 ms ± 0.7 ms',
        'last press to light: 5.3 ms',
      ],
      [
        'Board',
        'kind, firmware: uno, 0.2.0',
        'running for: 61 s',
        'frames dropped: 0',
        'bytes lost: 0',
        'inputs lost: 0',
        'pictures dimmed: 3',
        'a picture takes: 1.9 ms',
        'memory never used: 412 bytes',
      ],
    ]);
  });

  it('leaves out of a Firmata line what Firmata does not have', () => {
    const stats = atWork();
    Object.assign(stats.wire, {
      protocol: 'firmata',
      clock: null,
      lastPress: null,
      board: null,
      linesUnread: 4,
    });
    const { groups } = lineReport(stats, undefined, 0)!;
    expect(groups[0]!.rows.map(([name]) => name)).not.toContain('exact, as a profile');
    expect(groups[1]!.rows.slice(-2)).toEqual([
      ['questions asked, repeated', '69, 2'],
      ['messages unreadable', '4'],
    ]);
  });

  it('says nothing of a press that was heard before it happened, by more than the clocks may be off', () => {
    const namesAfter = (toHostMs: number) => {
      const stats = atWork();
      Object.assign(stats.wire, { lastPress: { toHostMs, withinMs: 0.7, toLightMs: 5.3 } });
      return lineReport(stats, undefined, 0)!.groups[2]!.rows.map(([name]) => name);
    };
    expect(namesAfter(-0.6)).toContain('last press heard after');
    expect(namesAfter(-0.8)).not.toContain('last press heard after');
    expect(namesAfter(-0.8)).toContain('last press to light');
  });

  it('of a board without a clock says how long an answer takes, and nothing of a clock', () => {
    const stats = atWork();
    Object.assign(stats.wire, { clock: null, lastPress: null, answerMs: 7.04 });
    const { summary, groups } = lineReport(stats, undefined, 0)!;
    expect(summary).toContain('7.0 ms');
    expect(groups.map(({ title }) => title)).toEqual(['Pictures', 'Line', 'Board']);
    expect(groups[1]!.rows).toContainEqual(['there and back', '7.0 ms']);
  });

  it('says that there is no board, and keeps what was counted', () => {
    const stats = atWork();
    Object.assign(stats.wire, { port: null, clock: null, board: null, lastPress: null });
    const { summary, groups } = lineReport(stats, undefined, 0)!;
    expect(summary).toBe('no board');
    expect(groups.map(({ title }) => title)).toEqual(['Pictures', 'Line']);
  });
});
