/** `npm run bench -- NAME…`: measures and prints figures. Nothing is asserted: a figure belongs to its machine. */
import { cpus } from 'node:os';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  idle: async () => (await import('./idle.js')).idle(),
  heap: async () => (await import('./heap.js')).heap(),
  latency: async () => (await import('./latency.js')).latency(),
  stream: async () => (await import('./stream.js')).stream(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in BENCHES));
if (wanted.length === 0 || unknown !== undefined) {
  if (unknown !== undefined) console.error(`bench: there is no ${unknown}`);
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 1;
} else {
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  for (const name of wanted) await BENCHES[name]!();
}
