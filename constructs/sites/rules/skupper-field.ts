import { defineRule } from '../../synth/define-rule';
import { groupKind } from '../../synth/phase';
import { watchObjects } from './object-watch';
import { CLUSTER } from './subjects/cluster';

/** Values that the controller accepts for a field. */
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

/** Values that Skupper's controller requires in addition to the schemas of its resources. */
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

/** The schemas of Skupper resources accept some values that the controller does not accept. */
export const skupperField = defineRule({
  id: 'skupper/field',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a field of a Skupper resource is nothing that the controller takes',
  check: () =>
    watchObjects(({ json }) => {
      const demands = DEMANDS[groupKind(json.apiVersion, json.kind)];
      if (demands === undefined) return [];
      const spec = (json['spec'] ?? {}) as Readonly<Record<string, unknown>>;
      return demands
        .filter(({ field, isRight }) => !isRight(spec[field], spec))
        .map(({ field, asked }) => ({
          location: `spec.${field}`,
          message: `${json.kind} wants ${asked}, received ${spec[field] === undefined ? 'none' : JSON.stringify(spec[field])}`,
          fix: 'correct the field: the API server takes it, and Skupper does nothing or fails',
        }));
    }),
});
