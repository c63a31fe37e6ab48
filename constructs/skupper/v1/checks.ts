import { isIP } from 'node:net';

import { ArgumentError, quote, type ArgumentPlace } from '../../synth/argument';
import { isHost } from '../endpoint';
import { V1_INGRESSES, type SkupperV1Options, type V1PodOptions } from './options';

/**
 * What Skupper v1 would take in silence, for programs whose types nobody checked and for what types do not say.
 *
 * @throws ArgumentError for the first option that cannot be right
 */
export function requireV1Options(place: ArgumentPlace, options: SkupperV1Options): void {
  const { console, prometheus, router = {}, controller = {}, annotationSeparator } = options;
  const fail = (what: string, asked: string, received: string, fix: string): never => {
    throw new ArgumentError(place, what, `has to be ${asked}, received ${received}`, fix);
  };
  const oneOf = (what: string, value: string | undefined, known: readonly string[]): void => {
    if (value !== undefined && !known.includes(value)) fail(what, `one of ${known.join(', ')}`, quote(value), 'choose one of them');
  };
  oneOf('console.authentication', console?.authentication, ['openshift', 'internal', 'unsecured']);
  oneOf('console.ingress', console?.ingress, V1_INGRESSES);
  oneOf('prometheus.authentication', prometheus?.authentication, ['tls', 'unsecured']);
  if (console?.authentication === 'unsecured' && (console.ingress ?? 'none') !== 'none') {
    const fix = 'leave the ingress out, and use kubectl port-forward; or have it ask for a login';
    fail('console.ingress', 'none for a console without a login', quote(console.ingress ?? ''), fix);
  }
  const server = prometheus?.externalServer;
  if (server !== undefined && !isPublicUrl(server)) {
    const fix = 'give https://host/path: this is written in clear, for everybody who may read ConfigMaps';
    fail('prometheus.externalServer', 'a URL without a password', 'another text', fix);
  }
  if (annotationSeparator !== undefined && !/^[^\sA-Za-z0-9]$/.test(annotationSeparator)) {
    fail('annotationSeparator', 'one sign', quote(annotationSeparator), "use one that no value has, for example ';'");
  }
  if (router.logging !== undefined && !/^[\w:,+-]+$/.test(router.logging)) {
    fail(
      'router.logging',
      'levels, with modules before them',
      quote(router.logging),
      "write them like 'info' or 'ROUTER:debug,SERVER:info'",
    );
  }
  for (const [key, pods] of [
    ['router', router],
    ['controller', controller],
  ] as const) {
    requirePods(key, pods, fail);
  }
}

function requirePods(
  key: string,
  { ingressHost, loadBalancerIp }: V1PodOptions,
  fail: (what: string, asked: string, received: string, fix: string) => never,
): void {
  if (ingressHost !== undefined && !isHost(ingressHost)) {
    fail(`${key}.ingressHost`, 'a DNS name or an address', quote(ingressHost), 'give the host alone, without a scheme or a port');
  }
  if (loadBalancerIp !== undefined && isIP(loadBalancerIp) === 0) {
    fail(`${key}.loadBalancerIp`, 'an address', quote(loadBalancerIp), 'give an IPv4 or IPv6 address');
  }
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}
