/** Label by which Skupper v1 knows what a Secret is for. */
export const TYPE_LABEL = 'skupper.io/type';
export const TOKEN = 'connection-token';
export const TOKEN_REQUEST = 'connection-token-request';

/** The site that a token leads to, by its id. */
export const GENERATED_BY = 'skupper.io/generated-by';

/** What a token says of its hub beside the certificate; sites read nothing else. */
export const TOKEN_ANNOTATIONS = [
  'inter-router-host',
  'inter-router-port',
  'edge-host',
  'edge-port',
  GENERATED_BY,
  'skupper.io/site-version',
] as const;

/** The certificate of a token, by its keys. */
export const TOKEN_KEYS = ['ca.crt', 'tls.crt', 'tls.key'] as const;
