import { FirmataBoard } from './board.js';
import { RawHost } from './raw-host.js';

const STRIP_PIN = 6;
/** What may wait in front of the line so that it never falls idle [bytes]. */
const AHEAD_BYTES = 64;

export interface StripStream {
  readonly ledCount?: number;
  readonly frames: number;
  /** How long the line rests after each frame [ms]; 0: never. */
  readonly restMs: number;
}

export interface StripFigures {
  readonly shown: number;
  /** Of these, shown as one of the frames that were sent. */
  readonly intact: number;
  /** Frames sent a second. */
  readonly perSecond: number;
  /** Characters that the board's UART lost. */
  readonly overruns: number;
}

/**
 * Streams frames, every one different in every LED, to node-pixel's program as its own library would: 10 bytes a LED and
 * 4 to show. Its interrupts are off while it shows (30 µs a LED), so what arrives then overruns the UART.
 */
export function streamStrip({ ledCount = 60, frames, restMs }: StripStream): StripFigures {
  const board = new FirmataBoard({ hex: 'node-pixel', stripPin: STRIP_PIN });
  const host = new RawHost(board);
  host.greeting();
  host.strip(STRIP_PIN, ledCount);
  host.after(50);
  const sent = new Set<string>();
  let shown = 0;
  let intact = 0;
  board.onShow = ({ rgb }) => {
    shown++;
    if (sent.has(rgb.join())) intact++;
  };
  const startUs = board.timeUs;
  for (let frame = 0; frame < frames; frame++) {
    const rgb = new Uint8Array(3 * ledCount);
    for (let led = 0; led < ledCount; led++) {
      rgb.set([led + 1, 7 * led + frame, 255 - led], 3 * led);
      host.pixel(led, rgb[3 * led]!, rgb[3 * led + 1]!, rgb[3 * led + 2]!);
    }
    sent.add(rgb.join());
    host.show();
    while (board.pendingBytes > (restMs > 0 ? 0 : AHEAD_BYTES)) board.run(250);
    board.run(1000 * restMs);
  }
  const perSecond = (1e6 * frames) / (board.timeUs - startUs);
  board.run(100_000);
  return { shown, intact, perSecond, overruns: board.uno.overruns };
}
