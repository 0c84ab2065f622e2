/**
 * `npm run bench -- NAME… [--json]`: measures and prints figures, all but the longest if none is named; `spikes` takes
 * `--count=10000 --seed=1` as well, `server` and the benches
 * of an exhibit `--count` for a short trial (of days, minutes or sequences). Nothing is asserted: a figure belongs to its machine. With `--json` the figures of the
 * model or the wire are one JSON object on standard output.
 */
import { machineLine, thisMachine } from './machine.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'exhibit-soak': async () =>
    (await import('./exhibit-soak.js')).exhibitSoak(numberOf('--count'), numberOf('--seed')),
  'exhibit-soak-uno': async () =>
    (await import('./exhibit-soak.js')).exhibitSoakUno(numberOf('--count'), numberOf('--seed')),
  'exhibit-flashes': async () =>
    (await import('./exhibit-flashes.js')).exhibitFlashes(numberOf('--count'), numberOf('--seed')),
  'exhibit-kiosk': async () => (await import('./exhibit-kiosk.js')).exhibitKiosk(numberOf('--count')),
  idle: async () => (await import('./idle.js')).idle(),
  heap: async () => (await import('./heap.js')).heap(),
  faults: async () => (await import('./faults.js')).faults(),
  files: async () => (await import('./files.js')).files(),
  installation: async () => (await import('./installation.js')).installation(),
  flash: async () => (await import('./flash.js')).flashing(),
  load: async () => (await import('./experiment-load.js')).experimentLoad(),
  latency: async () => (await import('./latency.js')).latency(),
  input: async () => (await import('./page-input.js')).pageInput(),
  board: async () => (await import('./board.js')).board(),
  cards: async () => (await import('./cards.js')).cards(),
  firmata: async () => (await import('./firmata.js')).firmata(),
  strips: async () => (await import('./strips.js')).strips(),
  stream: async () => (await import('./stream.js')).stream(),
  phones: async () => (await import('./phones.js')).phones(),
  watchers: async () => (await import('./phones.js')).watchers(),
  server: async () => (await import('./server.js')).server(numberOf('--count')),
  'exhibit-attack': async () => (await import('./server.js')).server(numberOf('--count'), ['--exhibit']),
  soak: async () => (await import('./soak.js')).soak(),
  model: async () => {
    const [{ measureModel }, { modelReport }] = [
      await import('./model.js'),
      await import('./model-report.js'),
    ];
    console.log(modelReport(await measureModel()));
  },
  power: async () => (await import('./power-cuts.js')).powerCuts(numberOf('--count'), numberOf('--seed')),
  page: async () => (await import('./page.js')).pageFigures(),
  'page-file': async () => (await import('./page-file.js')).pageFile(),
  'page-sound': async () => (await import('./page-sound.js')).pageSound(),
  snapshot: async () => (await import('./snapshot.js')).snapshotFigures(),
  spikes: async () => (await import('./spikes.js')).spikes(numberOf('--count'), numberOf('--seed')),
  'web-serial': async () => (await import('./web-serial.js')).webSerial(numberOf('--count')),
  wire: async () => {
    const { wireReport } = await import('./wire/report.js');
    console.log(wireReport(await wireFigures()));
  },
};

/** Too long for those who name none. */
const BY_NAME_ONLY = [
  'board',
  'exhibit-attack',
  'exhibit-flashes',
  'exhibit-kiosk',
  'exhibit-soak',
  'exhibit-soak-uno',
  'files',
  'flash',
  'installation',
  'page',
  'page-file',
  'page-sound',
  'phones',
  'power',
  'server',
  'soak',
  'spikes',
  'firmata',
  'strips',
  'watchers',
  'web-serial',
];

const IN_JSON: Readonly<Record<string, () => Promise<object>>> = {
  model: async () => (await import('./model.js')).measureModel(),
  wire: () => wireFigures(),
};

async function wireFigures() {
  const [{ measureWire }, { progressLine, endProgress }] = [
    await import('./wire.js'),
    await import('./wire/progress.js'),
  ];
  try {
    return await measureWire(progressLine);
  } finally {
    endProgress();
  }
}

function misuse(wanted: readonly string[], json: boolean): string | undefined {
  const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) return `there is no ${unknown}`;
  if (json && !Object.hasOwn(IN_JSON, wanted.join())) return '--json is for model or wire, one at a time';
  return undefined;
}

/** The whole number after `OPTION=` on the command line. */
function numberOf(option: string): number | undefined {
  const text = process.argv.find((word) => new RegExp(`^${option}=\\d+$`).test(word));
  return text === undefined ? undefined : Number(text.slice(option.length + 1));
}

const given = process.argv.slice(2).filter((word) => !/^--(count|seed)=\d+$/.test(word));
const json = given.includes('--json');
const named = given.filter((name) => name !== '--json');
const wanted = named.length > 0 ? named : Object.keys(BENCHES).filter((name) => !BY_NAME_ONLY.includes(name));
const machine = thisMachine();
const wrong = misuse(wanted, json);
if (wrong !== undefined) {
  console.error(`bench: ${wrong}`);
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json]`);
  process.exitCode = 1;
} else if (json) {
  console.log(JSON.stringify({ machine, ...(await IN_JSON[wanted.join()]!()) }, null, 2));
} else {
  console.log(machineLine(machine));
  for (const name of wanted) await BENCHES[name]!();
}
