/** The package as `npm pack` makes it, and a computer on which it is installed that has nothing but Node. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Packed {
  /** The archive. */
  readonly file: string;
  /** Of the archive, and of what is in it [bytes]. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly paths: readonly string[];
}

function expectDone(done: SpawnSyncReturns<string>): string {
  if (done.status !== 0) throw new Error(`${done.error?.message ?? ''}${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Packs what is built in a copy of the sources, `folder`, which must not be there: packing writes into its folder. */
export function pack(top: string, folder: string): Packed {
  const { files } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { files: string[] };
  const copied = files.filter((path) => !path.startsWith('!') && existsSync(join(top, path)));
  for (const path of [...copied, 'scripts', 'LICENSE', 'README.md', 'package.json', 'package-lock.json'])
    cpSync(join(top, path), join(folder, path), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const around = (...args: string[]) =>
    expectDone(
      spawnSync(process.execPath, [join(folder, 'scripts', 'pack.mjs'), ...args], { encoding: 'utf8' }),
    );
  around('prepack', '--built');
  // npm prints a list, or a list by name, as its version has it.
  const said = JSON.parse(
    expectDone(
      spawnSync('npm', ['pack', '--json', '--ignore-scripts'], {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      }),
    ),
  ) as object;
  around('postpack');
  const [{ filename, size, unpackedSize, files: packed }] = Object.values(said) as [
    { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
  ];
  return { file: join(folder, filename), size, unpackedSize, paths: packed.map(({ path }) => path) };
}

export interface Installation {
  /** What npm said. */
  readonly said: SpawnSyncReturns<string>;
  /** `axon-rig`, and the folder in which npm has put the package. */
  readonly command: string;
  readonly folder: string;
  /** PATH has node and npm alone; home and npm's cache are empty. */
  readonly env: NodeJS.ProcessEnv;
}

/** `npm install -g` of an archive into a new folder of `place`, without a network. Not for Windows. */
export function installGlobally(file: string, place: string): Installation {
  const bin = join(place, 'bin');
  mkdirSync(bin);
  const found = expectDone(spawnSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' })).trim();
  symlinkSync(process.execPath, join(bin, 'node'));
  symlinkSync(realpathSync(found), join(bin, 'npm'));
  const env = { PATH: bin, HOME: join(place, 'home'), npm_config_cache: join(place, 'cache') };
  const prefix = join(place, 'Präfix mit Lücke');
  const said = spawnSync('npm', ['install', '-g', '--prefix', prefix, '--offline', file], {
    cwd: place,
    env,
    encoding: 'utf8',
  });
  return {
    said,
    command: join(prefix, 'bin', 'axon-rig'),
    folder: join(prefix, 'lib', 'node_modules', 'axon-rig'),
    env,
  };
}
