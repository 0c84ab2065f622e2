/** What the threads of a browser take of the processor, by its own trace: a busy computer makes it slower, hardly dearer. */
import type { Browser, CDPSession } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor [µs]. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface ThreadTime {
  /** The page's main thread, and the one that puts its layers together [ms]. */
  readonly mainMs: number;
  readonly compositorMs: number;
}

const MAIN = 'CrRendererMain';
const COMPOSITOR = 'VizCompositorThread';

/** @returns ends the measurement. */
export async function measureThreads(browser: Browser): Promise<() => Promise<ThreadTime>> {
  const session: CDPSession = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], recordMode: 'recordAsMuchAsPossible' },
  });
  return async () => {
    const whole = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
    await session.send('Tracing.end');
    await whole;
    await session.detach();
    return { mainMs: timeOf(events, MAIN), compositorMs: timeOf(events, COMPOSITOR) };
  };
}

/** Tasks that no other task encloses, of the thread of this name that has done most [ms]. */
function timeOf(events: readonly TraceEvent[], thread: string): number {
  const names = events.filter(({ name, args }) => name === 'thread_name' && args?.name === thread);
  const times = names.map(({ pid, tid }) => {
    const tasks = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
    let [us, endUs] = [0, 0];
    for (const { ts, dur = 0, tdur = 0 } of tasks.sort(
      (a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0),
    )) {
      if (ts < endUs) continue;
      endUs = ts + dur;
      us += tdur;
    }
    return us / 1000;
  });
  return Math.max(0, ...times);
}
