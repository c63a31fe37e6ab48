import type { ManifestCheck } from '../../synth/manifest';
import { ConfigView } from './config-view';
import { grpcEndpoint } from './endpoints';
import { emptyPipeline, noPipeline, undefinedComponent, unusedComponent } from './pipelines';

const RULES = [noPipeline, emptyPipeline, undefinedComponent, unusedComponent, grpcEndpoint];

/** Everything that one collector's rendered configuration is held against. */
export const checkConfig: ManifestCheck = (manifest) => {
  const config = new ConfigView(manifest['spec']);
  return RULES.flatMap((rule) => rule(config));
};
