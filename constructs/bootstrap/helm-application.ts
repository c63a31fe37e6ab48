import { toJson_ApplicationSpec } from '../../imports/argoproj.io';
import { RETRY, automatedSync } from '../gitops/application-spec';
import type { OperatorChart } from '../operator-facts';
import type { ArgoCdDestination } from '../sites/argo-cd-destination';
import type { ArgoCdChannel } from './operator-source';

/** The spec of an Application that installs a Helm chart on a cluster. */
export function helmApplicationSpec(
  { repository, chart, version, namespace, values }: OperatorChart,
  { project, automated }: ArgoCdChannel['options'],
  destination: ArgoCdDestination,
): object {
  const spec = toJson_ApplicationSpec({
    project,
    source: {
      // Argo CD knows a registry by its repository having no scheme.
      repoUrl: repository.replace(/^oci:\/\//, ''),
      chart,
      targetRevision: version,
      helm: { releaseName: chart, ...(values && { valuesObject: values }) },
    },
    destination: { ...destination, namespace },
    syncPolicy: {
      ...automatedSync(automated),
      // The CRDs are too large for the annotation of an apply on the client.
      syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
      retry: RETRY,
    },
  });
  return spec ?? {};
}
