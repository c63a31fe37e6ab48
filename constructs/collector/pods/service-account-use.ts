/** Where a pod has the token of its service account. */
const TOKEN_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Whether settings use the token of the pod's service account: they say so (`auth_type: serviceAccount`), discover targets in the
 * Kubernetes API (`kubernetes_sd_configs`), or name its files. Components that do so unsaid bring access.
 */
export function usesServiceAccount(settings: unknown): boolean {
  if (typeof settings === 'string') return settings.includes(TOKEN_DIRECTORY);
  if (Array.isArray(settings)) return settings.some(usesServiceAccount);
  if (typeof settings !== 'object' || settings === null) return false;
  return Object.entries(settings).some(
    ([key, value]) => key === 'kubernetes_sd_configs' || (key === 'auth_type' && value === 'serviceAccount') || usesServiceAccount(value),
  );
}
