/**
 * From the frame that shows a spike to its click, by the clock that the browser gives of what is heard: real pages before a
 * virtual rig. Of loudspeakers and their cables it knows nothing.
 */
import { openBrowser } from '../test/harness/browser.js';
import { startVirtualRig } from '../test/harness/page/virtual-rig.js';
import { wholeChromiumPath } from '../test/harness/tools.js';
import { quantiles } from './quantiles.js';

const PRESSES = 25;
/** A spike passes both electrodes in 0.9 s, and is over before the next press. */
const ROOM_MS_PER_AXON_MS = 100;
const RIG = `electrodes: {blue: 4, yellow: 40}\nlens: {roomMsPerAxonMs: ${ROOM_MS_PER_AXON_MS}}\n`;
const SWEEP_MS = 20;
const ASKED_MS = 20;

interface Heard {
  /** From the frame to the click [ms]; before it: negative. */
  readonly heard: number[];
  /** A clock of sound that has begun to run tells times. */
  readonly contexts: AudioContext[];
}

/** A picture is drawn in the next frame after it came, and its clicks are scheduled when it comes. */
function listen(): void {
  const heard: number[] = [];
  const contexts: AudioContext[] = [];
  Object.assign(window, { heard, contexts });
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  const dueMs: number[] = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, whenS = 0, ...rest) {
    const context = this.context as AudioContext;
    const { contextTime = Number.NaN, performanceTime = Number.NaN } = context.getOutputTimestamp();
    dueMs.push(performanceTime + 1000 * (Math.max(whenS, context.currentTime) - contextTime));
    start.call(this, whenS, ...rest);
  };
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    ask((frameMs) => {
      for (const atMs of dueMs.splice(0)) heard.push(atMs - frameMs);
      draw(frameMs);
    });
}

export async function pageSound(): Promise<void> {
  const rig = await startVirtualRig(RIG);
  const browser = await openBrowser({ viewport: { width: 1440, height: 900 } }, wholeChromiumPath);
  try {
    const page = await browser.context.newPage();
    await page.addInitScript(listen);
    await page.goto(rig.address);
    await page.waitForSelector('body[data-link=open]');
    await page.click('#sound');
    await page.waitForFunction(() => {
      const [context] = (window as unknown as Heard).contexts;
      return (context?.getOutputTimestamp().contextTime ?? 0) > 0;
    });
    for (let press = 0; press < PRESSES; press++) {
      await rig.send({ do: 'stimulate' });
      await rig.passed(page, SWEEP_MS);
    }
    const heard = await page.evaluate(() => (window as unknown as Heard).heard);
    const apartMs = heard.map(Math.abs).sort((a, b) => a - b);
    const late = heard.filter((ms) => ms > ASKED_MS).length;
    console.log(
      `clicks, from the frame that shows their spike: ${quantiles(apartMs)} of ${heard.length}, ${late} of them ` +
        `more than ${ASKED_MS} (${2 * PRESSES} spikes; asked ${ASKED_MS})`,
    );
  } finally {
    await browser.close();
    await rig.end();
  }
}
