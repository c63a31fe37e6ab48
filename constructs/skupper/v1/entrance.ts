import type { AccessType } from '../../access-types';
import type { LinkAccess, LinkAccessPlan } from '../link-access';
import type { V1Entrance } from './site';

/** Returns how links come in to a Skupper v1 site; undefined if Skupper v1 has no such way, or not with these options. */
export function v1Entrance({ plan }: LinkAccess): V1Entrance | undefined {
  // Skupper v1 makes its certificates for hosts that it knows itself.
  return plan.certificate === 'program' ? undefined : ENTRANCES[plan.type](plan);
}

const ENTRANCES: Readonly<Record<AccessType, (plan: LinkAccessPlan) => V1Entrance | undefined>> = {
  local: () => ({ ingress: 'none' }),
  loadbalancer: ({ annotated }) => ({ ingress: 'loadbalancer', ...(annotated && { serviceAnnotations: annotated.annotations }) }),
  nodeport: ({ outside }) => ({ ingress: 'nodeport', ...(outside !== undefined && { host: outside }) }),
  route: ({ outside, annotated }) => (outside === undefined && annotated === undefined ? { ingress: 'route' } : undefined),
  'ingress-nginx': (plan) => ({ ingress: 'nginx-ingress-v1', ...ingressOf(plan) }),
  ingress: (plan) => ({ ingress: 'ingress', ...ingressOf(plan) }),
  'contour-http-proxy': ({ outside }) => ({ ingress: 'contour-http-proxy', ...(outside !== undefined && { host: outside }) }),
  gateway: () => undefined,
};

function ingressOf({ outside, annotated, ingressClassName }: LinkAccessPlan): Omit<V1Entrance, 'ingress'> {
  return {
    ...(outside !== undefined && { host: outside }),
    ingressAnnotations: {
      ...annotated?.annotations,
      ...(ingressClassName !== undefined && { 'kubernetes.io/ingress.class': ingressClassName }),
    },
  };
}
