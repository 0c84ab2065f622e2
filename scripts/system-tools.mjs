// Sees to the programs that the tests need besides npm packages. On Debian and systems like it, as root or with sudo that
// asks no password, it installs what is missing; elsewhere it says in one message what is missing and how to get it.
// In CI (the CI environment variable is set) a missing tool is a failure; elsewhere the tests that need it are skipped.
import '../bin/node-version.js';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const MAC_BROWSERS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const TOOLS = [
  {
    what: 'avr-gcc',
    why: 'builds the firmware',
    debian: ['gcc-avr'],
    mac: 'brew tap osx-cross/avr && brew install avr-gcc',
    found: () => onPath('avr-gcc'),
  },
  {
    what: 'avr-libc',
    why: 'the C library of the board',
    debian: ['avr-libc'],
    mac: 'comes with avr-gcc',
    found: () => onPath('avr-gcc') && compilesForAvr(),
  },
  {
    what: 'make',
    why: 'builds the firmware',
    debian: ['make'],
    mac: 'xcode-select --install',
    found: () => onPath('make'),
  },
  {
    what: 'g++ with its sanitizers',
    why: 'builds the firmware for this computer, to be fuzzed',
    debian: ['g++'],
    mac: 'xcode-select --install',
    found: () => onPath('g++') && compilesWithSanitizers(),
  },
  {
    what: 'the Arduino core for AVR',
    why: 'proves that the sketch compiles in the Arduino IDE',
    debian: ['arduino-core-avr'],
    mac: 'install the Arduino IDE, then set ARDUINO_AVR to its hardware/arduino/avr folder',
    found: () =>
      existsSync(
        join(process.env.ARDUINO_AVR ?? '/usr/share/arduino/hardware/arduino/avr', 'cores/arduino/Arduino.h'),
      ),
  },
  {
    what: 'socat',
    why: 'makes serial ports without hardware',
    debian: ['socat'],
    mac: 'brew install socat',
    found: () => onPath('socat'),
  },
  {
    what: 'systemd-analyze and systemd-notify',
    why: 'check the units of a service',
    debian: ['systemd'],
    mac: 'there is none, and nothing of a Mac needs it',
    found: () => process.platform !== 'linux' || (onPath('systemd-analyze') && onPath('systemd-notify')),
  },
  {
    what: 'Chromium',
    why: 'opens the page in the tests',
    // The same without its windows, which does a third less work in the tests; Ubuntu has no such package.
    better: 'chromium-headless-shell',
    debian: ['chromium'],
    mac: 'brew install --cask chromium (another browser of its kind: set CHROMIUM to its program file)',
    found: () =>
      process.env.CHROMIUM
        ? existsSync(process.env.CHROMIUM)
        : ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].some(onPath) ||
          MAC_BROWSERS.some((path) => existsSync(path)),
  },
];

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function compilesForAvr() {
  const source = '#include <avr/io.h>\nint main(void) { return 0; }\n';
  return (
    spawnSync('avr-gcc', ['-mmcu=atmega328p', '-x', 'c', '-fsyntax-only', '-'], { input: source }).status ===
    0
  );
}

// Links: the sanitizers are libraries of their own.
function compilesWithSanitizers() {
  const args = ['-x', 'c++', '-fsanitize=address,undefined', '-o', '/dev/null', '-'];
  return spawnSync('g++', args, { input: 'int main() { return 0; }\n' }).status === 0;
}

function run(command) {
  const [program, ...args] = command;
  return (
    spawnSync(program, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

const missing = () => TOOLS.filter((tool) => !tool.found());

function debianPrefix() {
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : undefined;
}

const inDebian = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

let lacking = missing();
// What is there though a better one is to be had is no lack: nothing fails if that does not come.
const poor = TOOLS.filter(
  (tool) => tool.better && !process.env.CHROMIUM && !onPath(tool.better) && !lacking.includes(tool),
);
const prefix = lacking.length + poor.length > 0 ? debianPrefix() : undefined;
if (prefix) {
  if (lacking.length > 0 || process.env.CI) run([...prefix, 'apt-get', 'update', '-qq']);
  const packages = [
    ...lacking.flatMap(({ better, debian }) => (better && inDebian(better) ? [better] : debian)),
    ...poor.map(({ better }) => better).filter(inDebian),
  ];
  if (packages.length > 0) {
    console.error(
      `axon-rig: installing what the tests need: ${packages.join(' ')} (a few minutes the first time)`,
    );
    run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  lacking = missing();
}
if (lacking.length > 0) {
  const rows = lacking.map((tool) => `  ${tool.what.padEnd(26)} ${tool.why}`);
  console.error(
    [
      'axon-rig: these tools are missing:',
      ...rows,
      `On Debian or Ubuntu: sudo apt-get install ${lacking.flatMap((tool) => tool.debian).join(' ')}`,
      'On macOS:',
      ...lacking.map((tool) => `  ${tool.what}: ${tool.mac}`),
      process.env.CI
        ? 'In CI nothing may be missing.'
        : 'The tests that need them will be skipped, each with its reason.',
    ].join('\n'),
  );
  if (process.env.CI) process.exit(1);
}
