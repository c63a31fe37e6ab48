// Where an option is always a secret, a text that holds it does not compile.
// error: TS2322 Type 'string' is not assignable to type 'Secret | undefined'
// error: TS2322 Type '"hunter2"' is not assignable to type 'Secret | undefined'
import { basicauthExtension, bearertokenauthExtension, secretValue } from '../../constructs';

const password: string = 'hunter2';
basicauthExtension({ clientAuth: { username: 'shop', password } });
bearertokenauthExtension({ token: 'hunter2' });
// These do: from a Kubernetes Secret, or from the environment.
bearertokenauthExtension({ token: secretValue('backend', 'token') });
bearertokenauthExtension({ token: '${env:TOKEN}' });
