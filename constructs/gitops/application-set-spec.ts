import { toJson_ApplicationSetSpec, type ApplicationSpecIgnoreDifferences } from '../../imports/argoproj.io';
import type { ArgoCdDestination } from '../sites/argo-cd-destination';
import { applicationSpec, CASCADE, syncOptions, type ApplicationOptions } from './application-spec';
import { folderOfSite } from './source-arguments';

/** One site, as an element of the list. */
export interface SetElement {
  readonly site: string;
  /** Folder of the site within that of the output. */
  readonly folder: string;
  readonly namespace: string;
  readonly destination: ArgoCdDestination;
  readonly ignored: readonly ApplicationSpecIgnoreDifferences[];
}

/** What an ApplicationSet is beside its sites. */
export interface ApplicationSetOptions extends ApplicationOptions {
  readonly folder: string;
  readonly namePrefix: string;
  readonly cascade: boolean;
}

const IGNORED_PATCH =
  '{ "spec": { {{ if .ignored }}"ignoreDifferences": {{ toJson .ignored }}, ' +
  `"syncPolicy": { "syncOptions": ${JSON.stringify(syncOptions([true]))} }{{ end }} } }`;

/** The spec of an ApplicationSet: one template, and a list of what sites differ in. */
export function applicationSetSpec(options: ApplicationSetOptions, elements: readonly SetElement[]): object {
  const byName = elements.some(({ destination }) => destination.name !== undefined);
  const byServer = elements.some(({ destination }) => destination.server !== undefined);
  const hasFolders = elements.some(({ site, folder }) => folder !== site);
  const hasIgnored = elements.some(({ ignored }) => ignored.length > 0);
  const spec = toJson_ApplicationSetSpec({
    goTemplate: true,
    // A template that asks for what an element lacks is an error, and not an Application with a hole in it.
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        list: {
          elements: elements.map(({ site, folder, namespace, destination, ignored }) => ({
            site,
            ...(hasFolders && { folder }),
            namespace,
            ...(byName && { cluster: destination.name ?? '' }),
            ...(byServer && { server: destination.server ?? '' }),
            ...(hasIgnored && { ignored }),
          })),
        },
      },
    ],
    template: {
      metadata: {
        name: `${options.namePrefix}{{.site}}`,
        ...(options.cascade && { finalizers: [CASCADE] }),
      },
      spec: applicationSpec(options, {
        folder: folderOfSite(options.folder, hasFolders ? '{{.folder}}' : '{{.site}}'),
        namespace: '{{.namespace}}',
        destination: templateDestination(byName, byServer),
        ignored: [],
      }),
    },
    // A template cannot hold a list that differs between sites. The patch replaces lists as a whole.
    ...(hasIgnored && { templatePatch: IGNORED_PATCH }),
    // Without this, the objects of a site would go with its element of the list.
    syncPolicy: { preserveResourcesOnDeletion: !options.cascade },
  });
  return spec ?? {};
}

function templateDestination(byName: boolean, byServer: boolean): ArgoCdDestination | { readonly name: string; readonly server: string } {
  const [name, server] = ['{{.cluster}}', '{{.server}}'];
  if (byName && byServer) return { name, server };
  return byServer ? { server } : { name };
}
