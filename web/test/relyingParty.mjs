// An application that signs somebody in, with the npm package openid-client: it prints where it sends its person, reads where
// the person came back, and prints what it was told. Called by the server's OpenIdClientTest.
import { createInterface } from "node:readline";
import * as client from "openid-client";

// The server of a test listens at another port than its public address says.
const [issuer, clientId, secret, redirectUri, at] = process.argv.slice(2);
const say = (value) => console.log(JSON.stringify(value));

const config = await client.discovery(
  new URL(issuer),
  clientId,
  undefined,
  client.ClientSecretBasic(secret),
  {
    execute: [client.allowInsecureRequests],
    [client.customFetch]: (url, options) => fetch(url.replace(issuer, at), options),
  },
);
const verifier = client.randomPKCECodeVerifier();
const parameters = {
  redirect_uri: redirectUri,
  scope: "openid profile email roles",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state: client.randomState(),
  nonce: client.randomNonce(),
  acr_values: "https://refeds.org/profile/mfa",
  max_age: "3600",
};
say({
  plain: client.buildAuthorizationUrl(config, parameters).href,
  pushed: (await client.buildAuthorizationUrlWithPAR(config, parameters)).href,
});

for await (const line of createInterface({ input: process.stdin })) {
  const tokens = await client.authorizationCodeGrant(config, new URL(line), {
    pkceCodeVerifier: verifier,
    expectedState: parameters.state,
    expectedNonce: parameters.nonce,
    idTokenExpected: true,
    maxAge: 3600,
  });
  const claims = tokens.claims();
  const person = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
  const introspected = await client.tokenIntrospection(config, refreshed.access_token);
  await client.tokenRevocation(config, refreshed.refresh_token);
  const after = await client.tokenIntrospection(config, refreshed.access_token);
  const logout = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token });
  say({ claims, person, active: introspected.active, revoked: !after.active, logout: logout.href });
  break;
}
