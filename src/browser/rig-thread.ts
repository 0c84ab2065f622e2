/** The thread that the rig plays in. Its program stands in the page as text, and is run from a blob. */

/** Where the build puts the program of the worker. */
export const PROGRAM_ID = 'rig-program';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The policy that the page allows: it runs nothing but its own program. */
const POLICY_NAME = 'rig-program';

function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  return trustedTypes.createPolicy(POLICY_NAME, { createScriptURL: (own) => own }).createScriptURL(url);
}

/** Once for a document. */
export function startRigThread(): Worker {
  const program = document.getElementById(PROGRAM_ID)!.textContent;
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  return new Worker(trusted(url), { name: 'rig' });
}
