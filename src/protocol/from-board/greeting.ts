import type { AnyBoardLine, BoardLineEntry } from './entry.js';
import { decimal, keyed } from './fields.js';

export const BOOT_CAUSES = ['power', 'reset', 'watchdog', 'brownout'] as const;
export type BootCause = (typeof BOOT_CAUSES)[number];

/** Who the board is. All but `major` may grow in later minor versions: unknown keys are ignored. */
export interface Greeting extends AnyBoardLine<'H'> {
  readonly major: number;
  readonly firmware: string;
  readonly board: string;
  /** LEDs set up at present, and the most the board has memory for. */
  readonly ledCount: number;
  readonly maxLeds: number;
  /** Bytes that may be under way to the board at any time. */
  readonly windowBytes: number;
  /** One letter per ability: L level, P profile, R rgb, M marks, F fade, S save, X strips with white. */
  readonly caps: string;
  readonly boot: BootCause;
}

export const greeting: BoardLineEntry<Greeting> = {
  verb: 'H',
  format: (line) =>
    `${line.major} fw=${line.firmware} board=${line.board} led=${line.ledCount} max=${line.maxLeds} win=${line.windowBytes} caps=${line.caps} boot=${line.boot}`,
  parse(text) {
    const fields = text.split(' ');
    const major = decimal(fields[0], 255);
    if (major === undefined) return undefined;
    const keys = keyed(fields.slice(1));
    return {
      verb: 'H',
      major,
      firmware: keys.get('fw') ?? '?',
      board: keys.get('board') ?? '?',
      ledCount: decimal(keys.get('led'), 255) ?? 0,
      maxLeds: decimal(keys.get('max'), 255) ?? 0,
      windowBytes: decimal(keys.get('win'), 0xffff) ?? 0,
      caps: keys.get('caps') ?? '',
      boot: BOOT_CAUSES.find((cause) => cause === keys.get('boot')) ?? 'reset',
    };
  },
  example: {
    line: {
      verb: 'H',
      major: 1,
      firmware: '0.1.0',
      board: 'uno',
      ledCount: 60,
      maxLeds: 150,
      windowBytes: 224,
      caps: 'LPRMFXA',
      boot: 'power',
    },
    text: 'H 1 fw=0.1.0 board=uno led=60 max=150 win=224 caps=LPRMFXA boot=power*0618954f',
  },
};
