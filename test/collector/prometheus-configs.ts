/** Settings of a Prometheus receiver, and what the collector says to them. */
export interface JudgedSettings {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Paths of the findings; none where the collector accepts the settings. */
  readonly refused: readonly string[];
}

export type Json = Readonly<Record<string, unknown>>;

export const JOB = 'config.scrape_configs.0';

const TARGETS = { static_configs: [{ targets: ['app.shop.svc:8080'] }] };
export const accepted = (name: string, settings: Json): JudgedSettings => ({ name, settings, refused: [] });
export const refused = (name: string, settings: Json, ...paths: readonly string[]): JudgedSettings => ({ name, settings, refused: paths });

/** Settings with one job. */
export const job = (options: Json): Json => ({ config: { scrape_configs: [{ job_name: 'a', ...TARGETS, ...options }] } });
/** Settings with one job and other options of the configuration. */
const config = (options: Json): Json => ({ config: { scrape_configs: [{ job_name: 'a', ...TARGETS }], ...options } });
const relabel = (rule: unknown, options: Json = {}): Json => job({ relabel_configs: [rule], ...options });

const RULE = `${JOB}.relabel_configs.0`;

/** Settings that unit tests compare with the rules, and a suite with the real collector. The environment has `N=30` and `T=30s`. */
export const PROMETHEUS_SETTINGS: readonly JudgedSettings[] = [
  // Fields and their types.
  accepted('one job', job({})),
  refused('a misspelt field of a job', job({ scrape_intervall: '30s' }), `${JOB}.scrape_intervall`),
  refused('a misspelt section', config({ globals: {} }), 'config.globals'),
  refused('a field in upper case', config({ Global: {} }), 'config.Global'),
  refused(
    'an unknown field of a group of targets',
    job({ static_configs: [{ targets: ['a'], label: {} }] }),
    `${JOB}.static_configs.0.label`,
  ),
  refused('a text for a boolean', job({ honor_labels: 'true' }), `${JOB}.honor_labels`),
  refused('a number for a boolean', job({ honor_labels: 1 }), `${JOB}.honor_labels`),
  refused('a text for a number', job({ sample_limit: '5' }), `${JOB}.sample_limit`),
  refused('a negative limit', job({ sample_limit: -1 }), `${JOB}.sample_limit`),
  accepted('a fraction for a limit', job({ sample_limit: 1.5 })),
  refused('a text for a list', job({ static_configs: [{ targets: 'a:1' }] }), `${JOB}.static_configs.0.targets`),
  refused('a list for a text', job({ metrics_path: ['a'] }), `${JOB}.metrics_path`),
  refused('an object for a list', config({ scrape_configs: {} }), '', 'config.scrape_configs'),
  refused('a text for a section', config({ global: 'a' }), 'config.global'),
  refused('a list for a section', config({ global: [] }), 'config.global'),
  refused('a text for the values of a parameter', job({ params: { module: 'http' } }), `${JOB}.params.module`),
  accepted('numbers and booleans for texts', job({ metrics_path: true, params: { a: ['b', 1] }, static_configs: [{ labels: { a: 1 } }] })),
  accepted('sections without a value', config({ global: null, tracing: null, storage: null })),
  accepted('unusual schemes and paths', job({ scheme: 'ftp', metrics_path: 'metrics' })),
  // Durations and sizes.
  refused('a duration without a unit', config({ global: { scrape_interval: '30' } }), 'config.global.scrape_interval'),
  refused('a duration as a number', job({ scrape_interval: 30 }), `${JOB}.scrape_interval`),
  refused('a duration with a fraction', job({ scrape_interval: '1.5s' }), `${JOB}.scrape_interval`),
  refused('a duration with its units in the wrong order', job({ scrape_interval: '30s1m' }), `${JOB}.scrape_interval`),
  refused('an empty duration', job({ scrape_interval: '' }), `${JOB}.scrape_interval`),
  refused('a negative duration', job({ scrape_interval: '-30s' }), `${JOB}.scrape_interval`),
  refused('a duration that is too long', job({ scrape_interval: '300y' }), `${JOB}.scrape_interval`),
  accepted('a duration of 0', job({ scrape_interval: 0 })),
  ...['90s', '1m30s', '11s500ms', '1d12h', '1w', '1h'].map((scrape_interval) =>
    accepted(`the duration ${scrape_interval}`, job({ scrape_interval })),
  ),
  ...['10MiB', '10MB', '1.5GB', '1GiB512MiB', '0', '-1MB', '5B'].map((body_size_limit) =>
    accepted(`the size ${body_size_limit}`, job({ body_size_limit })),
  ),
  ...['10Mi', '10kB', '10m', '10485760', '', '1GB512MiB', 'MB'].map((body_size_limit) =>
    refused(`the size ${body_size_limit}`, job({ body_size_limit }), `${JOB}.body_size_limit`),
  ),
  refused('a size as a number', job({ body_size_limit: 10_485_760 }), `${JOB}.body_size_limit`),
  // Values from the environment.
  accepted('a number from the environment', job({ sample_limit: '${env:SECONDS}' })),
  accepted('a duration from the environment', job({ scrape_interval: '${env:PAUSE}' })),
  accepted('the number of a duration from the environment', job({ scrape_interval: '${env:SECONDS}s', scrape_timeout: '10s' })),
  refused('a duration that no variable makes right', job({ scrape_interval: '${env:SECONDS} seconds' }), `${JOB}.scrape_interval`),
  // Jobs.
  refused('a job without a name', { config: { scrape_configs: [TARGETS] } }, JOB),
  refused('a job with an empty name', job({ job_name: '' }), JOB),
  refused('an empty job', { config: { scrape_configs: [null] } }, JOB),
  refused('two jobs with one name', config({ scrape_configs: [{ job_name: 'a' }, { job_name: 'a' }] }), 'config.scrape_configs.1.job_name'),
  refused(
    'names that are the same text',
    config({ scrape_configs: [{ job_name: 1 }, { job_name: '1' }] }),
    'config.scrape_configs.1.job_name',
  ),
  refused('a timeout above the interval', job({ scrape_interval: '10s', scrape_timeout: '20s' }), `${JOB}.scrape_timeout`),
  refused('a timeout above the default interval', job({ scrape_timeout: '2m' }), `${JOB}.scrape_timeout`),
  refused('a global timeout above the interval', config({ global: { scrape_timeout: '2m' } }), 'config.global.scrape_timeout'),
  accepted('a global timeout above the interval of a job', {
    config: { global: { scrape_timeout: '20s' }, scrape_configs: [{ job_name: 'a', scrape_interval: '10s', ...TARGETS }] },
  }),
  refused('a target with a path', job({ static_configs: [{ targets: ['a:1/metrics'] }] }), `${JOB}.static_configs.0.targets.0`),
  accepted('a target with a path that a rule replaces', {
    config: {
      scrape_configs: [
        {
          job_name: 'probe',
          static_configs: [{ targets: ['http://shop.example/health'] }],
          relabel_configs: [
            { source_labels: ['__address__'], target_label: '__param_target' },
            { target_label: '__address__', replacement: 'blackbox:9115' },
          ],
        },
      ],
    },
  }),
  refused('an empty group of targets', job({ static_configs: [null] }), `${JOB}.static_configs.0`),
  accepted('a group without targets', job({ static_configs: [{}] })),
  refused('a label without a name', job({ static_configs: [{ labels: { '': 'a' } }] }), `${JOB}.static_configs.0.labels`),
  accepted('a label with a dash', config({ global: { external_labels: { 'a-b': 'c' } } })),
  refused(
    'a label with a dash and the legacy validation',
    config({ global: { external_labels: { 'a-b': 'c' }, metric_name_validation_scheme: 'legacy' } }),
    'config.global.external_labels.a-b',
  ),
  refused('an unknown protocol', job({ scrape_protocols: ['OpenMetrics'] }), `${JOB}.scrape_protocols.0`),
  refused('no protocol', job({ scrape_protocols: [] }), `${JOB}.scrape_protocols`),
  refused('a protocol twice', job({ scrape_protocols: ['PrometheusProto', 'PrometheusProto'] }), `${JOB}.scrape_protocols.1`),
  accepted('a fallback protocol', job({ fallback_scrape_protocol: 'PrometheusText0.0.4' })),
  refused('an unknown fallback protocol', job({ fallback_scrape_protocol: 'text' }), `${JOB}.fallback_scrape_protocol`),
  refused('an unknown validation of names', job({ metric_name_validation_scheme: 'old' }), `${JOB}.metric_name_validation_scheme`),
  refused('an unknown escaping of names', job({ metric_name_escaping_scheme: 'underscore' }), `${JOB}.metric_name_escaping_scheme`),
  refused(
    'names in UTF-8 with the legacy validation',
    job({ metric_name_validation_scheme: 'legacy', metric_name_escaping_scheme: 'allow-utf-8' }),
    JOB,
  ),
  accepted('the legacy validation of one job', job({ metric_name_validation_scheme: 'legacy' })),
  // Sections.
  ...['remote_write', 'remote_read'].map((key) => refused(`the section ${key}`, config({ [key]: [{ url: 'http://a' }] }), `config.${key}`)),
  refused('files of rules', config({ rule_files: ['a.yml'] }), 'config.rule_files'),
  refused(
    'managers of alerts',
    config({ alerting: { alertmanagers: [{ static_configs: [{ targets: ['a'] }] }] } }),
    'config.alerting.alertmanagers',
  ),
  accepted('empty sections that the receiver does not support', config({ rule_files: [], remote_write: [], alerting: {} })),
  accepted('files of jobs', { config: { scrape_config_files: ['/etc/jobs/*.yml'] } }),
  refused('files of jobs in any folder', config({ scrape_config_files: ['/etc/*/jobs.yml'] }), 'config.scrape_config_files.0'),
  refused('an unknown translation', config({ otlp: { translation_strategy: 'none' } }), 'config.otlp.translation_strategy'),
  accepted('all attributes of a resource', config({ otlp: { promote_all_resource_attributes: true, ignore_resource_attributes: ['a'] } })),
  refused(
    'ignored attributes of a resource',
    config({ otlp: { ignore_resource_attributes: ['a'] } }),
    'config.otlp.ignore_resource_attributes',
  ),
  refused(
    'an attribute twice',
    config({ otlp: { promote_resource_attributes: ['a', ' a'] } }),
    'config.otlp.promote_resource_attributes.1',
  ),
  refused(
    'an unknown encoding',
    config({ storage: { tsdb: { chunk_encoding: { floats: 'zip' } } } }),
    'config.storage.tsdb.chunk_encoding.floats',
  ),
  refused('traces without an endpoint', config({ tracing: {} }), 'config.tracing'),
  refused(
    'a percentage above 100',
    config({ storage: { tsdb: { retention: { percentage: 101 } } } }),
    'config.storage.tsdb.retention.percentage',
  ),
  // Relabelling.
  accepted(
    'a replacement with a group',
    relabel({ source_labels: ['__address__'], regex: '([^:]+).*', target_label: 'host', replacement: '$1:9100' }),
  ),
  accepted('an action in upper case', relabel({ source_labels: ['a'], regex: 'b', action: 'DROP' })),
  refused('an unknown action', relabel({ source_labels: ['a'], action: 'remove' }), `${RULE}.action`),
  refused('an empty action', relabel({ target_label: 'a', action: '' }), `${RULE}.action`),
  refused('hashmod without a modulus', relabel({ source_labels: ['a'], target_label: 'b', action: 'hashmod' }), RULE),
  refused('a modulus as a text', relabel({ source_labels: ['a'], target_label: 'b', modulus: '4', action: 'hashmod' }), `${RULE}.modulus`),
  accepted('hashmod with a modulus', relabel({ source_labels: ['a'], target_label: 'b', modulus: 4, action: 'hashmod' })),
  accepted(
    'hashmod with a modulus from the environment',
    relabel({ source_labels: ['a'], target_label: 'b', modulus: '${env:SECONDS}', action: 'hashmod' }),
  ),
  refused('replace without a target', relabel({ source_labels: ['a'], replacement: 'b' }), RULE),
  refused(
    'lowercase with a replacement',
    relabel({ source_labels: ['a'], target_label: 'b', replacement: 'c', action: 'lowercase' }),
    `${RULE}.replacement`,
  ),
  refused(
    'keepequal with an expression',
    relabel({ source_labels: ['a'], target_label: 'b', regex: 'c', action: 'keepequal' }),
    `${RULE}.regex`,
  ),
  accepted('keepequal', relabel({ source_labels: ['a'], target_label: 'b', action: 'keepequal' })),
  refused('labeldrop with source labels', relabel({ source_labels: ['a'], regex: 'b', action: 'labeldrop' }), `${RULE}.source_labels`),
  refused('labeldrop with no source label', relabel({ source_labels: [], regex: 'b', action: 'labeldrop' }), `${RULE}.source_labels`),
  accepted('labeldrop with a default', relabel({ regex: 'b', separator: ';', action: 'labeldrop' })),
  accepted('labelmap', relabel({ regex: '__meta_kubernetes_pod_label_(.+)', action: 'labelmap' })),
  refused('labelmap with an empty replacement', relabel({ regex: 'a(.+)', replacement: '', action: 'labelmap' }), `${RULE}.replacement`),
  refused('an empty source label', relabel({ source_labels: [''], target_label: 'a' }), `${RULE}.source_labels.0`),
  refused('an empty rule', relabel(null), RULE),
  refused('an unknown field of a rule', relabel({ source_label: ['a'], target_label: 'b' }), `${RULE}.source_label`),
  accepted('a target in UTF-8', relabel({ target_label: 'a-b', replacement: 'c' })),
  refused(
    'a target in UTF-8 with the legacy validation',
    relabel({ target_label: 'a-b' }, { metric_name_validation_scheme: 'legacy' }),
    `${RULE}.target_label`,
  ),
  accepted(
    'a target with a group and the legacy validation',
    relabel({ source_labels: ['a'], target_label: 'a_$1' }, { metric_name_validation_scheme: 'legacy' }),
  ),
  refused(
    'a fault in the rules of metrics',
    job({ metric_relabel_configs: [{ action: 'droop' }] }),
    `${JOB}.metric_relabel_configs.0.action`,
  ),
];
