/** A person who is asked on a page of this computer. */
import type { Person } from '../maker/calibrate/index.js';
import type { AskServer } from '../server/ask-server.js';

export function pagePerson(server: AskServer, until: AbortSignal): Person {
  return {
    tell: (line) => server.tell(line),
    choose: async (question, choices, usual) =>
      (await server.ask({ kind: 'choose', question, choices, usual }, until)) as typeof usual | null,
    figure: async (question, low, high, usual) =>
      (await server.ask({ kind: 'figure', question, low, high, usual }, until)) as number | null,
    turn: async (question, { start, ...what }, moved) => {
      const asked = { kind: 'turn', question, ...what, value: start } as const;
      return (await server.ask(asked, until, moved)) as number | null;
    },
  };
}
