import type { Program } from './program.js';

/**
 * What of an exhibit is not as its file has it, some time after the last hand, in words; undefined: all is. One that still
 * waits for the end of a signal may have the lens of it.
 */
export function staleWords({ policy, controller, rig, runner }: Program): string | undefined {
  const { kind } = policy.phase;
  const now = controller.snapshot();
  const [home] = rig.experiments;
  const waits = kind === 'settling';
  const checks = {
    phase: kind !== 'visited',
    experiment: now.experiment === home.name || waits,
    channels: now.channelsOn || waits,
    treatments: now.treatments.length === 0 || waits,
    time: (now.running && now.look.kind === 'live' && now.pauseWhen === null) || waits,
    lens: now.roomMsPerAxonMs === home.roomMsPerAxonMs || waits,
    strength: now.strength === now.axon.press.strength || waits,
    lesson: runner.state().card === null || waits,
  };
  const wrong = Object.entries(checks).flatMap(([name, isRight]) => (isRight ? [] : [name]));
  return wrong.length === 0 ? undefined : `${wrong.join(', ')} (${kind})`;
}
