// Who looks at the page. Tokens live in this module's variables only: not in storage, not in the address bar.

const kept = 'readiness.signin';

let session = null; // { token, refresh, expiresAt, who, ... } of an issuer
let tools = null;

/** @returns {Promise<{identity: () => Promise<Record<string, string>>, who: string | null}>} */
export async function signIn(config, chosen) {
  switch (config.signIn) {
    case 'local':
      return { identity: async () => ({ 'x-readiness-as': chosen() }), who: null };
    case 'session':
      return { identity: async () => ({}), who: config.who ?? null };
    case 'oidc':
      return byIssuer(config);
    default:
      return null;
  }
}

async function byIssuer(config) {
  const oauth = await import('./oauth4webapi-3.8.8.js');
  const issuer = new URL(config.issuer);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
  tools = { oauth, server, client: { client_id: config.clientId }, config };
  const here = new URL(location.href);
  if (here.searchParams.has('code') || here.searchParams.has('error')) await finish(here);
  if (session === null) await begin();
  return { identity, who: session.who };
}

/** Leaves for the issuer; never comes back. */
async function begin() {
  const { oauth, server, client, config } = tools;
  const verifier = oauth.generateRandomCodeVerifier();
  const trip = { verifier, state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  sessionStorage.setItem(kept, JSON.stringify(trip));
  const to = new URL(server.authorization_endpoint);
  const query = {
    client_id: client.client_id,
    redirect_uri: home(),
    response_type: 'code',
    scope: config.scope,
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) to.searchParams.set(name, value);
  location.assign(to);
  await new Promise(() => {});
}

/** Comes back with a code, which is good for nothing without the verifier, and leaves the address bar at once. */
async function finish(here) {
  const { oauth, server, client } = tools;
  const trip = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
  sessionStorage.removeItem(kept);
  history.replaceState(null, '', home());
  if (trip === null) return;
  const back = oauth.validateAuthResponse(server, client, here, trip.state);
  const answer = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), back, home(), trip.verifier);
  keep(await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: trip.nonce,
    requireIdToken: true,
  }));
}

function keep(result) {
  const claims = tools.oauth.getValidatedIdTokenClaims(result) ?? session?.claims;
  session = {
    token: result.id_token ?? session?.token,
    refresh: result.refresh_token ?? session?.refresh ?? null,
    expiresAt: (claims?.exp ?? 0) * 1000,
    claims,
    who: claims?.email ?? claims?.name ?? claims?.sub ?? null,
  };
}

/** Renews a token shortly before its end; without means to renew, the viewer signs in anew when it is over. */
async function identity() {
  if (Date.now() > session.expiresAt - 60_000) {
    if (session.refresh === null) {
      if (Date.now() > session.expiresAt) await begin();
    } else {
      const { oauth, server, client } = tools;
      const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), session.refresh);
      keep(await oauth.processRefreshTokenResponse(server, client, answer));
    }
  }
  return { authorization: `Bearer ${session.token}` };
}

const home = () => `${location.origin}/`;
