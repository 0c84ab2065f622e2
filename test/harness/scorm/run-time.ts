/** A run-time of SCORM 1.2 that is not ours. Its own types need another compiler than ours; these are what is used. */
import type { ScormApi } from '../../../src/browser/embedding/scorm-api.js';

export interface RunTime extends Required<ScormApi> {
  readonly cmi: {
    readonly core: { readonly lesson_status: string; readonly score: object; readonly exit: string };
    readonly suspend_data: string;
    readonly interactions: { readonly childArray: readonly object[] };
  };
  isTerminated(): boolean;
}

interface Module {
  readonly Scorm12API: new (settings: object) => RunTime;
}

const NAME: string = 'scorm-again/scorm12';

/** It says nothing, and commits when it is told to. */
export async function createRunTime(): Promise<RunTime> {
  const { Scorm12API } = (await import(NAME)) as Module;
  return new Scorm12API({ autocommit: false, logLevel: 5 });
}
