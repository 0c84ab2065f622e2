/** What can be typed after `axon-rig`. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CalibrateOptions } from './calibrate-command.js';
import type { DoctorOptions } from './doctor/doctor.js';
import type { DialCommandOptions, SheetCommandOptions, WiringOptions } from './drawings.js';
import type { ExportOptions } from './export.js';
import type { FlashCommandOptions } from './flash.js';
import type { InstallServiceOptions } from './install-service.js';
import type { LessonOptions } from './lesson/lesson.js';
import type { NewOptions } from './new.js';
import type { PageFileOptions } from './page-file.js';
import type { PlayOptions } from './play.js';
import type { PortsOptions } from './ports.js';
import type { RoundOptions } from './round.js';
import type { RunOptions } from './run.js';
import type { ScormOptions } from './scorm/scorm.js';
import type { SimulateOptions } from './simulate.js';
import type { TableCommandOptions } from './table.js';
import { FileError, type Terminal, UserError, writeStandardOutput } from './terminal.js';
import { versionWords } from './versions.js';
import type { WorksheetOptions } from './worksheet.js';

const DEFAULT_HTTP_PORT = 8080;
const HIGHEST_PORT = 65_535;
/** Of this computer alone. */
const OWN_ADDRESS = '127.0.0.1';

const EXIT_CODES = `
Exit codes: 0 done, or stopped because somebody asked (Ctrl-C, SIGTERM, SIGHUP); 1 something was wrong, and standard
error says what, or no port answers as a rig or as Firmata (ports); 130 after a second Ctrl-C, which does not wait
for the strip to go dark, and after the first one during simulate, export, worksheet, new or doctor, which then leaves
no file half written.`;

function httpPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > HIGHEST_PORT)
    throw new InvalidArgumentError(`Expected 0 to ${HIGHEST_PORT}; 0 takes any free port.`);
  return port;
}

function stimulusNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('Expected its number in the file, from 1.');
  return Number(text);
}

/** A whole number within what an option takes. */
const wholeFrom = (low: number, high: number) => (text: string) => {
  const number = Number(text);
  if (!/^\d{1,4}$/.test(text) || number < low || number > high)
    throw new InvalidArgumentError(`Expected ${low} to ${high}.`);
  return number;
};
/** Of a servo [degrees for a millisecond of pulse]. */
const turnOption = () =>
  new Option(
    '--turn <degrees>',
    'what your servos turn for a millisecond of pulse; 90 unless said, as most small ones do',
  ).argParser(wholeFrom(30, 180));

/** Of a part that is cut or bought [mm]. */
const sizeOption = (flag: string, what: string, low: number, high: number, usual: number) =>
  new Option(`${flag} <mm>`, what).argParser(wholeFrom(low, high)).default(usual);

/** An empty one, from a variable that is not set, would mean every network. */
function hostAddress(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected an address such as 127.0.0.1 or 0.0.0.0.');
  return text;
}

/**
 * The commands. Each writes to `terminal` and hands its exit code to `finish`; what people can put right is
 * thrown as UserError. What a command needs is loaded when somebody asks for it.
 */
export function createProgram(terminal: Terminal, finish: (code: number) => void): Command {
  const program = new Command('axon-rig')
    .description('A glowing axon: a membrane model in real time on an LED strip, needles and a web page')
    .version(versionWords(), '-V, --version', 'output the version, and what it goes with')
    .showSuggestionAfterError()
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('("npx axon-rig --help" lists the commands)');

  program
    .command('run')
    .description('run a rig and its page until Ctrl-C, then leave the strip dark and the needles at rest')
    .argument('[rig]', 'rig file, or name of a shipped one such as uno-60', 'virtual')
    .option('--experiment <name>', "play this experiment, a shipped one or a file, instead of the rig file's")
    .option('--port <path>', "serial port of the board, instead of the rig file's")
    .option('--http-port <number>', 'port of the page; 0 takes any free one', httpPort, DEFAULT_HTTP_PORT)
    .option(
      '--host <address>',
      'address of the page; 0.0.0.0 lets the whole network in',
      hostAddress,
      '127.0.0.1',
    )
    .option('--record <file>', 'record everything to a new file, for play and export')
    .option('--exhibit', 'run it as an exhibit, which looks after itself; see docs/exhibit.md')
    .option('--open', 'open the page in the browser of this computer')
    .action(async (rig: string, options: RunOptions) => {
      const { run } = await import('./run.js');
      finish(await run(rig, options, terminal));
    });

  program
    .command('lesson')
    .description(
      'play a lesson card or a plan on a rig and this terminal; without a name, list what there is',
    )
    .argument('[name]', 'name of a card or a plan, or a file')
    .option('--rig <rig>', 'rig file, or name of a shipped one such as uno-60', 'virtual')
    .option('--port <path>', "serial port of the board, instead of the rig file's")
    .option('--lang <language>', 'language of the words, such as de; English where a card has no other')
    .action(async (name: string | undefined, options: LessonOptions) => {
      const { lesson } = await import('./lesson/lesson.js');
      finish(await lesson(name, options, terminal));
    });

  program
    .command('play')
    .description(
      'play a saved recording on a rig with any number of LEDs, at its own pace, then leave the strip dark',
    )
    .argument('<file>', 'recording, made with run --record')
    .argument(
      '[rig]',
      'rig file, or name of a shipped one such as uno-60; a virtual one has no light to see',
      'virtual',
    )
    .option('--port <path>', "serial port of the board, instead of the rig file's")
    .option('--repeat', 'begin again at the end, until Ctrl-C')
    .action(async (file: string, rig: string, options: PlayOptions) => {
      const { play } = await import('./play.js');
      finish(await play(file, rig, options, terminal));
    });

  program
    .command('export')
    .description('write a saved recording as a table for a spreadsheet')
    .argument('<file>', 'recording, made with run --record')
    .option(
      '--csv <file>',
      'room_ms, axon_ms, blue_mV, yellow_mV, then a column for each place; - for standard output',
    )
    .option(
      '--measures <file>',
      'instead: one row from press to press, with peak, latency, half width, velocity; - for standard output',
    )
    .action(async (file: string, options: ExportOptions) => {
      const { exportRecording } = await import('./export.js');
      finish(await exportRecording(file, options, terminal));
    });

  program
    .command('check')
    .description(
      'read a rig, an experiment, a lesson card or a plan and say what it describes, or everything that is wrong with it',
    )
    .argument('<file>', 'one of these files, or the name of a shipped one')
    .action(async (file: string) => {
      const { check } = await import('./check.js');
      await check(file, terminal);
    });

  program
    .command('simulate')
    .description('compute an experiment as fast as it goes, without hardware; prints its figures')
    .argument('<experiment>', 'experiment file, or name of a shipped one such as squid-axon')
    .option(
      '--csv <file>',
      'write a table: time_ms, then <name>_mV for each electrode; - for standard output',
    )
    .option('--svg <file>', 'write a figure for a worksheet; - for standard output')
    .option('--with-channels-off', 'draw the same with its channels off above it, in the figure of --svg')
    .option('--json', 'print the figures as JSON')
    .option('--threshold', 'find how strong a stimulus must be at least')
    .option(
      '--stimulus <number>',
      'which one --threshold varies, from 1; the last unless said',
      stimulusNumber,
    )
    .action(async (experiment: string, options: SimulateOptions) => {
      const { simulate } = await import('./simulate.js');
      finish(await simulate(experiment, options, terminal));
    });

  program
    .command('worksheet')
    .description(
      'write a page to print for a lesson card, or for each card of a plan, drawn from runs of the model',
    )
    .argument('<lesson>', 'card or plan, a file or the name of a shipped one such as spread')
    .option('--html <file>', 'where to write it; - for standard output')
    .option('--key', 'the answer keys, for the teacher, in place of the worksheets')
    .addOption(new Option('--paper <size>', 'what it is printed on').choices(['a4', 'letter']).default('a4'))
    .addOption(new Option('--lang <language>', 'of the words').choices(['en', 'de']).default('en'))
    .option('--force', 'write also over a file that is no worksheet')
    .action(async (lesson: string, options: WorksheetOptions) => {
      const { worksheet } = await import('./worksheet.js');
      finish(await worksheet(lesson, options, terminal));
    });

  program
    .command('scorm')
    .description(
      'write a SCORM 1.2 package of lesson cards, with the whole rig in it, for a learning platform; see docs/embedding.md',
    )
    .argument('<lesson...>', 'cards or plans, files or names of shipped ones such as spread')
    .option('--out <file>', 'where to write it, such as spread.zip; - for standard output')
    .addOption(
      new Option(
        '--lang <language>',
        'of the titles and of the page; English titles, and the language of each browser, unless said',
      ).choices(['en', 'de']),
    )
    .option('--force', 'write also over a file that is no such package')
    .action(async (wanted: readonly string[], options: ScormOptions) => {
      const { scorm } = await import('./scorm/scorm.js');
      finish(await scorm(wanted, options, terminal));
    });

  program
    .command('page')
    .description('write the whole rig as one HTML file, which needs nothing installed and no network')
    .option('--out <file>', 'where to write it, such as axon-rig.html; - for standard output')
    .option('--force', 'write also over a file that is no such page')
    .action(async (options: PageFileOptions) => {
      const { pageFile } = await import('./page-file.js');
      finish(await pageFile(options, terminal));
    });

  program
    .command('install-service')
    .description(
      'make a rig an exhibit that starts with this computer, and its screen a page that nobody leaves; needs systemd',
    )
    .argument('[rig]', 'rig file, or name of a shipped one', 'exhibit')
    .option('--print', 'print the files, and write none')
    .option('--http-port <number>', 'port of the page', httpPort, DEFAULT_HTTP_PORT)
    .option(
      '--host <address>',
      'address of the page; 0.0.0.0 lets the whole network in',
      hostAddress,
      OWN_ADDRESS,
    )
    .option('--no-kiosk', 'the rig alone: this computer has no screen')
    .option('--browser <path>', 'Chromium, where it is not found')
    .action(async (rig: string, options: InstallServiceOptions) => {
      const { installService } = await import('./install-service.js');
      finish(installService(rig, options, terminal));
    });

  program
    .command('kiosk')
    .description(
      'show the page of an exhibit, and start its browser again when the page is gone; for systemd',
    )
    .argument('<url>', 'address of the page; the last word of the browser')
    .argument('<browser...>', 'after --: the browser, with all that it needs')
    .action(async (url: string, browser: readonly string[]) => {
      const { kiosk } = await import('./kiosk.js');
      finish(await kiosk(url, browser, terminal));
    });

  program
    .command('round')
    .description('ask a person, once a month, what no program sees of an exhibit, and note the answers')
    .argument('[rig]', 'rig file, or name of a shipped one', 'exhibit')
    .option('--sheet', 'print a page to hang up beside the exhibit, as HTML, and ask nothing')
    .option('--by <name>', 'who makes the round')
    .option('--http-port <number>', 'port of the page, for the sheet', httpPort, DEFAULT_HTTP_PORT)
    .action(async (rig: string, options: RoundOptions) => {
      const { round } = await import('./round.js');
      finish(await round(rig, options, terminal));
    });

  program
    .command('new')
    .description('ask what a rig shall have, and write its file, its parts with rough prices and its current')
    .argument('<file>', 'rig file to write, such as mine.yaml')
    .addOption(new Option('--board <board>', 'virtual: no board yet').choices(['uno', 'nano', 'virtual']))
    .option('--leds <number>', 'LEDs on the strip', wholeFrom(1, 9999))
    .option('--density <number>', 'LEDs on a metre of the strip', wholeFrom(1, 9999))
    .addOption(
      new Option('--strip <kind>', 'kind of the strip').choices([
        'ws2812b',
        'ws2811',
        'sk6812',
        'sk6812-rgbw',
      ]),
    )
    .option('--needles <number>', 'servo needles, 0 to 2', wholeFrom(0, 2))
    .option('--buttons <number>', 'push buttons, 0 to 4', wholeFrom(0, 4))
    .addOption(new Option('--supply <supply>', 'what the strip gets its power from').choices(['usb', 'own']))
    .addOption(
      new Option(
        '--needle-supply <supply>',
        'what the needles get theirs from; as the strip unless said, and own for two needles',
      ).choices(['usb', 'own']),
    )
    .option('--yes', 'ask nothing: what is not said is as usual')
    .option('--force', 'write also over a file that is there')
    .action(async (file: string, options: NewOptions) => {
      const { newRig } = await import('./new.js');
      const { terminalAsker } = await import('./asker.js');
      finish(await newRig(file, options, () => terminalAsker('A new rig'), terminal));
    });

  program
    .command('wiring')
    .description('list the wires of a rig, common ground first; with --svg draw them')
    .argument('<rig>', 'rig file, or name of a shipped one such as uno-60')
    .option('--svg <file>', 'where to write the drawing; - for standard output')
    .option('--force', 'write also over a file that is no drawing')
    .action(async (rig: string, options: WiringOptions) => {
      const { wiring } = await import('./drawings.js');
      finish(await wiring(rig, options, terminal));
    });

  program
    .command('dial')
    .description("draw the faces of a rig's voltmeters in their own size, as their needles will stand")
    .argument('<rig>', 'rig file, or name of a shipped one such as uno-60')
    .option('--svg <file>', 'where to write the faces; - for standard output')
    .option('--labels <file>', 'where to write labels to lay along the strip; - for standard output')
    .addOption(new Option('--needle <name>', 'one of them alone').choices(['blue', 'yellow']))
    .addOption(turnOption())
    .option('--force', 'write also over a file that is no drawing')
    .action(async (rig: string, options: DialCommandOptions) => {
      const { dial } = await import('./drawings.js');
      finish(await dial(rig, options, terminal));
    });

  program
    .command('sheet')
    .description('write what it takes to build a rig: parts, wiring, dials, labels and steps, to print')
    .argument('<rig>', 'rig file, or name of a shipped one such as uno-60')
    .option('--html <file>', 'where to write it; - for standard output')
    .addOption(new Option('--paper <size>', 'what it is printed on').choices(['a4', 'letter']).default('a4'))
    .addOption(turnOption())
    .option('--force', 'write also over a file that is no sheet')
    .action(async (rig: string, options: SheetCommandOptions) => {
      const { sheet } = await import('./drawings.js');
      finish(await sheet(rig, options, terminal));
    });

  program
    .command('drawings')
    .description('draw what stands on the table: tube, box, mount of the needles, reach, labels for visitors')
    .argument('<rig>', 'rig file, or name of a shipped one such as uno-60')
    .option('--out <folder>', 'where to write the drawings; it is made if it is not there')
    .addOption(sizeOption('--plate', 'how thick the plates are', 2, 6, 3))
    .addOption(sizeOption('--tube', 'how wide the tube is outside', 28, 60, 40))
    .addOption(sizeOption('--button', 'hole of an arcade button', 12, 60, 30))
    .addOption(turnOption())
    .option('--force', 'write also over files that are no drawings')
    .action(async (rig: string, options: TableCommandOptions) => {
      const { table } = await import('./table.js');
      finish(await table(rig, options, terminal));
    });

  program
    .command('ports')
    .description(
      'list the serial ports and say which answer as a rig, or as Firmata and fit which; asking resets most boards',
    )
    .option('--json', 'print what was found as JSON')
    .action(async (options: PortsOptions) => {
      const { ports } = await import('./ports.js');
      const { withPort } = await import('./devices.js');
      const { listPorts, noPortWords, probePort } = await import('../devices/ports.js');
      const { systemTimers } = await import('../devices/system/timers.js');
      const { systemPorts } = await withPort(() => import('../devices/system/ports.js'))();
      const seam = {
        list: () => listPorts(systemPorts),
        probe: (path: string) => probePort(path, systemTimers, systemPorts),
        noPort: () => noPortWords(systemPorts),
      };
      finish(await ports(seam, options, terminal));
    });

  program
    .command('doctor')
    .description(
      'prove a rig part by part: the computer, the board, then with your eyes and hands each LED, needle, button and dial; ends in a report to paste where you ask for help',
    )
    .argument('[rig]', 'rig file, or name of a shipped one; without it the computer and the board alone')
    .option('--port <path>', "port of the board, instead of the rig file's")
    .action(async (rig: string | undefined, options: DoctorOptions) => {
      const { withPort } = await import('./devices.js');
      const { doctorCommand } = await withPort(() => import('./doctor/doctor-command.js'))();
      finish(await doctorCommand(rig, options, terminal));
    });

  program
    .command('flash')
    .description('put the firmware on an Uno or a Nano through its bootloader, and read it back')
    .argument('[rig]', 'rig file, or name of a shipped one, for its port and the speed of its line')
    .option('--port <path>', 'port of the board; needed only where several are connected')
    .action(async (rig: string | undefined, options: FlashCommandOptions) => {
      const { flashCommand } = await import('./flash-command.js');
      finish(await flashCommand(rig, options, terminal));
    });

  program
    .command('calibrate')
    .description(
      "find out how a rig is built, with its lights and needles moving, and write it into the rig's file",
    )
    .argument('<rig>', 'rig file')
    .option('--port <path>', 'port of the board; overrides the rig file')
    .addOption(
      new Option('--only <part>', 'one part alone').choices(['strip', 'needles', 'buttons', 'dials']),
    )
    .option('--save', 'ask nothing: have the board keep what the file says, also without power')
    .option('--page', 'ask on a page of this computer, and not on the terminal')
    .option('--http-port <number>', 'port of that page; 0 takes any free one', httpPort, DEFAULT_HTTP_PORT)
    .option('--open', 'open that page in the browser of this computer')
    .action(async (rig: string, options: CalibrateOptions) => {
      const { calibrateCommand } = await import('./calibrate-command.js');
      finish(await calibrateCommand(rig, options, terminal));
    });

  for (const command of program.commands)
    command.showHelpAfterError(`("npx axon-rig ${command.name()} --help" lists what it takes)`);
  return program;
}

/** Whether more memory was asked for than there is. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocat/i.test(error.message);
}

/** What to print for a failed command: a message to the person, or a fault with its stack. */
export function failureWords(error: unknown): string {
  if (isOutOfMemory(error))
    return 'axon-rig: there is not enough memory – close other programs, or raise the limit of this one (ulimit -v); a long experiment needs least with --csv - alone';
  if (!(error instanceof UserError))
    return `axon-rig: a fault in the program: ${error instanceof Error ? error.stack : String(error)}`;
  return error instanceof FileError ? error.message : `axon-rig: ${error.message}`;
}

/** Names that systems have for standard output. */
const OWN_OUTPUT = /^(--[\w-]+=)?\/(?:dev\/stdout|dev\/fd\/1|proc\/self\/fd\/1)$/;

/** Standard output by whatever name is `-`: as a file it would be replaced, and get the program's words as well. */
function ownOutput(arg: string): string {
  return arg.replace(OWN_OUTPUT, '$1-');
}

/** Does what was typed after `axon-rig`. @returns the exit code: 0 done, or stopped because somebody asked. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(args.map(ownOutput), { from: 'user' });
    await writeStandardOutput('');
    return exitCode;
  } catch (error) {
    // What commander has to say it has said.
    if (error instanceof CommanderError) return error.exitCode;
    terminal.err(failureWords(error));
    return error instanceof UserError ? error.exitCode : 1;
  }
}
