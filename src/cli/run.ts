/** `axon-rig run [RIG]`: the rig and its page, until someone stops it. */
import { inspect } from 'node:util';
import type { Controller } from '../controller/index.js';
import type { DeviceState } from '../devices/device.js';
import { restingDevice } from '../devices/resting.js';
import { systemTimers } from '../devices/timers.js';
import { ledPlaces, lightLimitMa, type Rig, USUAL_EXHIBIT } from '../rig/index.js';
import { isLoopback } from '../server/guard.js';
import { PAGE_MISSING } from '../server/http.js';
import { type RigServer, servingFault, startServer } from '../server/server.js';
import { composeController } from './compose.js';
import { deviceMaker } from './devices.js';
import { exhibitOf } from './exhibit.js';
import { lessonsOf } from './lessons.js';
import { openPage } from './open-page.js';
import { builtPage, packageVersion } from './package-folder.js';
import { type Recording, recordTo } from './record.js';
import { createRepeatLimit } from './repeat-limit.js';
import { findRigFile, loadRig } from './rig-files.js';
import { stageOf } from './rig-stage.js';
import { openService } from './service.js';
import { createSheetThread } from './sheet-thread.js';
import { createStateTeller } from './state-teller.js';
import { closeInTime, crashWords, listenForStop, npmAsParent, type StopReason } from './stop.js';
import { type Terminal, UserError } from './terminal.js';

export interface RunOptions {
  /** Serial port that was typed now; it overrides the rig file's. */
  readonly port?: string | undefined;
  readonly httpPort: number;
  readonly host: string;
  /** Name or path of an experiment to play instead of what the rig file says. */
  readonly experiment?: string | undefined;
  /** A new file to record to. */
  readonly record?: string | undefined;
  /** Opens the page in the browser of this computer. */
  readonly open?: boolean;
  /** The rig is an exhibit also where its file says nothing of one. */
  readonly exhibit?: boolean;
}

/** A board in a rig file is waited for, a port that was typed is not: a slip of the finger should show at once. */
const TYPED_PORT_WORDS =
  'A port given with --port must answer at the start: connect the board, then run this again. A port named in the rig file, or "auto", is waited for.';

/** What to say, once, to somebody whose board is not there yet: that nothing has to be started again. */
function waitingWords({ device }: Rig, file: string): (state: DeviceState) => string | undefined {
  return (state) => {
    if (state.kind !== 'lost') return undefined;
    const named = 'port' in device && device.port !== 'auto' && state.fault === 'no-port';
    const cure = named ? ` ${file} names that port; with "port: auto" in it the board is found on any.` : '';
    return `The board is looked for every few seconds, and the page is there meanwhile; Ctrl-C ends the rig.${cure}`;
  };
}

/** What to say to someone who lets the network in, with the addresses where phones vote. */
export function networkWords({
  code,
  phoneAddresses,
}: Pick<RigServer, 'code' | 'phoneAddresses'>): readonly string[] {
  const addresses = phoneAddresses();
  const where = addresses.length > 0 ? `at ${addresses.join(' or ')}` : 'once this computer is in one';
  return [
    `warning: anyone on the network can watch this rig, and vote ${where}`,
    `the code for control from another computer: ${code}`,
  ];
}

/** What to say to somebody who looks after an exhibit, whose page is for visitors. */
export function technicianWords({ url, code }: Pick<RigServer, 'url' | 'code'>): string {
  return `an exhibit: its page is for visitors; for a technician open ${url}technician on this computer, the code is ${code}`;
}

/**
 * A port that somebody has just typed and that does not work is an error; one from a file is waited for. What is
 * wrong with it has been told already, as the device's state.
 */
export function watchFirstOpening(controller: Controller, fail: () => void): void {
  const stop = controller.observe({
    change() {
      const { device } = controller.snapshot();
      if (device.kind === 'opening') return;
      if (device.kind === 'resting') return;
      if (device.kind === 'lost' && device.fault === 'no-permission-yet') return;
      stop();
      if (device.kind === 'lost') fail();
    },
  });
}

async function shutDown(controller: Controller, server: RigServer | undefined): Promise<void> {
  // The strip goes dark first; the pages hear of it before they are disconnected.
  const results = [await settle(controller.close()), await settle(server?.close())];
  const failed = results.find((result) => result !== undefined);
  if (failed) throw failed.error;
}

async function settle(promise: Promise<void> | undefined): Promise<{ error: unknown } | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** @returns the exit code: 0 if it was asked to stop, 1 if something was wrong. */
export function tellReason(reason: StopReason, terminal: Terminal): number {
  if (reason.kind === 'crash') terminal.err(crashWords(reason.error));
  if (reason.kind === 'problem') terminal.err(`axon-rig: ${TYPED_PORT_WORDS}`);
  return reason.kind === 'signal' ? 0 : 1;
}

export async function run(wanted: string, options: RunOptions, screen: Terminal): Promise<number> {
  const { rig, file, notes } = loadRig(wanted, options.experiment);
  for (const note of notes) screen.err(`axon-rig: note: ${note}`);
  const settings = rig.exhibit ?? (options.exhibit ? USUAL_EXHIBIT : null);
  const make = await deviceMaker(rig, options.port, systemTimers);
  const resting = settings && restingDevice(make);
  const device = resting ?? make();
  const stop = listenForStop(npmAsParent(systemTimers, process.env));
  const lessons = lessonsOf(rig);
  const stage = stageOf(rig);
  const controller = composeController(
    rig,
    device,
    systemTimers,
    (error) => stop.ask({ kind: 'crash', error }),
    lessons.unlisted,
    stage,
  );
  const runner = lessons.play(controller, systemTimers);
  const exhibit =
    settings && resting
      ? exhibitOf({
          rig,
          settings,
          controller,
          device: resting,
          lessons,
          runner,
          timers: systemTimers,
          wallMs: () => Date.now(),
        })
      : undefined;
  const service = await openService({
    name: rig.name,
    exhibit: settings,
    path: findRigFile(wanted),
    program: packageVersion(),
    controller,
    device,
    life: exhibit?.policy ?? null,
    timers: systemTimers,
    terminal: screen,
    env: process.env,
    setFaultLamp: (lit) => settings?.lamp && stage.setFaultLamp(lit),
    stop: () => stop.ask({ kind: 'signal', signal: 'SIGTERM' }),
  });
  const { terminal } = service;
  const sheetMaker = createSheetThread(systemTimers);
  let server: RigServer | undefined;
  let recording: Recording | undefined;
  let code = 1;
  try {
    if (options.record !== undefined)
      recording = await recordTo({
        controller,
        experimentNamed: lessons.experimentNamed,
        path: options.record,
        nowMs: systemTimers.nowMs,
        terminal,
      });
    server = await startServer({
      controller,
      rig: {
        name: rig.name,
        invite: rig.invite,
        currentLimitMa: lightLimitMa(rig.light),
        brightness: rig.light.brightness,
        reversed: rig.light.reversed,
        ledPlaces: ledPlaces(rig.light, rig.experiments[0].geometry),
      },
      program: packageVersion(),
      clock: systemTimers,
      lessons: runner,
      sheetMaker,
      reports: service.reports,
      exhibit: exhibit?.desk,
      pageFolder: builtPage,
      host: options.host,
      port: options.httpPort,
      onFault: (error) => terminal.err(`axon-rig: ${servingFault(inspect(error))}`),
    }).catch((error: Error) => {
      throw new UserError(error.message);
    });
    terminal.out(`axon-rig: open ${server.url}`);
    if (!isLoopback(server.address))
      for (const words of networkWords(server)) terminal.err(`axon-rig: ${words}`);
    if (exhibit) terminal.out(`axon-rig: ${technicianWords(server)}`);
    if (options.open) openPage(server.url, (words) => terminal.err(`axon-rig: ${words}`));
    if (!server.pageIsBuilt) terminal.err(`axon-rig: ${PAGE_MISSING}`);

    const tellState = createStateTeller({
      terminal,
      timers: systemTimers,
      remark: options.port === undefined ? waitingWords(rig, file) : undefined,
    });
    const noticeLimit = createRepeatLimit(systemTimers.nowMs);
    const tellNotice = (words: string): void => {
      const now = noticeLimit.say(words);
      if (now !== undefined) terminal.err(`axon-rig: ${now}`);
    };
    controller.observe({
      change: () => tellState(controller.snapshot().device),
      notice: tellNotice,
    });
    exhibit?.policy.observe({ notice: tellNotice });
    if (options.port !== undefined) watchFirstOpening(controller, () => stop.ask({ kind: 'problem' }));
    exhibit?.policy.start();
    controller.start();
    service.begin(server);
    const { library } = lessons;
    void library.readAll().then(
      () => {
        for (const words of library.problems) terminal.err(`axon-rig: this card is left out: ${words}`);
      },
      (error: unknown) => stop.ask({ kind: 'crash', error }),
    );
    code = tellReason(await stop.asked, terminal);
  } finally {
    service.stopping();
    exhibit?.policy.end();
    runner.end();
    sheetMaker.end();
    code = await closeInTime(
      code,
      async () => {
        await shutDown(controller, server).finally(() => recording?.close());
      },
      terminal,
    );
    await service.end(code);
    stop.release();
  }
  return code;
}
