import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { asFromBoard, type BoardProcessListener, type StartBoardProcess } from './messages.js';

const CHILD = new URL('./child.js', import.meta.url);
/** So much of what a process says as it falls is told. */
const LAST_WORDS = 200;

/**
 * A board's process as a process. Its output is kept from the terminal; its last words are told if it falls.
 * @param child the program. @param started told the id of each process.
 */
export function boardInAProcess(child: URL = CHILD, started?: (pid: number) => void): StartBoardProcess {
  return (listener: BoardProcessListener) => {
    const { IS_TEST_MODE: _, NODE_OPTIONS: __, ...env } = process.env;
    const board = fork(fileURLToPath(child), [], {
      env,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    if (board.pid !== undefined) started?.(board.pid);
    let lastWords = '';
    let over = false;
    const end = (words: string) => {
      if (over) return;
      over = true;
      listener.ended(words);
    };
    board.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString('latin1')}`.slice(-LAST_WORDS);
    });
    board.on('message', (raw) => {
      const message = asFromBoard(raw);
      if (message && !over) listener.message(message);
    });
    // Not started at all, or a message that found it gone: `exit` may never come then.
    board.on('error', (error) => end(error.message));
    board.on('exit', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      end(code === 0 ? '' : [how, lastWords.trim().split('\n').at(-1)].filter(Boolean).join(': '));
    });
    return {
      // The error of a process that is gone comes as `exit`.
      send: (message) => void (board.connected && board.send(message, () => {})),
      kill: () => void board.kill('SIGKILL'),
    };
  };
}
