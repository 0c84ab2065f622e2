/** A minute of 60 LEDs at 60 pictures a second to an emulated Uno at 500000 baud: what arrives, and what is lost. */
import { unoAtWork } from './uno-at-work.js';

const SECONDS = 60;
const LEDS = 60;

export async function stream(): Promise<void> {
  const levels = new Uint8Array(LEDS);
  let count = 0;
  const uno = await unoAtWork(LEDS, () => {
    count++;
    for (let led = 0; led < LEDS; led++) levels[led] = (7 * led + count) & 0xff;
    return { levels, inputId: 0 };
  });
  const { bench, board, device } = uno;
  let shows = 0;
  let longestGapNs = 0;
  board.onShow = ({ longestGapNs: gapNs }) => {
    shows++;
    longestGapNs = Math.max(longestGapNs, gapNs);
  };
  const [sentBefore, rejectedBefore] = [device.stats.picturesSent, device.stats.rejected];
  for (let second = 0; second < SECONDS; second++) await bench.advance(1000);
  await bench.advance(20);
  const board60 = uno.statistics();
  const { picturesSent, picturesSuperseded, rejected } = device.stats;
  console.log(`${SECONDS} s of ${LEDS} LEDs at 60 pictures a second and 500000 baud, emulated Uno:`);
  console.log(
    `  sent ${picturesSent - sentBefore}, shown ${shows}, left out for a newer one ${picturesSuperseded}`,
  );
  console.log(
    `  bytes lost: ${board.overruns} by overrun of the UART, ${board60?.overflows} by overflow of the buffer`,
  );
  console.log(
    `  frames dropped by the board ${board60?.framesBad}, lines rejected by the host ${rejected - rejectedBefore}`,
  );
  console.log(
    `  show() ${board60?.showUs} µs, longest gap between two bits ${longestGapNs} ns, free memory ${board60?.freeRamBytes} B`,
  );
  await uno.close();
}
