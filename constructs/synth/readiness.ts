import { groupKind } from './phase';

/** How one sees that an object does its work. */
export type Readiness = { readonly condition: string } | { readonly field: string; readonly equals: string | boolean };

/** Only kinds whose status says so; for all others being there is enough. */
const READINESS: Readonly<Record<string, Readiness | undefined>> = {
  'Site.skupper.io': { condition: 'Ready' },
  'RouterAccess.skupper.io': { condition: 'Ready' },
  'SecuredAccess.skupper.io': { condition: 'Ready' },
  'Link.skupper.io': { condition: 'Ready' },
  'Listener.skupper.io': { condition: 'Ready' },
  'Connector.skupper.io': { condition: 'Ready' },
  'AttachedConnector.skupper.io': { condition: 'Ready' },
  'AttachedConnectorBinding.skupper.io': { condition: 'Ready' },
  'AccessGrant.skupper.io': { condition: 'Ready' },
  'Certificate.skupper.io': { condition: 'Ready' },
  // Its Ready condition is never written.
  'MultiKeyListener.skupper.io': { field: 'status.status', equals: 'Ready' },
  'AccessToken.skupper.io': { field: 'status.redeemed', equals: true },
  'OpenTelemetryCollector.opentelemetry.io': { condition: 'Ready' },
  'Jaeger.jaegertracing.io': { field: 'status.phase', equals: 'Running' },
  'Deployment.apps': { condition: 'Available' },
  'Certificate.cert-manager.io': { condition: 'Ready' },
  Namespace: { field: 'status.phase', equals: 'Active' },
};

/** What readiness means for a kind, undefined where its status says nothing. */
export function readinessOf(apiVersion: string, kind: string): Readiness | undefined {
  return READINESS[groupKind(apiVersion, kind)];
}

/** The kinds of an API group whose status says whether they are ready, with what it says. */
export function readinessIn(group: string): ReadonlyMap<string, Readiness> {
  return new Map(
    Object.entries(READINESS).flatMap(([key, readiness]) => {
      const kind = key.slice(0, key.indexOf('.'));
      return readiness !== undefined && key === `${kind}.${group}` ? [[kind, readiness] as const] : [];
    }),
  );
}
