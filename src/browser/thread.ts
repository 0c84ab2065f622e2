/**
 * A thread, from its program as bytes. From a file an address of the page is none for its threads, so each makes its own;
 * and a policy lets no text be an address unless it is asked for so.
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The policy that the page allows: it runs nothing but its own program. */
const POLICY_NAME = 'rig-program';

type Trust = (address: string) => string;
let trust: Trust | undefined;

/** A policy is made once. */
function trustOf(): Trust {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(POLICY_NAME, { createScriptURL: (own) => own });
  return policy ? (address) => policy.createScriptURL(address) : (address) => address;
}

export function startThread(program: Blob, name: string): Worker {
  trust ??= trustOf();
  const address = URL.createObjectURL(program);
  try {
    return new Worker(trust(address), { name });
  } finally {
    URL.revokeObjectURL(address);
  }
}
