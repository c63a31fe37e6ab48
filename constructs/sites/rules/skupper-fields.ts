import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

/** What is asked of a field, in words, and whether a value is that. */
interface Demand {
  readonly field: string;
  readonly asked: string;
  readonly isRight: (value: unknown, spec: Readonly<Record<string, unknown>>) => boolean;
}

const isPort = (value: unknown): boolean => typeof value === 'number' && value >= 1 && value <= 65_535;
const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isName = (value: unknown): boolean => typeof value === 'string' && /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value);

const PORT: Demand = { field: 'port', asked: 'a port from 1 to 65535', isRight: isPort };
const TYPE: Demand = { field: 'type', asked: 'tcp', isRight: (value) => value === undefined || value === 'tcp' };
const HOST: Demand = { field: 'host', asked: 'the name of a Service: lower-case letters, digits and "-"', isRight: isName };
const SELECTOR: Demand = { field: 'selector', asked: 'a label selector', isRight: isFilled };

// Not `router-logging`: the controller never applies it, and restarts the router for it.
const SETTINGS = ['size', 'disable-anti-affinity', 'tls-prior-valid-revisions', 'ingressClassName', 'router-data-connection-count'];

/** What Skupper's controller asks for and the schemas of its resources do not. */
const DEMANDS: Readonly<Record<string, readonly Demand[] | undefined>> = {
  'Listener.skupper.io': [HOST, PORT, TYPE],
  'MultiKeyListener.skupper.io': [HOST, PORT],
  'Connector.skupper.io': [
    PORT,
    TYPE,
    {
      field: 'selector',
      asked: 'either a label selector or a host',
      isRight: (value, { host }) => isFilled(value) !== isFilled(host),
    },
  ],
  'AttachedConnector.skupper.io': [SELECTOR, PORT, TYPE],
  'Link.skupper.io': [
    { field: 'tlsCredentials', asked: 'the Secret with the certificate of this site', isRight: isFilled },
    {
      field: 'cost',
      asked: 'an integer of at least 1',
      isRight: (value) => value === undefined || (Number.isInteger(value) && Number(value) >= 1),
    },
  ],
  'RouterAccess.skupper.io': [
    {
      field: 'roles',
      asked: 'the role edge, or no edge can link',
      isRight: (value) => Array.isArray(value) && value.some((role) => (role as { readonly name?: unknown } | null)?.name === 'edge'),
    },
  ],
  'Site.skupper.io': [
    {
      field: 'settings',
      asked: `settings that the controller reads: ${SETTINGS.join(', ')}`,
      isRight: (value) => Object.keys(value ?? {}).every((key) => SETTINGS.includes(key)),
    },
  ],
};

/** Fields of Skupper's resources that its schemas let pass and its controller does not. */
export function skupperFields(): NetworkRule {
  const found: LocatedFinding[] = [];
  return {
    see: ({ json, path }) => {
      const demands = DEMANDS[groupKind(json.apiVersion, json.kind)] ?? [];
      if (demands.length === 0) return;
      const spec = (json['spec'] ?? {}) as Readonly<Record<string, unknown>>;
      for (const { field, asked, isRight } of demands) {
        const value = spec[field];
        if (isRight(value, spec)) continue;
        found.push({
          rule: 'skupper/field',
          path,
          location: `spec.${field}`,
          message: `${json.kind} wants ${asked}, received ${value === undefined ? 'none' : JSON.stringify(value)}`,
          fix: 'correct the field: the API server takes it, and Skupper does nothing or fails',
        });
      }
    },
    findings: () => found,
  };
}
