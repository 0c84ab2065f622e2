/** The published page brings a program that keeps it for times without a network; the file alone has none, and needs none. */

/** In the head of a page with such a program beside it. */
const BESIDE = 'axon-rig-offline';
/** As the policy of such a page names it. */
const TRUSTED_AS = 'axon-rig-offline';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

export function keepForOffline(): void {
  const beside = document.querySelector<HTMLMetaElement>(`meta[name="${BESIDE}"]`)?.content;
  if (beside === undefined || !('serviceWorker' in navigator) || !/^https?:$/.test(location.protocol)) return;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const rules = { createScriptURL: () => beside };
  const address = trustedTypes?.createPolicy(TRUSTED_AS, rules).createScriptURL('') ?? beside;
  navigator.serviceWorker.register(address).catch((error: unknown) => {
    console.info(`the page is not kept for times without a network: ${String(error)}`);
  });
}
