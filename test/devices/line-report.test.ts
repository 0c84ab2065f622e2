import { describe, expect, it } from 'vitest';
import { lineCounts as firmataCounts, firmataReport } from '../../src/devices/firmata/line-rows.js';
import { FirmataStats } from '../../src/devices/firmata/stats.js';
import { RateMeter } from '../../src/devices/line-report.js';
import { lineCounts, serialReport } from '../../src/devices/serial/line-rows.js';
import { newStats, type SerialStats } from '../../src/devices/serial/stats.js';

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

/** The first report of a line. */
const reportOf = (stats: SerialStats) => serialReport(stats, new RateMeter().look(lineCounts(stats), 0));

describe('the report of a line to our own board', () => {
  it('gives the rates since the report before, and every counter', () => {
    const stats = atWork();
    const rates = new RateMeter();
    rates.look(lineCounts(stats), 60_000);
    stats.picturesSent += 61;
    stats.wire.levelsSent += 61;
    stats.wire.pictureBytes += 61 * 71;
    stats.wire.bytesSent += 61 * 71 + 20;
    const { summary, groups } = serialReport(stats, rates.look(lineCounts(stats), 61_000));
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

  it('says nothing of a press that was heard before it happened, by more than the clocks may be off', () => {
    const namesAfter = (toHostMs: number) => {
      const stats = atWork();
      Object.assign(stats.wire, { lastPress: { toHostMs, withinMs: 0.7, toLightMs: 5.3 } });
      return reportOf(stats).groups[2]!.rows.map(([name]) => name);
    };
    expect(namesAfter(-0.6)).toContain('last press heard after');
    expect(namesAfter(-0.8)).not.toContain('last press heard after');
    expect(namesAfter(-0.8)).toContain('last press to light');
  });

  it('says that there is no board, and keeps what was counted', () => {
    const stats = atWork();
    Object.assign(stats.wire, { port: null, clock: null, board: null, lastPress: null });
    const { summary, groups } = reportOf(stats);
    expect(summary).toBe('no board');
    expect(groups.map(({ title }) => title)).toEqual(['Pictures', 'Line']);
  });
});

describe('the report of a line to a board with Firmata', () => {
  /** 120 pictures of which the board answered 119, after a connection in which 3 were sent. */
  function atWork() {
    const stats = new FirmataStats();
    const counts = {
      bytesSent: 60,
      pictureBytes: 45,
      sent: 3,
      acked: 3,
      superseded: 0,
      repeated: 4,
      asked: 3,
      askedAgain: 1,
      garbage: 0,
      roundTripMs: 6,
    };
    stats.begin();
    stats.hear(counts);
    stats.end();
    stats.begin();
    stats.reconnects = 1;
    stats.picturesSuperseded = 7;
    stats.port = { path: 'COM3', baud: 57_600, board: 'Firmata', firmware: 'Standard 2.5', lowLatency: null };
    stats.hear({ ...counts, pictureBytes: 1800, sent: 120, acked: 119, garbage: 4, roundTripMs: 7.04 });
    return stats;
  }

  it('counts over all connections, and has nothing that Firmata does not have', () => {
    const stats = atWork();
    const { summary, groups } = firmataReport(stats, new RateMeter().look(firmataCounts(stats), 0));
    expect(summary).toBe('0 pictures/s · 15 bytes · 7.0 ms');
    expect(groups).toEqual([
      {
        title: 'Pictures',
        rows: [
          ['sent', '123'],
          ['taken by the board', '122'],
          ['left out for a newer one', '7'],
          ['repeated', '8'],
          ['bytes each', '15.0'],
          ['bytes a second', '0'],
        ],
      },
      {
        title: 'Line',
        rows: [
          ['port', 'COM3, 57600 baud'],
          ['there and back', '7.0 ms'],
          ['found again', '1'],
          ['questions asked, repeated', '6, 2'],
          ['messages unreadable', '4'],
        ],
      },
      { title: 'Board', rows: [['kind, firmware', 'Firmata, Standard 2.5']] },
    ]);
  });

  it('says that there is no board, and keeps what was counted', () => {
    const stats = atWork();
    stats.end();
    const { summary, groups } = firmataReport(stats, new RateMeter().look(firmataCounts(stats), 0));
    expect(summary).toBe('no board');
    expect(groups.map(({ title }) => title)).toEqual(['Pictures', 'Line']);
    expect(groups[0]!.rows[0]).toEqual(['sent', '123']);
  });
});
