import type { OperatorCatalogue } from '../operator-facts';
import { OLM_PLACES, type BootstrapOperator } from '../operators';
import { ArgumentError, type ArgumentPlace } from '../synth/argument';
import { Platform } from '../synth/placement';
import type { CatalogLocation } from './catalog-source';
import type { OlmSourceOptions } from './operator-source';
import type { SubscriptionProps } from './subscription';

/** Where an operator is wanted. */
export interface OperatorPlace {
  /** The operators of the generation. */
  readonly catalogue: OperatorCatalogue;
  readonly platform: Platform;
}

/** What OLM is asked for an operator. */
export interface OperatorSubscription {
  readonly subscription: SubscriptionProps & { readonly namespace: string };
  /** Whether its namespace is its own, and so to be made, with an OperatorGroup. */
  readonly hasOwnNamespace: boolean;
}

/**
 * What OLM is asked for an operator: what the catalogue of this package knows, and what the program says otherwise.
 *
 * @param index the catalogue of one version, where there is one for this operator
 * @throws ArgumentError if no catalogue is known to have it
 */
export function operatorSubscription(
  place: ArgumentPlace,
  id: BootstrapOperator,
  where: OperatorPlace,
  { approval: general, catalog, namespace, subscriptions = {} }: OlmSourceOptions,
  index: CatalogLocation | undefined,
): OperatorSubscription {
  const facts = where.catalogue[id];
  const isOpenShift = where.platform === Platform.OPENSHIFT;
  const places = OLM_PLACES[isOpenShift ? 'openshift' : 'kubernetes'];
  const known = isOpenShift ? facts.redHat : facts.operatorHub;
  const own = subscriptions[id] ?? {};
  const { package: name = known?.package, channel = known?.channel } = own;
  if (name === undefined || channel === undefined || (known === undefined && own.catalog === undefined && catalog === undefined)) {
    const message = `${isOpenShift ? "Red Hat's catalogue" : 'operatorhub.io'} does not have ${facts.name} ${facts.version}`;
    const fix = `leave ${id} out of operators and install it otherwise (${facts.install}), or say package, channel and catalog: OperatorSource.olm({ subscriptions: { ${id}: … } })`;
    throw new ArgumentError(place, 'by', message, fix);
  }
  const approval = own.approval ?? general ?? 'automatic';
  const isAsKnown = [own.package, own.channel, own.catalog, catalog].every((one) => one === undefined);
  // What an index of one version has is said too: that it is this version and no other shows in the Subscription.
  const csv = isAsKnown && (approval === 'manual' || index !== undefined) ? known?.csv : undefined;
  return {
    subscription: {
      name: known?.subscription,
      startingCsv: csv,
      ...own,
      package: name,
      channel,
      catalog: own.catalog ?? catalog ?? index ?? places.catalog,
      approval,
      namespace: own.namespace ?? known?.namespace ?? namespace ?? places.operators,
    },
    hasOwnNamespace: own.namespace === undefined && known?.namespace !== undefined,
  };
}
