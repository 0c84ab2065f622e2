/** `axon-rig run [RIG]`: the rig and its page, until someone stops it. */
import { stat } from 'node:fs/promises';
import type { Controller } from '../controller/index.js';
import type { DeviceState } from '../devices/device.js';
import { type SharedDevice, sharedDevice } from '../devices/shared.js';
import { systemTimers } from '../devices/system/timers.js';
import { composePlaying, type Playing, type PlayingParts } from '../playing/playing.js';
import { stageOf } from '../playing/rig-stage.js';
import { type Rig, USUAL_EXHIBIT } from '../rig/index.js';
import { isLoopback } from '../server/guard.js';
import { PAGE_MISSING } from '../server/http.js';
import type { RigServer } from '../server/server.js';
import { deviceMaker } from './devices.js';
import { type Stamp, watchFile } from './file-watch.js';
import { createFollowed } from './followed.js';
import { openLibrary } from './lesson-files.js';
import { openPage } from './open-page.js';
import { packageVersion } from './package-folder.js';
import { createPages } from './page-server.js';
import { type Recording, recordTo } from './record.js';
import { createReload } from './reload.js';
import { createRepeatLimit } from './repeat-limit.js';
import { findRigFile, readRig } from './rig-files.js';
import { createRigThread } from './rig-thread.js';
import { openService } from './service.js';
import { createSheetThread } from './sheet-thread.js';
import { readText } from './shipped-files.js';
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
export function watchFirstOpening(
  controller: Pick<Controller, 'observe' | 'snapshot'>,
  fail: () => void,
): void {
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

async function shutDown(
  device: SharedDevice,
  playing: Playing,
  server: RigServer | undefined,
): Promise<void> {
  // The strip goes dark first; the pages hear of it before they are disconnected.
  const results = [await settle(playing.end()), await settle(device.close()), await settle(server?.close())];
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

/** How a file is now, as far as the file system says; null: it is not there, or nobody may know. */
async function stampOf(path: string): Promise<Stamp> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return null;
  }
}

/** How a rig file is now, and each experiment that it names; null: the rig file is not there. */
async function stampOfAll([path, ...experiments]: readonly string[]): Promise<Stamp> {
  const own = await stampOf(path!);
  const others = await Promise.all(experiments.map(stampOf));
  return own && [own, ...others].join();
}

const RECORDED_WORDS = 'it is recorded as it is; what has changed counts from the next start of the program';

export async function run(wanted: string, options: RunOptions, screen: Terminal): Promise<number> {
  const path = findRigFile(wanted);
  const unread = await stampOf(path);
  const { rig, file, notes, paths } = readRig(path, readText(path), options.experiment);
  let watched = paths;
  const known = unread === (await stampOf(path)) ? await stampOfAll(watched) : null;
  for (const note of notes) screen.err(`axon-rig: note: ${note}`);
  const settingsOf = ({ exhibit }: Rig) => exhibit ?? (options.exhibit ? USUAL_EXHIBIT : null);
  const makerOf = (one: Rig) => deviceMaker(one, options.port, systemTimers);
  const device = sharedDevice(await makerOf(rig), systemTimers);
  const stop = listenForStop(npmAsParent(systemTimers, process.env));
  const compose = (parts: Pick<PlayingParts, 'rig' | 'settings' | 'device' | 'stage'>) =>
    composePlaying({
      ...parts,
      library: openLibrary(),
      timers: systemTimers,
      wallMs: () => Date.now(),
      crashed: (error) => stop.ask({ kind: 'crash', error }),
    });
  const settings = settingsOf(rig);
  const first = compose({ rig, settings, device: device.next(), stage: stageOf(rig) });
  const followed = createFollowed(first);
  const { controller } = followed;
  const service = await openService({
    get name() {
      return followed.playing.rig.name;
    },
    exhibit: settings,
    settings: () => followed.playing.settings,
    path,
    program: packageVersion(),
    controller,
    device,
    life: followed.life,
    timers: systemTimers,
    terminal: screen,
    env: process.env,
    setFaultLamp: (lit) => followed.playing.setFaultLamp(lit),
    stop: () => stop.ask({ kind: 'signal', signal: 'SIGTERM' }),
  });
  const { terminal } = service;
  const err = (words: string): void => terminal.err(`axon-rig: ${words}`);
  const sheetMaker = createSheetThread(systemTimers);
  const pages = createPages({
    timers: systemTimers,
    host: options.host,
    port: options.httpPort,
    reports: service.reports,
    sheetMaker,
    err,
  });
  const rigThread = createRigThread(systemTimers);
  const reload = createReload({
    timers: systemTimers,
    file,
    followed,
    device,
    async load() {
      const loaded = await rigThread.read({ path, experiment: options.experiment });
      watched = loaded.paths;
      return loaded;
    },
    settingsOf,
    makerOf,
    compose,
    standing: () => (options.record === undefined ? undefined : RECORDED_WORDS),
    async serve(playing) {
      service.follow(undefined);
      const server = await pages.serveInstead(playing);
      if (server) service.follow(server);
    },
    tell: err,
    refused: service.fileRefused,
  });
  let stopWatching = (): void => {};
  let recording: Recording | undefined;
  let code = 1;
  try {
    if (options.record !== undefined)
      recording = await recordTo({
        controller: first.controller,
        experimentNamed: first.lessons.experimentNamed,
        path: options.record,
        nowMs: systemTimers.nowMs,
        terminal,
      });
    const tellPage = (server: RigServer): void => {
      terminal.out(`axon-rig: open ${server.url}`);
      if (!isLoopback(server.address)) for (const words of networkWords(server)) err(words);
      if (first.exhibit) terminal.out(`axon-rig: ${technicianWords(server)}`);
      if (options.open) openPage(server.url, err);
      if (!server.pageIsBuilt) err(PAGE_MISSING);
    };
    const server = await pages.serve(first).catch((error: Error) => {
      // Light and needles need no page, and nobody reads on a terminal what to do.
      if (service.isUnattended) return undefined;
      throw new UserError(error.message);
    });
    if (server) tellPage(server);

    const tellState = createStateTeller({
      terminal,
      timers: systemTimers,
      remark: options.port === undefined ? waitingWords(rig, file) : undefined,
    });
    const noticeLimit = createRepeatLimit(systemTimers.nowMs);
    const tellNotice = (words: string): void => {
      const now = noticeLimit.say(words);
      if (now !== undefined) err(now);
    };
    controller.observe({
      change: () => tellState(controller.snapshot().device),
      notice: tellNotice,
    });
    followed.life?.observe({ notice: tellNotice });
    if (options.port !== undefined) watchFirstOpening(controller, () => stop.ask({ kind: 'problem' }));
    first.begin();
    service.begin(server);
    if (!server)
      void pages.serveInstead(first).then(
        (later) => {
          if (!later) return;
          tellPage(later);
          service.follow(later);
        },
        (error: unknown) => stop.ask({ kind: 'crash', error }),
      );
    void first.lessons.library.readAll().then(
      () => {
        for (const words of first.lessons.library.problems) err(`this card is left out: ${words}`);
      },
      (error: unknown) => stop.ask({ kind: 'crash', error }),
    );
    stopWatching = watchFile(known, {
      timers: systemTimers,
      stamp: () => stampOfAll(watched),
      changed: reload.changed,
    });
    code = tellReason(await stop.asked, terminal);
  } finally {
    stopWatching();
    service.stopping();
    code = await closeInTime(
      code,
      async () => {
        pages.end();
        rigThread.end();
        await reload.end();
        await shutDown(device, followed.playing, pages.server).finally(() => recording?.close());
        sheetMaker.end();
      },
      terminal,
    );
    await service.end(code);
    stop.release();
  }
  return code;
}
