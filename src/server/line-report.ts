/** What a technician wants to know of the line to the board, in words and figures. Pure. */
import type { Snapshot } from '../controller/index.js';
import { MS_PER_S, US_PER_MS } from '../units.js';
import type { LineGroup, PageLine } from './messages.js';

type DeviceStats = Snapshot['deviceStats'];
type WireStats = NonNullable<DeviceStats['wire']>;

/** Counters at a moment, kept to make rates of. */
export interface LineMark {
  readonly atMs: number;
  readonly picturesSent: number;
  readonly pictures: number;
  readonly pictureBytes: number;
  readonly bytesSent: number;
}

const MINUS = '\u2212';
const THIN_SPACE = '\u202f';

/** 12 345, −3. */
function whole(value: number): string {
  const digits = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return Math.round(value) < 0 ? MINUS + digits : digits;
}

function signed(value: number): string {
  return Math.round(value) > 0 ? `+${whole(value)}` : whole(value);
}

function ms(value: number): string {
  return `${(value < 0 ? MINUS : '') + Math.abs(value).toFixed(1)} ms`;
}

function picturesOf({ levelsSent, profilesSent }: WireStats): number {
  return levelsSent + profilesSent;
}

function thereAndBackOf({ clock, answerMs }: WireStats): number | null {
  return clock?.roundTripMs ?? answerMs;
}

export function lineMark({ picturesSent, wire }: DeviceStats, atMs: number): LineMark | undefined {
  if (!wire) return undefined;
  const { pictureBytes, bytesSent } = wire;
  return { atMs, picturesSent, pictures: picturesOf(wire), pictureBytes, bytesSent };
}

/** Bytes of a picture and pictures a second, of late where there were any, else of the whole session. */
function pace(stats: DeviceStats, wire: WireStats, before: LineMark | undefined, nowMs: number) {
  const elapsedS = before ? (nowMs - before.atMs) / MS_PER_S : 0;
  const perS = (count: number) => (elapsedS > 0 ? count / elapsedS : 0);
  const pictures = picturesOf(wire) - (before?.pictures ?? 0);
  const bytesEach = pictures > 0 ? (wire.pictureBytes - (before?.pictureBytes ?? 0)) / pictures : 0;
  return {
    picturesPerS: perS(stats.picturesSent - (before?.picturesSent ?? 0)),
    bytesPerS: perS(wire.bytesSent - (before?.bytesSent ?? 0)),
    bytesEach,
  };
}

function lineGroup({ reconnects }: DeviceStats, wire: WireStats): LineGroup {
  const { port, protocol, creditsLost, commandsSent, commandsResent, linesUnread, refused } = wire;
  const rows: [string, string][] = [];
  if (port) rows.push(['port', `${port.path}, ${port.baud} baud`]);
  if (port && port.lowLatency !== null)
    rows.push(['system hands bytes on', port.lowLatency ? 'at once' : 'as its driver likes']);
  const thereAndBackMs = thereAndBackOf(wire);
  if (thereAndBackMs !== null) rows.push(['there and back', ms(thereAndBackMs)]);
  rows.push(
    ['found again', whole(reconnects)],
    [
      protocol === 'firmata' ? 'questions asked, repeated' : 'commands sent, repeated',
      `${whole(commandsSent)}, ${whole(commandsResent)}`,
    ],
  );
  if (protocol === 'firmata') rows.push(['messages unreadable', whole(linesUnread)]);
  else
    rows.push(
      ['credits taken for lost', whole(creditsLost)],
      ['lines unreadable', whole(linesUnread)],
      ['messages refused', whole(refused)],
    );
  return { title: 'Line', rows };
}

function pictureGroup(stats: DeviceStats, wire: WireStats, bytesEach: number, bytesPerS: number): LineGroup {
  const pictures = picturesOf(wire);
  const exact = pictures === 0 ? 0 : Math.round((100 * wire.levelsSent) / pictures);
  const rows: [string, string][] = [
    ['sent', whole(stats.picturesSent)],
    ['taken by the board', whole(wire.picturesAcked)],
    ['left out for a newer one', whole(stats.picturesSuperseded)],
    ['repeated', whole(stats.resent - wire.commandsResent)],
  ];
  if (wire.protocol === 'axon-rig')
    rows.push(['exact, as a profile', pictures === 0 ? '\u2013' : `${exact} %, ${100 - exact} %`]);
  rows.push(
    ['bytes each', bytesEach === 0 ? '\u2013' : bytesEach.toFixed(1)],
    ['bytes a second', whole(bytesPerS)],
  );
  if (wire.fadeMs > 0) rows.push(['blended on the board', ms(wire.fadeMs)]);
  return { title: 'Pictures', rows };
}

function clockGroup({ clock, lastPress }: WireStats): LineGroup {
  const rows: [string, string][] = [];
  if (clock)
    rows.push(
      ['runs fast by', `${signed(clock.driftPpm)} ± ${whole(clock.driftWithinPpm)} ppm`],
      ['its times are known', `± ${ms(clock.withinMs)}`],
    );
  if (lastPress) {
    // Heard before it happened, by more than the clocks may be off: the board's clock has just jumped, or stood still.
    if (
      lastPress.toHostMs !== null &&
      lastPress.withinMs !== null &&
      lastPress.toHostMs >= -lastPress.withinMs
    )
      rows.push(['last press heard after', `${ms(lastPress.toHostMs)} ± ${ms(lastPress.withinMs)}`]);
    rows.push(['last press to light', ms(lastPress.toLightMs)]);
  }
  return { title: 'Clock of the board', rows };
}

function boardGroup({ port, board }: WireStats): LineGroup {
  const rows: [string, string][] = [];
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
  return { title: 'Board', rows };
}

/** `undefined` for a device without a line. Rates are those since `before`. */
export function lineReport(
  stats: DeviceStats,
  before: LineMark | undefined,
  nowMs: number,
): PageLine | undefined {
  const { wire } = stats;
  if (!wire) return undefined;
  const { picturesPerS, bytesPerS, bytesEach } = pace(stats, wire, before, nowMs);
  const groups = [
    pictureGroup(stats, wire, bytesEach, bytesPerS),
    lineGroup(stats, wire),
    clockGroup(wire),
    boardGroup(wire),
  ];
  const words = wire.port
    ? [`${Math.round(picturesPerS)} pictures/s`, bytesEach > 0 && `${Math.round(bytesEach)} bytes`]
    : ['no board'];
  const thereAndBackMs = thereAndBackOf(wire);
  if (thereAndBackMs !== null) words.push(ms(thereAndBackMs));
  return {
    type: 'line',
    summary: words.filter(Boolean).join(' \u00b7 '),
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}
