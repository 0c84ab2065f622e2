/**
 * Button edge to light on an emulated Uno at 500000 baud behind each adapter whose rules are known: 200 presses and
 * releases at random moments while 60 LEDs are streamed at 60 frames a second. Both clocks: the board's own (`L`), and
 * the simulator's cycles from the edge on the pin to the end of the last bit of the first picture that takes the press
 * into account. The host answers at the end of the millisecond in which a byte came out of the adapter, as over
 * full-speed USB; it takes no time to think.
 */
import { US_PER_MS } from '../src/units.js';
import { ADAPTERS, type AdapterKind } from '../test/harness/emulator/adapter.js';
import { unoAtWork } from './uno-at-work.js';
import type { Latency } from './wire/figures.js';
import { latencyOf, sameEveryTime } from './wire/summary.js';

const PRESSES = 200;
const LEDS = 60;
const [QUIET, LOUD] = [40, 240];
/** After this the host knows whether the adapter holds lines back [ms]. */
const SETTLE_MS = 1000;
/** The most that 99 of 100 may take [ms]. */
const AIMS_MS = { none: 10, 'FTDI, low latency': 10, 'genuine Uno': 11, FTDI: 10 } as const;

interface Latencies {
  readonly byBoardMs: readonly number[];
  readonly byPinsMs: readonly number[];
  readonly fills: boolean;
  /** Bytes that the adapter lost. */
  readonly lost: number;
}

async function pressesBehind(adapter: AdapterKind | null): Promise<Latencies> {
  const byBoardMs: number[] = [];
  const byPinsMs: number[] = [];
  const levels = new Uint8Array(LEDS);
  const uno = await unoAtWork(
    LEDS,
    (inputs) => {
      const last = inputs.at(-1);
      levels.fill(last?.kind === 'button' && last.pressed ? LOUD : QUIET);
      return { levels, inputId: last?.id ?? 0 };
    },
    (_, us) => byBoardMs.push(us / US_PER_MS),
    { adapter },
  );
  const { bench, board } = uno;
  let edge: { readonly us: number; readonly loud: boolean } | undefined;
  board.onShow = ({ rgb, endUs }) => {
    // Loud is warm, more red than blue; quiet is blue.
    if (!edge || rgb[0]! > rgb[2]! !== edge.loud) return;
    byPinsMs.push((endUs - edge.us) / US_PER_MS);
    edge = undefined;
  };
  const random = sameEveryTime(7);
  await bench.advance(SETTLE_MS);
  for (let n = 0; n < PRESSES; n++) {
    await bench.advance(60 + 40 * random());
    const loud = n % 2 === 0;
    if (edge) throw new Error(`input ${n} of ${PRESSES} never became light`);
    edge = { us: board.timeUs, loud };
    if (loud) board.press(1);
    else board.release(1);
    // The host's next millisecond ends at any moment after the edge.
    await bench.advance(random());
  }
  await bench.advance(200);
  const fills = uno.device.stats.wire.fillsPackets;
  const lost = uno.adapterLost();
  await uno.close();
  return { byBoardMs, byPinsMs, fills, lost };
}

function words({ medianMs, p99Ms, worstMs }: Latency): string {
  return `median ${medianMs.toFixed(2)} ms, 99 % ${p99Ms.toFixed(2)}, worst ${worstMs.toFixed(2)}`;
}

export async function latency(): Promise<void> {
  console.log(
    `button to light, ${PRESSES} presses and releases, ${LEDS} LEDs at 60 pictures a second and 500000 baud, emulated Uno:`,
  );
  let missed = 0;
  for (const [name, aimMs] of Object.entries(AIMS_MS)) {
    const adapter = name === 'none' ? null : ADAPTERS[name as keyof typeof ADAPTERS];
    const { byBoardMs, byPinsMs, fills, lost } = await pressesBehind(adapter);
    const [byPins, byBoard] = [latencyOf(byPinsMs), latencyOf(byBoardMs)];
    if (byPins.p99Ms > aimMs || lost > 0) missed++;
    const what =
      adapter === null
        ? 'no adapter'
        : `${name}: packet of ${adapter.packetBytes}, timer of ${adapter.timerMs} ms`;
    console.log(`  ${what}${fills ? ', presses fill the packet' : ''}`);
    console.log(
      `    pin to pin: ${words(byPins)} (aim: 99 % within ${aimMs} ms); by the board's own clock: ${words(byBoard)}; bytes lost in the adapter: ${lost}`,
    );
  }
  console.log('  CH340, CP2102: not proven. When they forward what they hold was not found.');
  if (missed > 0) throw new Error(`${missed} of the adapters miss their aim`);
}
