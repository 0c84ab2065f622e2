/** The experiments of lesson cards as a rig plays them: made when one is loaded for the first time. */
import { type LiveExperiment, liveExperiment } from '../experiment/index.js';
import { problemWords } from '../files/index.js';
import { experimentName, experimentNamed, type Library } from '../lessons/library.js';
import { type Rig, showingProblems } from '../rig/index.js';

export type FindUnlisted = (name: string) => LiveExperiment | string | undefined;

/** What a rig that cannot show an experiment would need stands in its problems. */
export function lessonExperiments(library: Library, rig: Rig): FindUnlisted {
  const made = new Map<string, LiveExperiment | string>();
  return (name) => {
    const found = experimentNamed(library, name);
    if (found === undefined) return undefined;
    let one = made.get(name);
    if (one === undefined) {
      const { card, experiment } = found;
      const titled = { ...experiment.experiment, name: experiment.experiment.name ?? card.title };
      const live = liveExperiment(experimentName(card, experiment), titled, rig.light.ledCount);
      const problems = showingProblems({ ...rig, experiments: [live] }, [null]);
      one = problems.length === 0 ? live : `this rig cannot show it: ${problemWords(problems[0]!)}`;
      made.set(name, one);
    }
    return one;
  };
}
