/** Rules of the commands with what each reports. docs/commands.md lists them in the same words. */
export const OPS_RULES = {
  'preflight/kubernetes-version': 'Kubernetes is older than 1.25, or older than 1.29 where the site has sidecars (warning)',
  'preflight/kinds': 'the cluster does not serve a kind of the manifests, or the Route, Gateway or HTTPProxy that an access type needs',
  'preflight/storage-class': 'persistent volume claims name no storage class, and the cluster has no default',
  'preflight/operator': 'an operator that the site needs is not installed, or none of its pods is available',
  'preflight/operator-version':
    'an operator is older than the version that this package was made for (warning), or lacks what the site uses',
  'preflight/olm': 'the [`Bootstrap`](bootstrap.md) of the site installs operators with OLM, and the cluster has no OLM',
  'preflight/subscription': 'a Subscription of the bootstrap is stuck, or its first InstallPlan waits for approval',
  'preflight/operator-group': 'a namespace with a Subscription has several OperatorGroups or none',
  'preflight/controller': 'no Skupper controller manages the namespace, by its scope or by the ConfigMap `skupper` of the namespace',
  'preflight/access-type': 'the Skupper controller does not enable the access type of the hub',
  'preflight/access-setting': 'a setting of the Skupper controller differs from the one that the addresses of the hub are computed from',
  'preflight/access-class': 'the cluster does not have the ingress class of the hub',
  'preflight/grants': 'sites link by token, and the Skupper controller of the hub does not enable grants',
  'preflight/grant-server': 'sites link by token, and the grant server of the hub has no address yet (warning)',
  'preflight/namespace': 'a namespace that the program does not create is missing, or a namespace is being deleted',
  'preflight/pod-security': 'a namespace enforces a Pod Security level that refuses pods of the site',
  'preflight/permissions': 'the user of the context may not apply the manifests, or may not run `link` (warning)',
  'preflight/contexts': 'contexts of two clusters lead to the same cluster; a warning if no namespace is shared',
  'hazard/other-site': 'the namespace has another Skupper site, for example because a context leads to the wrong cluster',
  'hazard/site-recreated': 'the Skupper site was deleted and created again, and the router settings of the old site remain',
  'hazard/changed-field': 'a field of a Skupper resource has another value in the cluster than in the manifests',
  'hazard/secret-annotation': 'a Secret in use has lost the annotation of Skupper, because another tool removes it',
  'hazard/tracked-object': 'an object that Skupper created has marks of Argo CD or Flux, which may delete it (warning)',
  'validate/configuration': 'the binary of the image refuses the configuration of a collector',
  'validate/not-checked': 'the binary of the image did not run, or refused a stand-in for a value of the cluster',
  'validate/other-version': 'the binary is of another version than the image (warning)',
  'pki/authority': 'the folder does not have the CA of existing Secrets, or the CA of a hub in another program',
  'pki/secret-file': 'the file of a Secret has other content, which the command does not overwrite',
  'pki/secret-shared': 'links to hubs of two networks use the same Secret',
} as const;

/** Id of a rule of the commands. */
export type OpsRuleId = keyof typeof OPS_RULES;
