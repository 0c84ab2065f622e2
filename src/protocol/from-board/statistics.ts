import type { AnyBoardLine, BoardLineEntry } from './entry.js';
import { decimal, keyed } from './fields.js';

/** Counters since boot, once a second while a host is there. */
export interface Statistics extends AnyBoardLine<'S'> {
  readonly upS: number;
  readonly framesOk: number;
  readonly framesBad: number;
  /** Data overruns of the UART and bytes that found the ring full: both stay 0 unless a host overspends. */
  readonly overruns: number;
  readonly overflows: number;
  /** The last show() [µs]. */
  readonly showUs: number;
  /** Least free memory between heap and stack so far [bytes]. */
  readonly freeRamBytes: number;
  /** Pictures that the current limit of the board has dimmed. */
  readonly framesDimmed: number;
  /** Input events that were dropped because too many waited for confirmation. */
  readonly eventsLost: number;
}

export const statistics: BoardLineEntry<Statistics> = {
  verb: 'S',
  format: (line) =>
    `up=${line.upS} ok=${line.framesOk} bad=${line.framesBad} dor=${line.overruns} ovf=${line.overflows} show=${line.showUs} ram=${line.freeRamBytes} dim=${line.framesDimmed} lost=${line.eventsLost}`,
  parse(text) {
    const keys = keyed(text.split(' '));
    const count = (key: string) => decimal(keys.get(key)) ?? 0;
    return {
      verb: 'S',
      upS: count('up'),
      framesOk: count('ok'),
      framesBad: count('bad'),
      overruns: count('dor'),
      overflows: count('ovf'),
      showUs: count('show'),
      freeRamBytes: count('ram'),
      framesDimmed: count('dim'),
      eventsLost: count('lost'),
    };
  },
  example: {
    line: {
      verb: 'S',
      upS: 61,
      framesOk: 3600,
      framesBad: 0,
      overruns: 0,
      overflows: 0,
      showUs: 1893,
      freeRamBytes: 612,
      framesDimmed: 0,
      eventsLost: 0,
    },
    text: 'S up=61 ok=3600 bad=0 dor=0 ovf=0 show=1893 ram=612 dim=0 lost=0*cae1bd45',
  },
};
