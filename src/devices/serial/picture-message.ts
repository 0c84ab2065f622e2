import {
  createProfileFitter,
  type HostMessage,
  MOST_KNOTS,
  PICTURE_OVERHEAD_BYTES,
  type ProfileFitter,
} from '../../protocol/index.js';
import { BITS_PER_BYTE, PALETTE_STEP } from '../../units.js';
import type { PictureSlot } from '../picture-slot.js';

/** How pictures are sent: `auto` decides for each, the others are for benches. */
export type Encoding = 'auto' | 'level' | 'profile';

/** A PROFILE must save so much time on the line: what it costs the board to expand it, and that it is not exact. */
const WORTH_MS = 1;

/** Length of a LEVEL on the line. */
export function levelBytes(ledCount: number): number {
  return ledCount + PICTURE_OVERHEAD_BYTES;
}

/** Most knots with which a PROFILE is worth it: it saves 1 ms at this baud; below 2 none is. */
export function worthwhileKnots(ledCount: number, baud: number): number {
  const leastSavedBytes = (WORTH_MS * baud) / (1000 * BITS_PER_BYTE);
  return Math.min(MOST_KNOTS, Math.floor((ledCount - leastSavedBytes) / 2));
}

/** Most knots with which more PROFILEs than LEVELs fit the board's window; below 2 none does. */
export function roomierKnots(ledCount: number, windowBytes: number): number {
  const levels = Math.floor(windowBytes / levelBytes(ledCount));
  const mostBytes = Math.floor(windowBytes / (levels + 1));
  return Math.min(MOST_KNOTS, Math.floor((mostBytes - PICTURE_OVERHEAD_BYTES) / 2));
}

export interface PictureMessages {
  /** The message for what is in the slot; `cramped` while the window does not hold the pictures under way as LEVEL. */
  make(slot: PictureSlot, seq: number, inputId: number, cramped: boolean): HostMessage;
}

/** The strip that pictures go to. */
export interface MappedStrip {
  /** LEDs that a message has levels for. */
  readonly ledCount: number;
  /** Which of them each of a picture's is; null: the same. */
  readonly map: readonly number[] | null;
}

/** Levels of a picture where a map has them, and 0, which is dark then, everywhere else. */
function mapper({ ledCount, map }: MappedStrip): (levels: Uint8Array) => Uint8Array {
  if (map === null) return (levels) => levels;
  const mapped = new Uint8Array(ledCount);
  return (levels) => {
    for (let led = 0; led < map.length; led++) mapped[map[led]!] = Math.max(PALETTE_STEP, levels[led]!);
    return mapped;
  };
}

/**
 * Chooses between LEVEL, which is exact, and PROFILE, which is shorter (firmware-protocol.md, "Which of the two").
 * `caps` are the board's: without P no PROFILE. Where every level counts there is none either, nor where a
 * map scatters them.
 */
export function createPictureMessages(
  strip: MappedStrip,
  baud: number,
  windowBytes: number,
  caps: string,
  encoding: Encoding,
): PictureMessages {
  const { ledCount, map } = strip;
  const onStrip = mapper(strip);
  const usualKnots = encoding === 'profile' ? MOST_KNOTS : worthwhileKnots(ledCount, baud);
  const crampedKnots = Math.max(usualKnots, roomierKnots(ledCount, windowBytes));
  const fitter: ProfileFitter | undefined =
    map === null && encoding !== 'level' && caps.includes('P') && crampedKnots >= 2
      ? createProfileFitter(ledCount)
      : undefined;
  return {
    make({ levels, palette, needleLevels }, seq, inputId, cramped) {
      const mostKnots = palette?.exact ? 0 : cramped ? crampedKnots : usualKnots;
      const count = fitter && mostKnots >= 2 ? fitter.fit(levels, mostKnots) : 0;
      if (!fitter || count === 0) {
        return { type: 'level', seq, needleLevels, inputId, levels: onStrip(levels) };
      }
      const knots = Array.from(
        { length: count },
        (_, knot) => [fitter.knots[2 * knot]!, fitter.knots[2 * knot + 1]!] as const,
      );
      return { type: 'profile', seq, needleLevels, inputId, knots };
    },
  };
}
