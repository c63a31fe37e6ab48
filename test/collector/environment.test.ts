import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  basicauthExtension,
  CollectorMode,
  customExporter,
  EnvironmentSource,
  kubeletStatsReceiver,
  otlpHttpExporter,
  secretValue,
  type CollectorPipeline,
  type Environment,
  type SecretValue,
} from '../../constructs';
import { at, gateway, networkOf, rulesOf, specOf } from '../helpers';

const to = (name: string, authorization: SecretValue | string) =>
  otlpHttpExporter({ name, endpoint: 'https://otlp.example.com', headers: { authorization: authorization as SecretValue } });
const envOf = (collector: CollectorPipeline): unknown => at(specOf(collector), 'env');
const fromSecret = (variable: string, name: string, key: string): unknown => ({
  name: variable,
  valueFrom: { secretKeyRef: { name, key } },
});

describe('a secret value', () => {
  it('is read from the environment, which takes it from the Secret', () => {
    const collector = gateway();
    collector.traces().export(to('a', secretValue('backend', 'token', { prefix: 'Bearer ' })));
    expect(specOf(collector)).toMatchObject({
      env: [fromSecret('BACKEND__TOKEN', 'backend', 'token')],
      config: { exporters: { 'otlp_http/a': { headers: { authorization: 'Bearer ${env:BACKEND__TOKEN}' } } } },
    });
  });

  it.each([
    ['tls-creds', 'api-token', /^TLS_CREDS__API_TOKEN$/],
    ['tls-creds', 'api.token', /^TLS_CREDS__API_TOKEN_[0-9A-F]{8}$/],
    ['4eyes', 'Key_2', /^_4EYES__KEY_2_[0-9A-F]{8}$/],
  ])('names its variable after the Secret %s and the key %s', (secret, key, variable) => {
    expect(secretValue(secret, key).variable).toMatch(variable);
    expect(String(secretValue(secret, key))).toBe(`\${env:${secretValue(secret, key).variable}}`);
    expect(String(secretValue(secret, key, { variable: 'own' }))).toBe('${env:own}');
  });

  it('has a variable of its own, whatever the names differ in', () => {
    const secrets = ['a', 'a-b', 'a--b', 'a.b', 'a-b--c'].flatMap((secret) =>
      ['c', 'C', 'b-c', 'b_c', '_c'].map((key) => [secret, key] as const),
    );
    const variables = secrets.map(([secret, key]) => secretValue(secret, key).variable);
    expect(new Set(variables).size).toBe(secrets.length);
    expect(variables.filter((name) => !/^[A-Z_][A-Z0-9_]*$/.test(name))).toEqual([]);
  });

  it('that several components ask for is one variable', () => {
    const collector = gateway();
    collector.traces().export(to('a', secretValue('backend', 'token')), to('b', secretValue('backend', 'token', { prefix: 'Basic ' })));
    collector.logs().export(to('c', secretValue('backend', 'other')));
    expect(envOf(collector)).toEqual([fromSecret('BACKEND__OTHER', 'backend', 'other'), fromSecret('BACKEND__TOKEN', 'backend', 'token')]);
  });

  it('comes with an extension too', () => {
    const collector = gateway();
    const authenticator = basicauthExtension({ clientAuth: { username: 'shop', password: secretValue('backend', 'password') } });
    collector.traces().export(otlpHttpExporter({ endpoint: 'https://otlp.example.com', auth: { authenticator } }));
    expect(envOf(collector)).toEqual([fromSecret('BACKEND__PASSWORD', 'backend', 'password')]);
  });

  it('put into a text by hand brings no variable, and that is found', () => {
    const collector = gateway();
    collector.traces().export(to('a', `Bearer ${String(secretValue('backend', 'token'))}`));
    expect(rulesOf(networkOf(collector).findings())).toEqual(['environment/undefined hub/gateway/Resource']);
  });

  it('refuses a variable that another Secret has in the same component', () => {
    const [a, b] = ['a', 'b'].map((name) => secretValue(name, 'token', { variable: 'TOKEN' }));
    const headers = { a, b } as Record<string, SecretValue>;
    expect(() => otlpHttpExporter({ endpoint: 'https://otlp.example.com', headers })).toThrow(ArgumentError);
  });

  it.each([
    ['No Secret', 'key', undefined],
    ['secret', 'no key', undefined],
    ['secret', '', undefined],
    ['secret', 'key', '1st'],
    ['secret', 'key', 'a-b'],
    ['secret', 'key', 'A}${file:/etc/passwd'],
  ])('refuses the names %o %o %o', (secret, key, variable) => {
    expect(() => secretValue(secret, key, { variable })).toThrow(ArgumentError);
  });
});

describe('the environment of a collector', () => {
  it('has fields of the pod, keys of Secrets and ConfigMaps, and texts, sorted', () => {
    const environment = {
      ZONE: EnvironmentSource.configMap('places', 'zone.name'),
      HOST_IP: EnvironmentSource.field('status.hostIP'),
      KEY: EnvironmentSource.secret('keys', 'main'),
      team: EnvironmentSource.text('shop'),
    };
    expect(envOf(gateway({ environment }))).toEqual([
      { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
      fromSecret('KEY', 'keys', 'main'),
      { name: 'ZONE', valueFrom: { configMapKeyRef: { name: 'places', key: 'zone.name' } } },
      { name: 'team', value: 'shop' },
    ]);
    expect(specOf(gateway())).not.toHaveProperty('env');
  });

  it('has what components bring, and refuses another meaning for it', () => {
    const withStats = (environment?: Environment): CollectorPipeline => {
      const collector = gateway({ environment, mode: CollectorMode.daemonset() });
      collector.metrics().receive(kubeletStatsReceiver());
      return collector;
    };
    const nodeName = [{ name: 'K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }];
    expect(envOf(withStats())).toEqual(nodeName);
    expect(envOf(withStats({ K8S_NODE_NAME: EnvironmentSource.field('spec.nodeName') }))).toEqual(nodeName);
    const other = withStats({ K8S_NODE_NAME: EnvironmentSource.field('status.hostIP') });
    expect(rulesOf(networkOf(other).findings())).toEqual(['component/conflict hub/gateway']);
  });

  it('has what a component outside the catalogue asks for', () => {
    const collector = gateway();
    const settings = { key: '${env:OWN_KEY}', token: secretValue('own', 'token') };
    const environment = { OWN_KEY: EnvironmentSource.secret('own', 'key') };
    collector.traces().export(customExporter('own', { signals: ['traces'], settings, environment }));
    expect(envOf(collector)).toEqual([fromSecret('OWN_KEY', 'own', 'key'), fromSecret('OWN__TOKEN', 'own', 'token')]);
  });

  it.each(['a-b', '1st', '', 'two words'])('refuses a variable named %o', (name) => {
    expect(() => gateway({ environment: { [name]: EnvironmentSource.text('x') } })).toThrow(ArgumentError);
  });

  it('refuses objects that Kubernetes could not have', () => {
    expect(() => EnvironmentSource.secret('Not A Name', 'key')).toThrow(ArgumentError);
    expect(() => EnvironmentSource.configMap('not_a_name', 'key')).toThrow(ArgumentError);
  });
});
