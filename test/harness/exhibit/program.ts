/**
 * One life of the program `axon-rig run --exhibit`, put together of the same parts, on a workbench in virtual time: from its
 * start to its end, or to the moment at which somebody pulls the plug of its computer.
 */
import { createFollowed } from '../../../src/cli/followed.js';
import { openLibrary } from '../../../src/cli/lesson-files.js';
import { openService } from '../../../src/cli/service.js';
import type { RigOf } from '../../../src/devices/rig-of.js';
import { serialFromRig } from '../../../src/devices/serial/from-rig.js';
import { sharedDevice } from '../../../src/devices/shared.js';
import { composePlaying } from '../../../src/playing/playing.js';
import { stageOf } from '../../../src/playing/rig-stage.js';
import { pageFacts, type Rig } from '../../../src/rig/index.js';
import type { LogFolder } from '../../../src/service/day-log.js';
import type { Post } from '../../../src/service/post.js';
import { portsOf } from '../bench-ports.js';
import type { Bench } from '../emulator/bench.js';
import { LifeTimers } from './life-timers.js';
import { Pages } from './pages.js';

/** Where no folder can be made: its log is on another disk, which is the test's. */
const NO_FOLDER = '/dev/null/soak';

export interface ProgramParts {
  readonly bench: Bench;
  readonly rig: Rig;
  /** The clock on the wall [ms since 1970]. */
  readonly wallMs: () => number;
  readonly post: Post;
  readonly logFolder: (path: string, isOver: () => boolean) => LogFolder;
  /** The program throws, or says that it has. */
  readonly onCrash: (error: unknown) => void;
  /** What the terminal reads. */
  readonly said: (words: string) => void;
}

export type Program = Awaited<ReturnType<typeof startProgram>>;

export async function startProgram(parts: ProgramParts) {
  const { bench, rig, wallMs, onCrash, said } = parts;
  const settings = rig.exhibit;
  if (settings === null || rig.device.kind !== 'serial')
    throw new Error(`${rig.name} is no exhibit with a board`);
  const timers = new LifeTimers(bench.clock);
  const ports = portsOf(bench);
  let isOver = false;
  const device = sharedDevice(() => serialFromRig(rig as RigOf<'serial'>, timers, ports), timers);
  const playing = composePlaying({
    library: openLibrary(),
    rig,
    settings,
    device: device.next(),
    stage: stageOf(rig),
    timers,
    wallMs,
    crashed: onCrash,
  });
  const { controller, runner } = playing;
  const { policy, desk } = playing.exhibit!;
  const followed = createFollowed(playing);
  const service = await openService({
    name: rig.name,
    exhibit: settings,
    settings: () => settings,
    path: `${NO_FOLDER}/rig.yaml`,
    program: '0.0.0',
    controller: followed.controller,
    device,
    life: followed.life,
    timers,
    terminal: { out: said, err: said },
    env: {},
    setFaultLamp: playing.setFaultLamp,
    stop: () => {},
    now: () => new Date(wallMs()),
    post: parts.post,
    folderOf: (path) => parts.logFolder(path, () => isOver),
  });
  const pages = new Pages({
    controller,
    clock: timers,
    rig: pageFacts(rig),
    lessons: runner,
    exhibit: desk,
    onFault: onCrash,
  });
  const tell = (words: string): void => service.terminal.err(words);
  controller.observe({ notice: tell });
  policy.observe({ notice: tell });
  playing.begin();
  service.begin(pages);

  function letGo(): void {
    isOver = true;
    timers.end();
  }

  return {
    rig,
    controller,
    pages,
    policy,
    runner,
    ports,
    get isOver() {
      return isOver;
    },
    /** Power is cut: no goodbye. The system closes what was open. */
    cut(): void {
      letGo();
      for (const port of ports.ports) void port.port?.close().catch(() => {});
    },
    /** Somebody stops it, as systemd does. Time must pass meanwhile. */
    async stop(): Promise<void> {
      service.stopping();
      pages.close();
      await playing.end();
      await device.close();
      await service.end(0);
      letGo();
    },
  };
}
