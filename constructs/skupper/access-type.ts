/** Ways in which Skupper's controller can publish ports of a router, by its own names. */
export const ACCESS_TYPES = [
  'local',
  'loadbalancer',
  'nodeport',
  'route',
  'ingress-nginx',
  'ingress',
  'contour-http-proxy',
  'gateway',
] as const;

/** A way in which Skupper's controller can publish ports of a router. */
export type AccessType = (typeof ACCESS_TYPES)[number];
