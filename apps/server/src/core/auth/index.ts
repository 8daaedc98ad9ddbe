export { createAuthenticator, deviceCookie, sessionCookie, type Authenticator, type Identity } from './authenticate.ts';
export { findByPassword, hashPassword } from './passwords.ts';
export { TooManySignIns, createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
export { makeToken, parseToken } from './tokens.ts';
