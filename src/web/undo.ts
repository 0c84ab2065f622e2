/** What puts back what a reset has undone. Pure. */
import type { PageCommand, PageState } from '../server/messages.js';
import { METERS } from '../units.js';
import { treatCommands } from './paint.js';

/** The commands after which channels, treatments, strength, lens and electrodes are as they were before; none if nothing was lost. */
export function undoOfReset(before: PageState, now: PageState): PageCommand[] {
  if (before.experiment !== now.experiment) return [];
  const commands = treatCommands(now.treatments, before.treatments, now.axon);
  if (before.channelsOn !== now.channelsOn) commands.push({ do: 'channels', on: before.channelsOn });
  if (before.strength !== now.strength) commands.push({ do: 'strength', strength: before.strength });
  if (before.lens !== now.lens) commands.push({ do: 'lens', roomMsPerAxonMs: before.lens });
  for (const name of METERS)
    if (before.electrodes[name] !== now.electrodes[name])
      commands.push({ do: 'electrode', name, at: before.electrodes[name] });
  return commands;
}
