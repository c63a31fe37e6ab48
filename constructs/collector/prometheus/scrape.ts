import { missing, type FieldFault, type ObjectCheck } from './fault';
import { relabelFaults } from './relabel';
import { prometheusMillis } from './units';
import { canBeSet, isObject, isPresent, listOf, settingsOf, textOf, type Settings } from './value';

/** Path of files: a star in the last folder only. */
const FILES = /^[^*]*(\*[^/]*)?$/;
const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const ESCAPING = ['allow-utf-8', 'underscores', 'dots', 'values'];
const MINUTE = 60_000;

/** Checks of jobs, by object. */
export const SCRAPE_CHECKS: Readonly<Record<string, ObjectCheck>> = {
  Config: ({ global, scrape_configs: jobs, scrape_config_files: files }) => [
    ...listOf(files).flatMap((file, i) =>
      FILES.test(textOf(file) ?? '')
        ? []
        : [{ at: `scrape_config_files.${String(i)}`, says: 'has a star before the last folder', fix: 'Use a star in the last part only.' }],
    ),
    ...listOf(jobs).flatMap((job, i) => {
      const below = (fault: FieldFault): FieldFault => ({
        ...fault,
        at: [`scrape_configs.${String(i)}`, fault.at].filter(Boolean).join('.'),
      });
      if (!isPresent(job)) return [below(EMPTY)];
      return isObject(job) ? jobFaults(job, settingsOf(global)).map(below) : [];
    }),
    ...repeated(listOf(jobs)),
  ],
  GlobalConfig: (global) => {
    const { scrape_timeout: timeout, external_labels: labels, metric_name_validation_scheme: scheme } = global;
    const [every, most] = [intervalOf(global, {}), millisOf(timeout)];
    const names = Object.keys(settingsOf(labels)).filter((name) => name === '' || (scheme === 'legacy' && !LEGACY_NAME.test(name)));
    return [
      ...(every !== undefined && most !== undefined && most > every ? [LONGER] : []),
      ...names.map((name) => ({ at: `external_labels.${name}`, says: 'is not a valid label name', fix: 'Correct the name.' })),
      ...protocols(global),
    ];
  },
  StaticConfig: ({ labels }) =>
    Object.hasOwn(settingsOf(labels), '') ? [{ at: 'labels', says: 'has a label without a name', fix: 'Name the label.' }] : [],
};

const EMPTY: FieldFault = { at: '', says: 'is empty', fix: 'Remove the item or set its fields.' };
const LONGER: FieldFault = { at: 'scrape_timeout', says: 'is longer than scrape_interval', fix: 'change one of the two' };

function jobFaults(job: Settings, global: Settings): readonly FieldFault[] {
  const { job_name: name, scrape_timeout: timeout, relabel_configs: relabelings, metric_relabel_configs: metricRelabelings } = job;
  const [every, most] = [intervalOf(job, global), millisOf(timeout)];
  const lists = Object.entries({ relabel_configs: relabelings, metric_relabel_configs: metricRelabelings });
  const isLegacy = (textOf(job['metric_name_validation_scheme']) || textOf(global['metric_name_validation_scheme'])) === 'legacy';
  return [
    ...(canBeSet(name) ? [] : [missing('job_name')]),
    ...(every !== undefined && most !== undefined && most > every ? [LONGER] : []),
    ...protocols(job),
    ...escaping(job, global),
    ...(listOf(relabelings).length === 0 ? targets(job) : []),
    ...lists.flatMap(([key, rules]) =>
      listOf(rules).flatMap((rule, i) => {
        const at = `${key}.${String(i)}`;
        if (!isPresent(rule)) return [{ ...EMPTY, at }];
        return relabelFaults(settingsOf(rule), isLegacy).map((fault) => ({ ...fault, at: fault.at === '' ? at : `${at}.${fault.at}` }));
      }),
    ),
    ...Object.entries(job).flatMap(([key, list]) =>
      /_sd_configs$|^static_configs$/.test(key)
        ? listOf(list).flatMap((item, i) => (isPresent(item) ? [] : [{ ...EMPTY, at: `${key}.${String(i)}` }]))
        : [],
    ),
  ];
}

/** Returns the interval of a job in milliseconds; undefined for one that is known only in the cluster. */
function intervalOf({ scrape_interval: own }: Settings, { scrape_interval: global }: Settings): number | undefined {
  const given = [own, global].find((value) => isPresent(value) && millisOf(value) !== 0);
  return isPresent(given) ? millisOf(given) : MINUTE;
}

function millisOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : prometheusMillis(text);
}

function protocols({ scrape_protocols: wanted }: Settings): readonly FieldFault[] {
  if (!Array.isArray(wanted)) return [];
  const at = 'scrape_protocols';
  if (wanted.length === 0) return [{ at, says: 'is empty', fix: 'Remove scrape_protocols or name a protocol.' }];
  const empty = wanted.findIndex((name) => !isPresent(name));
  if (empty >= 0) return [{ ...EMPTY, at: `${at}.${String(empty)}` }];
  const names = wanted.map((name) => textOf(name)?.toLowerCase());
  const second = names.findIndex((name, i) => name !== undefined && names.indexOf(name) < i);
  return second < 0 ? [] : [{ at: `${at}.${String(second)}`, says: 'is there twice', fix: 'Remove one of the two.' }];
}

/** Names in UTF-8 need the validation of names in UTF-8. */
function escaping(job: Settings, global: Settings): readonly FieldFault[] {
  const [validation, escape] = ['metric_name_validation_scheme', 'metric_name_escaping_scheme'] as const;
  const escapeFor = (scheme: unknown): string => (scheme === 'legacy' ? 'underscores' : 'allow-utf-8');
  const globalScheme = canBeSet(global[validation]) ? global[validation] : 'utf8';
  const globalEscape = canBeSet(global[escape]) ? global[escape] : escapeFor(globalScheme);
  const isOwn = canBeSet(job[validation]);
  const scheme = isOwn ? job[validation] : globalScheme;
  const used = canBeSet(job[escape]) ? job[escape] : isOwn ? escapeFor(scheme) : globalEscape;
  const text = textOf(used);
  if (text !== undefined && !ESCAPING.includes(text)) {
    return [
      { at: canBeSet(job[escape]) ? escape : '', says: `has the unknown escaping scheme ${text}`, fix: `Use ${ESCAPING.join(', ')}.` },
    ];
  }
  return text === 'allow-utf-8' && scheme === 'legacy'
    ? [{ at: '', says: 'allows names in UTF-8, which the legacy validation refuses', fix: `Change ${escape} or ${validation}.` }]
    : [];
}

/** Targets are addresses; the path is an option of the job. */
function targets({ static_configs: groups }: Settings): readonly FieldFault[] {
  return listOf(groups).flatMap((group, i) =>
    listOf(settingsOf(group)['targets']).flatMap((target, j) =>
      textOf(target)?.includes('/') === true
        ? [
            {
              at: `static_configs.${String(i)}.targets.${String(j)}`,
              says: 'is not an address, since it has a slash',
              fix: 'Write host:port, and use scheme and metrics_path.',
            },
          ]
        : [],
    ),
  );
}

function repeated(jobs: readonly unknown[]): readonly FieldFault[] {
  const names = jobs.map((job) => textOf(settingsOf(job)['job_name']));
  return names.flatMap((name, i) =>
    name !== undefined && names.indexOf(name) < i
      ? [{ at: `scrape_configs.${String(i)}.job_name`, says: 'is there twice', fix: 'change one of the two' }]
      : [],
  );
}
