import { Duration, JsonPatch, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  debugExporter,
  EnvironmentSource,
  prometheusReceiver,
  PublicSite,
  secretValue,
  type Finding,
} from '../../constructs';
import { at, network, networkOf, specOf } from '../helpers';
import { PROMETHEUS_SETTINGS, type Json } from './prometheus-configs';
import { DISCOVERY_SETTINGS } from './prometheus-discovery';

type Options = Parameters<typeof prometheusReceiver>[0];

function scraper(options: Options = { config: { scrape_configs: [{ job_name: 'a' }] } }): CollectorPipeline {
  const collector = new CollectorPipeline(new PublicSite(network(), 'hub'), 'scraper', {
    environment: { SECONDS: EnvironmentSource.text('30'), PAUSE: EnvironmentSource.text('2s'), NONE: EnvironmentSource.text('') },
  });
  collector.metrics().receive(prometheusReceiver(options)).export(debugExporter());
  return collector;
}

/** Findings for the settings of the receiver, as a patch sets them. */
function findingsOf(settings: Json, wanted = 'component/options'): readonly Finding[] {
  const collector = scraper();
  collector.manifest.addJsonPatch(JsonPatch.replace('/spec/config/receivers/prometheus', settings));
  return networkOf(collector)
    .findings()
    .filter(({ rule }) => rule === wanted);
}

const RECEIVER = 'spec.config.receivers.prometheus';

/** Options that the collector accepts and does not use. */
function lostIn(settings: Json): readonly string[] {
  return findingsOf(settings, 'component/option-lost').map(({ location = '' }) => location.slice(RECEIVER.length + 1));
}

describe('the configuration of Prometheus', () => {
  it.each([...PROMETHEUS_SETTINGS, ...DISCOVERY_SETTINGS].map(({ name, settings, refused }) => [name, settings, refused] as const))(
    'is judged as the collector does: %s',
    (_, settings, refused) => {
      const found = findingsOf(settings);
      expect(found.map(({ location }) => location)).toEqual(refused.map((place) => (place === '' ? RECEIVER : `${RECEIVER}.${place}`)));
      for (const { message, fix } of found) {
        expect(message.split(' ').length).toBeLessThanOrEqual(30);
        expect(fix.split(' ').length).toBeLessThanOrEqual(30);
      }
    },
  );

  it.each([
    [{ config: { scrape_configs: [{ job_name: 'a', scrape_intervall: '30s' }] } }, 'did you mean scrape_interval?'],
    [{ config: { scrapeConfigs: [], scrape_configs: [{ job_name: 'a' }] } }, 'did you mean scrape_configs?'],
    [
      { config: { scrape_configs: [{ job_name: 'a', kubernetes_sd_configs: [{ role: 'pods' }] }] } },
      '"pods", which is not one of node, pod',
    ],
    [{ config: { scrape_configs: [{ job_name: 'a', zzz: 1 }] } }, 'is a field that Prometheus does not know'],
  ])('is told of with the name that is meant: %j', (settings, words) => {
    expect(findingsOf(settings).map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    [{ http_sd_config: { refresh: '30s', url: 'http://a' } }, ['http_sd_config.refresh', 'http_sd_config.url']],
    [{ http_scrape_config: { basic_auth: { user: 'a' } } }, ['http_scrape_config.basic_auth.user']],
    [{ http_scrape_config: { proxy_url: 'http://proxy:3128' } }, []],
  ])('of a target allocator loses fields: %j', (clients, lost) => {
    const allocator = { endpoint: 'http://allocator:80', interval: '30s', collector_id: 'a', ...clients };
    expect(lostIn({ target_allocator: allocator })).toEqual(lost.map((field) => `target_allocator.${field}`));
  });

  it.each([
    ['http://user:hunter2@proxy:3128', true],
    ['http://${env:SECONDS}:${env:PAUSE}@proxy:3128', true],
    ['http://user@proxy:3128', false],
    ['http://proxy:3128/a:b@c', false],
    ['${env:PAUSE}', false],
  ])('loses the password of the proxy %s: %j', (url, isLost) => {
    const config = { scrape_configs: [{ job_name: 'a', proxy_url: url }] };
    expect(lostIn({ config })).toEqual(isLost ? ['config.scrape_configs.0.proxy_url'] : []);
  });

  it('has durations, sizes and secrets as Prometheus reads them', () => {
    const collector = scraper({
      config: {
        global: { scrape_interval: Duration.seconds(90), scrape_timeout: '10s', body_size_limit: Size.mebibytes(10) },
        scrape_configs: [
          {
            job_name: 'shop',
            scrape_interval: Duration.millis(61_500),
            body_size_limit: Size.gibibytes(2),
            sample_limit: '${env:SECONDS}',
            static_configs: [{ targets: ['app.shop.svc:8080'], labels: { team: 'shop' } }],
            basic_auth: { username: 'scraper', password: secretValue('shop', 'password') },
            relabel_configs: [{ source_labels: ['__address__'], regex: '([^:]+).*', target_label: 'host', replacement: '$1' }],
          },
          {
            job_name: 'pods',
            body_size_limit: Size.kibibytes(1536),
            kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }],
          },
          { job_name: 'none', body_size_limit: Size.kibibytes(0) },
        ],
      },
    });
    expect(
      networkOf(collector)
        .findings()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(at(specOf(collector), 'config.receivers.prometheus.config')).toEqual({
      global: { scrape_interval: '1m30s', scrape_timeout: '10s', body_size_limit: '10MiB' },
      scrape_configs: [
        {
          job_name: 'shop',
          scrape_interval: '1m1s500ms',
          body_size_limit: '2GiB',
          sample_limit: '${env:SECONDS}',
          static_configs: [{ targets: ['app.shop.svc:8080'], labels: { team: 'shop' } }],
          basic_auth: { username: 'scraper', password: '${env:SHOP__PASSWORD}' },
          relabel_configs: [{ source_labels: ['__address__'], regex: '([^:]+).*', target_label: 'host', replacement: '$1' }],
        },
        { job_name: 'pods', body_size_limit: '1536KiB', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }] },
        { job_name: 'none', body_size_limit: '0' },
      ],
    });
  });
});
