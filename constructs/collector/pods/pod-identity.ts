/** Labels that the operator puts on the pods of a collector and on no others. @param collector its name, and namespace as far as it is known */
export function podIdentity({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string | undefined;
}): Readonly<Record<string, string>> {
  const own = namespace === undefined ? { name: `${name}-collector` } : { instance: `${namespace}.${name}` };
  const labels = { ...own, component: 'opentelemetry-collector' };
  return Object.fromEntries(Object.entries(labels).map(([label, value]) => [`app.kubernetes.io/${label}`, value]));
}
