/** The harness's own watch over loops without end, in a process that may be ended. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const WATCH = new URL('../../dist/test/harness/loop-watch.js', import.meta.url).href;

/** A process that is watched, with 0.2 s of processor time, while it runs `code`. */
function watched(code: string) {
  const program = `import { startLoopWatch } from '${WATCH}';
    startLoopWatch(0.2).testBegins('trace > starts at 0');
    ${code}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 30_000,
  });
}

describe('the watch over loops without end', () => {
  it.each(['for (;;);', 'const again = () => Promise.resolve().then(again); again();'])(
    'ends the process and names the test: %s',
    (loop) => {
      const { signal, stderr } = watched(loop);
      expect(signal).toBe('SIGKILL');
      expect(stderr).toBe(
        'This test has computed for 0.2 s without a pause, so its process is ended. Look for a loop without end. Test: trace > starts at 0\n',
      );
    },
  );

  it('lets a process go on that computes for 1 s with pauses, and holds up no end', () => {
    const { status, stderr } = watched(`
      const endMs = performance.now() + 1000;
      while (performance.now() < endMs) {
        const pauseMs = performance.now() + 20;
        while (performance.now() < pauseMs);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }`);
    expect([status, stderr]).toEqual([0, '']);
  });
});
