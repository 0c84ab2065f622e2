// What the registry knows of faults in the packages that come with the program: a line for each, or that nobody
// answered. Findings do not fail a change: one that is published today has nothing to do with the change of today, and
// often there is no cure yet. `--strict` fails on them: that is what runs once a week, by itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WITHIN_MS = 60_000;
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;

/** @param answer what `npm audit --json` printed. @returns `findings`, or the words why there is no answer. */
export function findingsOf(answer) {
  let read;
  try {
    read = JSON.parse(answer);
  } catch {
    return { unanswered: 'npm audit gave no answer that can be read' };
  }
  if (typeof read?.vulnerabilities !== 'object' || read.vulnerabilities === null)
    return { unanswered: `the registry did not answer: ${oneLine(read?.message)}` };
  return { findings: Object.entries(read.vulnerabilities).map(([name, found]) => sentence(name, found)) };
}

function sentence(name, { severity, range, via, fixAvailable }) {
  const why = (Array.isArray(via) ? via : [])
    .map((one) => (typeof one === 'string' ? `by way of ${one}` : `${one.title} (${one.url})`))
    .join('; ');
  const cure = fixAvailable ? 'there is a version without it' : 'there is no version without it yet';
  return oneLine(`${severity}: ${name} ${range}: ${why}; ${cure}`);
}

/** What others have written comes on one line and without control characters. */
function oneLine(words) {
  return String(words ?? 'no words')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 500);
}

function askRegistry() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: WITHIN_MS,
    maxBuffer: MOST_ANSWER_BYTES,
  });
  return stdout ?? '';
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { findings = [], unanswered } = findingsOf(askRegistry());
  if (unanswered !== undefined) console.log(`axon-rig: not audited: ${unanswered}`);
  else if (findings.length === 0)
    console.log('axon-rig: nothing is known against the packages of the program');
  // So that it is seen at the top of a run of CI, too.
  for (const finding of findings) console.log(process.env.GITHUB_ACTIONS ? `::warning::${finding}` : finding);
  process.exitCode = process.argv.includes('--strict') && findings.length > 0 ? 1 : 0;
}
