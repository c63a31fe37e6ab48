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

/** Returns all labels that the operator puts on the pods of a collector. */
export function podLabels({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string | undefined;
}): Readonly<Record<string, string>> {
  return {
    ...podIdentity({ name, namespace }),
    'app.kubernetes.io/managed-by': 'opentelemetry-operator',
    'app.kubernetes.io/name': `${name}-collector`,
    'app.kubernetes.io/part-of': 'opentelemetry',
  };
}

/** Returns the names of the Services that the operator creates for a collector. */
export function operatorServices(name: string): readonly string[] {
  return ['', '-headless', '-monitoring', '-extension'].map((suffix) => `${name}-collector${suffix}`);
}
