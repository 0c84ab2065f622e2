/** The name of the test that runs, for what the harness has to say. Without a test runner there is none. */
let running: string | undefined;

export function setRunningTest(name: string | undefined): void {
  running = name;
}

/** `in the test "trace > starts at 0"`, or nothing to say of it. */
export function inRunningTest(): string {
  return running === undefined ? 'outside a test' : `in the test "${running}"`;
}
