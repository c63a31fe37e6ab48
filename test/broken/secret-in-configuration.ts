// Secrets in the configuration, which is committed; none of them is shown.
// finding: secret/in-configuration hub/gateway/Resource
// finding: secret/in-configuration hub/gateway/Resource
// finding: secret/in-configuration hub/gateway/Resource
// finding: environment/undefined hub/gateway/Resource
// says: the option headers.authorization of otlp_http/otlp.example.com holds a secret in plain text
// says: the option client_auth.password of basicauth holds a secret in plain text
// says: the option headers.x-scope-key of otlp_http/otlp.example.com reads the variable TENANT, which the container does not have
import { JsonPatch } from 'cdk8s';
import { basicauthExtension, CollectorPipeline, otlpHttpExporter, otlpReceiver, PublicSite, secretValue } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const basicauth = basicauthExtension({ clientAuth: { username: 'shop', password: secretValue('backend', 'password') } });
  const backend = otlpHttpExporter({
    endpoint: 'https://otlp.example.com',
    auth: { authenticator: basicauth },
    headers: { authorization: 'Bearer hunter2', 'x-scope-key': '${env:TENANT}', 'x-scope-orgid': 'shop' },
  });
  gateway.traces().receive(otlpReceiver()).export(backend);
  gateway.manifest.addJsonPatch(
    JsonPatch.replace('/spec/config/extensions/basicauth/client_auth/password', 'hunter2'),
    JsonPatch.replace('/spec/config/exporters/otlp_http~1otlp.example.com/endpoint', 'https://shop:hunter2@otlp.example.com'),
  );
}
