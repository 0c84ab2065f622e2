/** docs/commands.md has every command with its fields, and no other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS, type FieldGuard } from '../../src/controller/commands.js';
import { LESSON_ASKS } from '../../src/lessons/contract.js';
import { EXHIBIT_COMMANDS } from '../../src/server/exhibit-messages.js';
import { parsePageCommand } from '../../src/server/messages.js';
import { ROLE_COMMANDS } from '../../src/server/role-messages.js';
import { VOTE_COMMANDS } from '../../src/server/vote-messages.js';
import { NO_MEASURES } from '../web/page-state.js';

const text = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8');
/** Names and fields of a table of the document, and of a table of commands. */
function listed(name: string) {
  const [, table] = new RegExp(`<!-- ${name} -->\n(.*?)<!-- end of ${name} -->`, 's').exec(text)!;
  return [...table!.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, command, fields]) => [command, fields]);
}

function wanted(commands: object) {
  return Object.entries(commands).map(([name, guards]) => {
    const fields = Object.entries(guards as Record<string, FieldGuard<unknown>>).map(
      ([field, guard]) => `\`${field}\`${guard.optional ? '*' : ''}`,
    );
    return [name, fields.length > 0 ? fields.join(', ') : '–'];
  });
}

describe('docs/commands.md', () => {
  it('lists every command with its fields, those that may be left out with a star', () => {
    expect(listed('commands')).toEqual(wanted(COMMANDS));
  });

  it('lists every command about control and votes', () => {
    expect(listed('commands of pages')).toEqual(
      wanted({ ...ROLE_COMMANDS, ...VOTE_COMMANDS, ...EXHIBIT_COMMANDS }),
    );
  });

  it('lists everything that can be asked of a lesson', () => {
    const [, table] = /<!-- asks -->\n(.*?)<!-- end of asks -->/s.exec(text)!;
    expect([...table!.matchAll(/^\| `(\w+)` \|/gm)].map(([, ask]) => ask)).toEqual(LESSON_ASKS);
  });

  it('has examples that a rig takes', () => {
    const [, examples] = /```json\n(.*?)```/s.exec(text)!;
    const commands = examples!.trim().split('\n');
    expect(commands).toHaveLength(5);
    for (const command of commands) expect(parsePageCommand(command)).toEqual(JSON.parse(command));
  });

  it('names every measure', () => {
    for (const name of [...Object.keys(NO_MEASURES), ...Object.keys(NO_MEASURES.blue)])
      expect(text).toContain(`\`${name}\``);
  });
});
