/** What looks after a rig that nobody looks after: log, hub, webhook, lamp, systemd, joined to what they need. */
import { spawn } from 'node:child_process';
import type { Controller } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { HubCommand } from '../exhibit/hub.js';
import type { RigExhibit } from '../rig/index.js';
import { createHubLink } from '../service/hub-link.js';
import type { LogEntry } from '../service/log-line.js';
import { createNotify } from '../service/notify.js';
import { type Post, post as send } from '../service/post.js';
import { createWatch, type ExhibitLife, healthWords, type WatchParts } from '../service/watch.js';
import { createWebhook } from '../service/webhook.js';
import { openLog, type ServiceLogParts } from './service-log.js';
import type { Terminal } from './terminal.js';

/** One that presses less often may be tested without a press of its own [s]. */
const MOST_ATTRACT_S = 60;

export interface ServiceParts extends Omit<ServiceLogParts, 'now'> {
  /** What the rig is called; a changed file may call it something else. */
  readonly name: string;
  /** As it was at the start: log, hub and webhook stay as they are. */
  readonly exhibit: RigExhibit | null;
  /** As it is now: the rig file may change. */
  readonly settings: () => RigExhibit | null;
  readonly program: string;
  readonly controller: Pick<Controller, 'observe' | 'snapshot'>;
  readonly device: Pick<Device, 'stats'>;
  /** What an exhibit does by itself; null: this is none. */
  readonly life: (ExhibitLife & { sleep(asleep: boolean): void }) | null;
  readonly terminal: Terminal;
  /** Lights the lamp, if there is one. */
  readonly setFaultLamp: (lit: boolean) => void;
  /** Date and time of the room; unless given, the computer's. */
  readonly now?: () => Date;
  /** Asks hub and webhook; unless given, over the network. */
  readonly post?: Post;
  /** Ends the program. */
  readonly stop: () => void;
}

/** What the server of the page does for it. */
export interface PageServer {
  crowd(): ReturnType<WatchParts['crowd']>;
  /** Has every page load itself again. */
  reload(): void;
}

export interface Service {
  /** All that is said to it stands in the log, too. */
  readonly terminal: Terminal;
  readonly reports: ReturnType<typeof createWatch>['reports'];
  /** The system has started the program, not a person at a terminal. */
  readonly isUnattended: boolean;
  /** The rig runs. @param server who serves its page; undefined: it is on its way. */
  begin(server: PageServer | undefined): void;
  /** Another rig plays, and another server serves its page; undefined: it is on its way. */
  follow(server: PageServer | undefined): void;
  /** @param words why the rig file is refused as it is now; undefined: it is not. */
  fileRefused(words: string | undefined): void;
  /** The rig is about to stop. */
  stopping(): void;
  /** It has stopped. @param code what the program ends with. */
  end(code: number): Promise<void>;
}

/** What goes to the terminal goes to the log. */
function alsoTo(terminal: Terminal, write: (entry: LogEntry) => void): Terminal {
  const words = (line: string) => line.replace(/^axon-rig: /, '');
  return {
    out(line) {
      terminal.out(line);
      write({ level: 'info', event: 'said', words: words(line) });
    },
    err(line) {
      terminal.err(line);
      write({ level: 'warning', event: 'said', words: words(line) });
    },
  };
}

function usage() {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { memoryBytes: rss, heapBytes: heapUsed, cpuS: (user + system) / 1e6 };
}

export async function openService(parts: ServiceParts): Promise<Service> {
  const { name, exhibit, program, controller, device, life, timers, env } = parts;
  const { now = () => new Date(), post = send } = parts;
  const opened = await openLog({ ...parts, now });
  const write = (entry: LogEntry): void => opened?.log.write(entry);
  const terminal = alsoTo(parts.terminal, write);
  const starts = opened?.starts;
  write({
    level: 'info',
    event: 'start',
    with: { program, rig: name, start: starts?.starts, before: starts?.before },
  });
  // Nobody else would hear of it at the start.
  if (opened?.log.trouble !== undefined) terminal.err(`axon-rig: ${opened.log.trouble}`);
  if (starts?.before === 'cut-off')
    write({
      level: 'warning',
      event: 'cut-off',
      words: 'The run before this one had no end: power, a crash or a kill.',
    });

  let server: PageServer | undefined;
  const webhook =
    exhibit?.webhook === undefined
      ? undefined
      : createWebhook({
          url: exhibit.webhook,
          rig: name,
          clock: timers,
          now,
          post,
          failed: (words) => write({ level: 'warning', event: 'webhook', words }),
        });
  const notify = createNotify({
    env,
    pid: process.pid,
    clock: timers,
    beats: () => watch.pictures,
    start: (command, args) => spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] }),
  });
  const watch = createWatch({
    controller,
    clock: timers,
    now,
    program,
    get rig() {
      return parts.name;
    },
    starts: starts?.starts ?? null,
    stats: () => device.stats,
    crowd: () => server?.crowd() ?? { own: 0, others: 0, phones: 0 },
    log: () => opened?.log.trouble,
    hub: () => hub?.trouble,
    usage,
    round: () => opened?.round(),
    pressesByItself() {
      const attractS = parts.settings()?.attractS ?? 0;
      return attractS > 0 && attractS <= MOST_ATTRACT_S;
    },
    exhibit: life,
    write,
    changed(state) {
      webhook?.tell(state);
      parts.setFaultLamp(state.kind === 'ill');
      notify.status(healthWords(state));
    },
  });

  let isAsleep = false;
  function sleep(asleep: boolean): void {
    isAsleep = asleep;
    life?.sleep(asleep);
  }
  const obey: Readonly<Record<HubCommand, () => void>> = {
    refresh: () => server?.reload(),
    restart() {
      if (notify.isService) parts.stop();
      else
        write({
          level: 'warning',
          event: 'hub',
          words: 'Nothing would start the program again: it goes on.',
        });
    },
    sleep: () => sleep(true),
    wake: () => sleep(false),
  };
  const hub =
    exhibit?.hub &&
    createHubLink({
      url: exhibit.hub.url,
      id: exhibit.hub.id,
      clock: timers,
      post,
      facts: () => ({
        health: watch.health,
        inUse: watch.inUse,
        canRestart: notify.isService,
        round: opened?.round(),
      }),
      obey(command) {
        write({ level: 'info', event: 'hub', with: { command } });
        obey[command]();
      },
      forget() {
        if (!isAsleep) return;
        write({
          level: 'warning',
          event: 'hub',
          words: 'The hub that has put the exhibit to sleep is gone: it wakes up, as its hours say.',
        });
        sleep(false);
      },
    });

  return {
    terminal,
    reports: watch.reports,
    isUnattended: notify.isService,
    begin(pageServer) {
      server = pageServer;
      notify.ready();
      notify.status(healthWords(watch.health));
    },
    follow(pageServer) {
      server = pageServer;
      parts.setFaultLamp(watch.health.kind === 'ill');
    },
    fileRefused: watch.fileRefused,
    stopping() {
      notify.stopping();
      hub?.close();
      webhook?.close();
      watch.end();
      opened?.stop();
    },
    async end(code) {
      write({ level: 'info', event: 'end', with: { code } });
      await opened?.log.close();
      await starts?.ended();
      opened?.letGo();
      notify.close();
    },
  };
}
