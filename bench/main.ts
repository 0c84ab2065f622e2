/**
 * `npm run bench -- NAME… [--json]`: measures and prints figures, all of them if none is named. Nothing is asserted: a figure belongs to its
 * machine. With `--json` the model's figures are one JSON object on standard output.
 */
import { machineLine, thisMachine } from './machine.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  idle: async () => (await import('./idle.js')).idle(),
  heap: async () => (await import('./heap.js')).heap(),
  latency: async () => (await import('./latency.js')).latency(),
  stream: async () => (await import('./stream.js')).stream(),
  model: async () => {
    const [{ measureModel }, { modelReport }] = [
      await import('./model.js'),
      await import('./model-report.js'),
    ];
    console.log(modelReport(await measureModel()));
  },
};

function misuse(wanted: readonly string[], json: boolean): string | undefined {
  const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) return `there is no ${unknown}`;
  if (json && wanted.join() !== 'model') return '--json is for model alone';
  return undefined;
}

const given = process.argv.slice(2);
const json = given.includes('--json');
const named = given.filter((name) => name !== '--json');
const wanted = named.length > 0 ? named : Object.keys(BENCHES);
const machine = thisMachine();
const wrong = misuse(wanted, json);
if (wrong !== undefined) {
  console.error(`bench: ${wrong}`);
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json]`);
  process.exitCode = 1;
} else if (json) {
  const { measureModel } = await import('./model.js');
  console.log(JSON.stringify({ machine, ...(await measureModel()) }, null, 2));
} else {
  console.log(machineLine(machine));
  for (const name of wanted) await BENCHES[name]!();
}
