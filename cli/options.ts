import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `--dist`: the output folder. */
export function distOption(): Option<'--dist <dir>', undefined, string> {
  return new Option('--dist <dir>', 'folder that synthesis wrote').default(process.env['CDK8S_OUTDIR'] ?? 'dist');
}

/** `--context`: which context of the kubeconfig leads to which site; may be repeated. */
export function contextOption(): Option<'--context <site=context>', undefined, ReadonlyMap<string, string>, ReadonlyMap<string, string>> {
  return new Option(
    '--context <site=context>',
    'context of the kubeconfig for a site or cluster, where it has another name; may be repeated',
  )
    .default(new Map<string, string>(), 'the context with the name of the cluster or site')
    .argParser((text: string, known: ReadonlyMap<string, string>) => {
      const cut = text.indexOf('=');
      if (cut <= 0 || cut === text.length - 1) throw new InvalidArgumentError('write it as SITE=CONTEXT.');
      return new Map([...known, [text.slice(0, cut), text.slice(cut + 1)]]);
    });
}

/** `--kubeconfig`: the file. */
export function kubeconfigOption(): Option<'--kubeconfig <file>'> {
  return new Option('--kubeconfig <file>', 'kubeconfig, if not that of KUBECONFIG or ~/.kube/config');
}

/** An option that takes a duration such as `90s`, `5m` or `1h`, in milliseconds. @param standard its default, written like that */
export function durationOption<F extends string>(flags: F, description: string, standard: string): Option<F, undefined, number, number> {
  return new Option(flags, description).default(parseDuration(standard), standard).argParser(parseDuration);
}

/** A duration such as `90s`, `5m` or `1h`, in milliseconds. */
export function parseDuration(text: string): number {
  const [, digits, unit = ''] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const factor = { s: 1_000, m: 60_000, h: 3_600_000 }[unit];
  if (digits === undefined || factor === undefined) throw new InvalidArgumentError('write it as a number with s, m or h, for example 90s.');
  return Number(digits) * factor;
}
