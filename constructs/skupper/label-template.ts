import { Construct } from 'constructs';

import { requireDnsLabel } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { SYNC_WAVE } from '../synth/phase';
import { PURE } from '../synth/shape/pure';

/** Properties of `SkupperLabelTemplate`. */
export interface SkupperLabelTemplateProps {
  /** Name of the ConfigMap: a DNS label. */
  readonly name: string;
  /** Kind of the objects, as Skupper writes it: `Service`, `Ingress`, `Route`. */
  readonly kind: string;
  /** Name of the object. @default - every object of the kind that Skupper makes in the namespace */
  readonly object?: string;
  /** Labels that the objects get. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations that the objects get, for example those of a cloud's load balancer. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * What tools that apply manifests put on every object they apply. On an object that Skupper made it would say that it is
 * theirs, to be pruned.
 */
const TRACKING = [
  SYNC_WAVE,
  'app.kubernetes.io/instance',
  'argocd.argoproj.io/instance',
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/installation-id',
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
  'helm.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/namespace',
];

/**
 * Labels and annotations for objects that Skupper's controller makes: a ConfigMap whose own labels and annotations it copies.
 *
 * @see https://github.com/skupperproject/skupper/blob/2.2.1/internal/kube/site/labels/registry.go
 */
export class SkupperLabelTemplate extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if the name is no DNS label */
  public constructor(scope: Construct, id: string, props: SkupperLabelTemplateProps) {
    super(scope, id);
    const { kind, object, labels, annotations } = props;
    const excluded = TRACKING.filter((key) => labels?.[key] === undefined && annotations?.[key] === undefined);
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: requireDnsLabel(this, 'name', props.name),
      labels: { ...labels, 'skupper.io/label-template': 'true' },
      annotations,
      fields: { data: { kind, ...(object !== undefined && { name: object }), exclude: excluded.join(',') } },
    });
  }
}
