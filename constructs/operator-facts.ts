/** Name of an operator in the catalogue. */
export type OperatorId = 'certManager' | 'jaeger' | 'openTelemetry' | 'skupper' | 'argoCd' | 'olm';

/** An operator as a catalogue of OLM has it. */
export interface OlmPackage {
  /** Name of the Subscription to it. */
  readonly subscription: string;
  readonly package: string;
  readonly channel: string;
  /** A version that the channel was seen to have and that fits this package, as OLM names it; none where none was seen. */
  readonly csv?: string;
  /** A catalogue that has nothing but this version; none where it is in that of the cluster. */
  readonly index?: { readonly name: string; readonly displayName: string; readonly image: string };
  /** A namespace of its own, for what does not go with the others. */
  readonly namespace?: string;
}

/** The Helm chart of an operator. */
export interface OperatorChart {
  /** Its repository: `https://`, or `oci://` for a registry. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Where it is installed, as upstream's own commands have it. */
  readonly namespace: string;
  /** Values that differ from those of the chart, or that others count on. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** An operator: a program in the cluster that does what resources of its groups say. */
export interface OperatorFacts {
  readonly name: string;
  /** API groups that it brings. */
  readonly groups: readonly string[];
  /** The version that this package was made for. */
  readonly version: string;
  /** How to install that version without anything else. */
  readonly install: string;
  readonly chart?: OperatorChart;
  /** In the catalogue of operatorhub.io. */
  readonly operatorHub?: OlmPackage;
  /** In Red Hat's catalogue of OpenShift. */
  readonly redHat?: OlmPackage;
  /** How its program is found in a cluster; `kinds` where it is enough that its kinds are served. */
  readonly program: OperatorProgram | 'kinds';
  /** How a bootstrap installs it; `none` where a bootstrap does not. */
  readonly bootstrap: BootstrapFacts | 'none';
  /** The sites that need it though none of their objects is of its kinds. */
  readonly neededBy: 'kinds' | 'all';
  /** The operator that issues the certificate of its webhook, unless OLM does. */
  readonly certificateFrom?: OperatorId;
}

/** The program of an operator in a cluster. */
export interface OperatorProgram {
  /** Label selector that finds its Deployments in any namespace. */
  readonly selector: string;
  /** Names of its Deployments, for where they carry no label: OLM gives them the labels of the package, which may have none. */
  readonly deployments: readonly string[];
  /** The end of the name of its image. */
  readonly image: RegExp;
}

/** How a bootstrap installs an operator. */
export interface BootstrapFacts {
  /** Name of its files and Applications. */
  readonly unit: string;
  /** The sites whose bootstrap installs it unless the program states the operators. */
  readonly installedFor: 'all' | 'hubs' | 'none';
  /** Whether the charts of others have resources of it, so that Argo CD installs it before them. */
  readonly isFirst: boolean;
}

/** All operators. */
export type OperatorCatalogue = Readonly<Record<OperatorId, OperatorFacts>>;

/** Skupper's controller of either generation: one is told from the other by its version. */
export const SKUPPER_PROGRAM = {
  selector: 'application in (skupper-controller, skupper-site-controller)',
  deployments: ['skupper-controller', 'skupper-site-controller'],
  image: /(^|\/)(skupper-)?(site-)?controller$/,
} as const satisfies OperatorProgram;

/** A version, and the ways to install it. */
export function release<T extends object>(version: string, ways: (version: string) => T): T & { readonly version: string } {
  return { version, ...ways(version) };
}
