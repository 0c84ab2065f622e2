// Assembles src/model/gated/kernel.wat into src/model/gated/kernel-bytes.ts: `node scripts/build-kernel.mjs`. The result
// is kept beside its source, so that nobody needs this to build the rig; a test holds the two together.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const folder = fileURLToPath(new URL('../src/model/gated/', import.meta.url));
const NUMBERS_A_LINE = 24;

/** The text of kernel-bytes.ts. */
export async function kernelBytes() {
  const tools = await wabt();
  const text = readFileSync(`${folder}kernel.wat`, 'utf8');
  const module = tools.parseWat('src/model/gated/kernel.wat', text, { simd: true, bulk_memory: true });
  try {
    module.validate();
    const bytes = [...module.toBinary({}).buffer];
    const lines = [];
    for (let i = 0; i < bytes.length; i += NUMBERS_A_LINE) {
      lines.push(`  ${bytes.slice(i, i + NUMBERS_A_LINE).join(', ')},`);
    }
    return `/** kernel.wat as a machine reads it, by scripts/build-kernel.mjs. */
// biome-ignore format: bytes are not read, line by line is short enough.
export const KERNEL_BYTES = Uint8Array.of(
${lines.join('\n')}
);
`;
  } finally {
    module.destroy();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(`${folder}kernel-bytes.ts`, await kernelBytes());
}
