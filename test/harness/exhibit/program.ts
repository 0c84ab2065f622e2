/**
 * One life of the program `axon-rig run --exhibit`, put together of the same parts, on a workbench in virtual time: from its
 * start to its end, or to the moment at which somebody pulls the plug of its computer.
 */
import { composeController } from '../../../src/cli/compose.js';
import { exhibitOf } from '../../../src/cli/exhibit.js';
import { lessonsOf } from '../../../src/cli/lessons.js';
import { stageOf } from '../../../src/cli/rig-stage.js';
import { openService } from '../../../src/cli/service.js';
import { restingDevice } from '../../../src/devices/resting.js';
import type { RigOf } from '../../../src/devices/rig-of.js';
import { serialFromRig } from '../../../src/devices/serial/from-rig.js';
import { ledPlaces, lightLimitMa, type Rig } from '../../../src/rig/index.js';
import type { LogFolder } from '../../../src/service/day-log.js';
import type { Post } from '../../../src/service/post.js';
import { portsOf } from '../bench-ports.js';
import type { Bench } from '../emulator/bench.js';
import { LifeTimers } from './life-timers.js';
import { Pages } from './pages.js';

export interface ProgramParts {
  readonly bench: Bench;
  readonly rig: Rig;
  /** The folder that its log is in. */
  readonly folder: string;
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
  const device = restingDevice(() => serialFromRig(rig as RigOf<'serial'>, timers, ports));
  const lessons = lessonsOf(rig);
  const stage = stageOf(rig);
  const controller = composeController(rig, device, timers, onCrash, lessons.unlisted, stage);
  const runner = lessons.play(controller, timers);
  const exhibit = exhibitOf({ rig, settings, controller, device, lessons, runner, timers, wallMs });
  const service = await openService({
    name: rig.name,
    exhibit: settings,
    path: `${parts.folder}/rig.yaml`,
    program: '0.0.0',
    controller,
    device,
    life: exhibit.policy,
    timers,
    terminal: { out: said, err: said },
    env: {},
    setFaultLamp: (lit) => settings.lamp && stage.setFaultLamp(lit),
    stop: () => {},
    outside: {
      now: () => new Date(wallMs()),
      post: parts.post,
      logFolder: (path) => parts.logFolder(path, () => isOver),
    },
  });
  const pages = new Pages({
    controller,
    clock: timers,
    rig: {
      name: rig.name,
      invite: rig.invite,
      currentLimitMa: lightLimitMa(rig.light),
      brightness: rig.light.brightness,
      reversed: rig.light.reversed,
      ledPlaces: ledPlaces(rig.light, rig.experiments[0].geometry),
    },
    lessons: runner,
    exhibit: exhibit.desk,
    onFault: onCrash,
  });
  const tell = (words: string): void => service.terminal.err(words);
  controller.observe({ notice: tell });
  exhibit.policy.observe({ notice: tell });
  exhibit.policy.start();
  controller.start();
  service.begin(pages);

  function letGo(): void {
    isOver = true;
    timers.end();
  }

  return {
    rig,
    controller,
    device,
    pages,
    service,
    policy: exhibit.policy,
    runner,
    library: lessons.library,
    ports,
    timers,
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
      exhibit.policy.end();
      runner.end();
      pages.close();
      await controller.close();
      await service.end(0);
      letGo();
    },
  };
}
