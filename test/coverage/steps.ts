import type { SystemId } from './systems';

/** A step of the original's README. */
export interface Step {
  /** What is done there. */
  readonly original: string;
  /** What does it here; what stands in backquotes has to be there (see `names.ts`), unless one of the systems is awaited. */
  readonly here: string;
  /** What is left to be done by hand. */
  readonly byHand: string;
  /** The systems whose tests prove it. */
  readonly provenBy: readonly [SystemId, ...SystemId[]];
}

/** Every step of the original's README, in its order. */
export const STEPS: readonly Step[] = [
  {
    original: 'a public cluster with ingress-nginx',
    here: '`otel-skupper preflight` tells what it lacks',
    byHand: 'to give the cluster',
    provenBy: ['ingress-nginx', 'skupper-status'],
  },
  {
    original: '`kind create cluster`',
    here: 'the same',
    byHand: 'to give the cluster',
    provenBy: ['kind'],
  },
  {
    original: 'install OLM',
    here: 'not needed where Argo CD installs the operators (`OperatorSource.argoCd`), and there already on OpenShift',
    byHand: 'to install OLM or Argo CD, where there is neither',
    provenBy: ['olm'],
  },
  {
    original: '`find bootstrap | sort | xargs kubectl apply`',
    here: '`Bootstrap`, written to a folder of its own, numbered as the others; `otel-skupper apply`',
    byHand: 'the command',
    provenBy: ['subscriptions', 'cert-manager', 'numbered-apply'],
  },
  {
    original: 'apply `public-cloud`',
    here: '`PublicSite`, written to a folder; `otel-skupper apply` or `ArgoCd` applies it',
    byHand: 'the same command, or nothing with Argo CD',
    provenBy: ['numbered-apply', 'skupper-site', 'jaeger-all-in-one', 'collector'],
  },
  {
    original: '`kubectl get deployments` and `services`',
    here: '`otel-skupper status`',
    byHand: 'the command',
    provenBy: ['skupper-status'],
  },
  {
    original: '`skupper expose`',
    here: '`PublicSite.expose`',
    byHand: 'nothing',
    provenBy: ['skupper-expose'],
  },
  {
    original: 'label a Secret and describe it',
    here: '`SiteLink.token`',
    byHand: 'nothing',
    provenBy: ['skupper-token', 'token-script'],
  },
  {
    original: '`generate-private-token.sh`',
    here: '`otel-skupper link`',
    byHand: 'the command, or nothing after `otel-skupper apply` with its option for links, or with `SiteLink.certificates`',
    provenBy: ['skupper-token', 'token-script', 'mtls'],
  },
  {
    original: 'apply `private-cloud`',
    here: '`EdgeSite`, written to a folder; `otel-skupper apply` or `ArgoCd` applies it',
    byHand: 'nothing: applied with the hub by the same command, or by Argo CD',
    provenBy: ['numbered-apply', 'trace-generator', 'collector-operator'],
  },
  {
    original: '`kubectl get deployments` on the edge, `skupper network status`',
    here: '`otel-skupper status`, for all clusters at once',
    byHand: 'the command',
    provenBy: ['skupper-status', 'skupper-v1-status'],
  },
  {
    original: '`kubectl port-forward` to Jaeger',
    here: '`JaegerAllInOne.workloadName`',
    byHand: '`kubectl port-forward`: neither UI nor API has a login',
    provenBy: ['jaeger-ui'],
  },
];
