/** `axon-rig install-service [RIG]`: a rig that starts with the computer, and a screen that shows nothing else. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, realpathSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { KIOSK_UNIT, kioskUnit, RIG_UNIT, rigUnit, usersFile } from '../service/units.js';
import { mainFile } from './package-folder.js';
import { findRigFile, loadRig } from './rig-files.js';
import { type Terminal, UserError } from './terminal.js';

export interface InstallServiceOptions {
  readonly print?: boolean;
  readonly httpPort: number;
  /** Address of the page. */
  readonly host: string;
  /** False with --no-kiosk: there is no screen. */
  readonly kiosk: boolean;
  readonly browser?: string | undefined;
}

/** What of the computer it needs; a test has its own. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  /** Where files go that are written. */
  readonly root: string;
  stat(path: string): Pick<Stats, 'mode'>;
  isProgram(path: string): boolean;
  /** @returns the exit code. */
  call(program: string, args: readonly string[]): number;
}

const thisComputer: Computer = {
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  root: '/',
  stat: statSync,
  isProgram(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  call: (program, args) => spawnSync(program, args, { stdio: 'inherit' }).status ?? 1,
};

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'] as const;
const CAGE = '/usr/bin/cage';
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

export interface InstalledFile {
  readonly path: string;
  readonly text: string;
}

/** The folders above a path, from the top. */
function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [...foldersAbove(above), above];
}

/** Why a user of its own could not read a file, in one sentence; undefined: it could. */
export function reachProblem(path: string, { stat }: Pick<Computer, 'stat'>): string | undefined {
  const shut = foldersAbove(path).find((folder) => (stat(folder).mode & OTHERS_ENTER) === 0);
  if (shut !== undefined)
    return `${path} is in ${shut}, which other users may not enter, and the service has a user of its own; put it elsewhere, for instance below /opt, or allow it with: chmod o+x ${shut}`;
  if ((stat(path).mode & OTHERS_READ) === 0)
    return `${path} may be read by its owner alone, and the service has a user of its own; allow it with: chmod o+r ${path}`;
  return undefined;
}

/** What is to be written. Throws UserError where the service could not run. */
export function serviceFiles(
  wanted: string,
  options: InstallServiceOptions,
  computer = thisComputer,
): { readonly files: readonly InstalledFile[]; readonly notes: readonly string[] } {
  const { rig } = loadRig(wanted);
  const rigPath = resolve(findRigFile(wanted));
  const [node, main] = [realpathSync(process.execPath), realpathSync(mainFile)];
  const problems = [node, main, rigPath].flatMap((path) => reachProblem(path, computer) ?? []);
  if (problems.length > 0) throw new UserError(problems.join('\naxon-rig: '));
  const folder = rig.exhibit?.log?.folder;
  const unit = rigUnit({
    node,
    main,
    args: ['run', rigPath, '--exhibit', '--http-port', String(options.httpPort), '--host', options.host],
    writes: folder !== undefined && isAbsolute(folder) ? [folder] : [],
  });
  const system = '/etc/systemd/system';
  const files = [
    { path: '/etc/sysusers.d/axon-rig.conf', text: usersFile() },
    { path: `${system}/${RIG_UNIT}`, text: unit },
  ];
  const notes: string[] = [];
  if (rig.exhibit?.log === undefined)
    notes.push(
      `${wanted} has no log; a line "log: {}" in its section exhibit keeps one in /var/log/axon-rig`,
    );
  if (!options.kiosk) return { files, notes };
  const chromium = options.browser ?? BROWSERS.find(computer.isProgram) ?? BROWSERS[0];
  for (const [program, name] of [
    [CAGE, 'cage'],
    [chromium, 'chromium'],
  ] as const)
    if (!computer.isProgram(program))
      notes.push(`there is no ${program}: the screen stays dark until you install it (apt install ${name})`);
  const kiosk = kioskUnit({ node, main, cage: CAGE, chromium, url: `http://127.0.0.1:${options.httpPort}/` });
  return { files: [...files, { path: `${system}/${KIOSK_UNIT}`, text: kiosk }], notes };
}

function write({ path, text }: InstalledFile, root: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o644 });
}

export function installService(
  wanted: string,
  options: InstallServiceOptions,
  terminal: Terminal,
  computer = thisComputer,
): number {
  if (computer.platform !== 'linux')
    throw new UserError('install-service writes files for systemd, which is a part of Linux alone');
  if (options.httpPort === 0)
    throw new UserError('a kiosk must know the port of its page: give --http-port a number from 1024 on');
  const { files, notes } = serviceFiles(wanted, options, computer);
  for (const note of notes) terminal.err(`axon-rig: note: ${note}`);
  if (options.print) {
    for (const { path, text } of files) terminal.out(`# ${path}\n${text}`);
    return 0;
  }
  if (!computer.isRoot)
    throw new UserError(
      'install-service writes to /etc: run it with sudo; --print shows what it would write, and writes nothing',
    );
  for (const file of files) {
    write(file, computer.root);
    terminal.out(`axon-rig: wrote ${file.path}`);
  }
  const units = [RIG_UNIT, ...(options.kiosk ? [KIOSK_UNIT] : [])];
  const calls: readonly (readonly [string, readonly string[]])[] = [
    ['systemd-sysusers', ['axon-rig.conf']],
    ['systemctl', ['daemon-reload']],
    ['systemctl', ['enable', '--now', ...units]],
  ];
  for (const [program, args] of calls)
    if (computer.call(program, args) !== 0)
      throw new UserError(`"${[program, ...args].join(' ')}" has failed; what it said stands above`);
  terminal.out(
    `axon-rig: it runs now, and whenever this computer starts; "systemctl status ${RIG_UNIT}" says how it is`,
  );
  return 0;
}
