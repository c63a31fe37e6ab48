import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE, type LinkSpec, type SkupperResource } from './subjects/skupper-namespace';

/** A router that does not find its endpoint makes no connection and reports no error. The schema does not check this. */
export const linkEndpoints = defineRule({
  id: 'link/endpoints',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'a link lacks an endpoint, or has one without host or port',
  check: ({ links }) => links.flatMap((link) => [...missing(link), ...incomplete(link)]),
});

function missing({ path, spec: { endpoints = [] } }: SkupperResource<LinkSpec>): readonly LocatedFault[] {
  return ['inter-router', 'edge']
    .filter((name) => !endpoints.some((endpoint) => endpoint.name === name))
    .map((name) => ({
      path,
      location: 'spec.endpoints',
      message: `the endpoint ${name} is missing`,
      fix: 'name both endpoints: which one is used depends on the router, that of a hub or that of an edge',
    }));
}

function incomplete({ path, spec: { endpoints = [] } }: SkupperResource<LinkSpec>): readonly LocatedFault[] {
  return endpoints.flatMap(({ port, host }, i): readonly LocatedFault[] => {
    const isPort = typeof port === 'string' && /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
    const isHost = typeof host === 'string' && host !== '';
    if (isPort && isHost) return [];
    const message = isHost
      ? `the port has to be a number from 1 to 65535 in quotes, received ${JSON.stringify(port ?? '')}`
      : 'the host is missing';
    return [{ path, location: `spec.endpoints.${String(i)}`, message, fix: 'give host and port of the other router' }];
  });
}
