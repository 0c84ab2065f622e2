/** The line to a board of ours, as a technician reads it. Pure. */
import { US_PER_MS } from '../../units.js';
import type { LineReport } from '../device.js';
import {
  byteRows,
  type LineCounts,
  type LineRates,
  lineReport,
  ms,
  portRows,
  type Row,
  shares,
  signed,
  whole,
} from '../line-report.js';
import type { SerialStats, SerialWire } from './stats.js';

export function lineCounts({ picturesSent, wire }: SerialStats): LineCounts {
  const { pictureBytes, bytesSent } = wire;
  return { picturesSent, pictures: wire.levelsSent + wire.profilesSent, pictureBytes, bytesSent };
}

export function serialReport(stats: SerialStats, rates: LineRates): LineReport {
  const { wire } = stats;
  const thereAndBackMs = wire.clock?.roundTripMs ?? null;
  return lineReport(rates, wire.port, thereAndBackMs, [
    { title: 'Pictures', rows: pictureRows(stats, rates) },
    {
      title: 'Line',
      rows: [
        ...portRows(wire.port, thereAndBackMs),
        ['found again', whole(stats.reconnects)],
        ['commands sent, repeated', `${whole(wire.commandsSent)}, ${whole(wire.commandsResent)}`],
        ...(wire.fillsPackets ? [['adapter holds short lines', 'presses fill its packet'] as const] : []),
        ['credits taken for lost', whole(wire.creditsLost)],
        ['lines unreadable', whole(wire.linesUnread)],
        ['messages refused', whole(wire.refused)],
      ],
    },
    { title: 'Clock of the board', rows: clockRows(wire) },
    { title: 'Board', rows: boardRows(wire) },
  ]);
}

function pictureRows(
  { picturesSent, picturesSuperseded, resent, wire }: SerialStats,
  rates: LineRates,
): Row[] {
  return [
    ['sent', whole(picturesSent)],
    ['taken by the board', whole(wire.picturesAcked)],
    ['left out for a newer one', whole(picturesSuperseded)],
    ['repeated', whole(resent - wire.commandsResent)],
    ['exact, as a profile', shares(wire.levelsSent, wire.levelsSent + wire.profilesSent)],
    ...byteRows(rates),
    ...(wire.fadeMs > 0 ? [['blended on the board', ms(wire.fadeMs)] as const] : []),
  ];
}

function clockRows({ clock, lastPress }: SerialWire): Row[] {
  const rows: Row[] = [];
  if (clock)
    rows.push(
      ['runs fast by', `${signed(clock.driftPpm)} ± ${whole(clock.driftWithinPpm)} ppm`],
      ['its times are known', `± ${ms(clock.withinMs)}`],
    );
  if (lastPress) {
    const { toHostMs, withinMs, toLightMs } = lastPress;
    // Heard before it happened, by more than the clocks may be off: the board's clock has just jumped, or stood still.
    if (toHostMs !== null && withinMs !== null && toHostMs >= -withinMs)
      rows.push(['last press heard after', `${ms(toHostMs)} ± ${ms(withinMs)}`]);
    rows.push(['last press to light', ms(toLightMs)]);
  }
  return rows;
}

function boardRows({ port, board }: SerialWire): Row[] {
  const rows: Row[] = [];
  if (port) rows.push(['kind, firmware', `${port.board}, ${port.firmware}`]);
  if (board)
    rows.push(
      ['running for', `${whole(board.upS)} s`],
      ['frames dropped', whole(board.framesBad)],
      ['bytes lost', whole(board.bytesLost)],
      ['inputs lost', whole(board.eventsLost)],
      ['pictures dimmed', whole(board.framesDimmed)],
      ['a picture takes', ms(board.showUs / US_PER_MS)],
      ['memory never used', `${whole(board.freeRamBytes)} bytes`],
    );
  return rows;
}
