// A certified OpenID Connect provider with a few people, for the tests: anybody signs in by
// typing a name of the list below. Started as: node provider.mjs PORT REDIRECT_URI
import { createRequire } from "node:module";

// Where npm put the packages, which is a folder of the tests and not this one.
const require = createRequire(`${process.env.OIDC_PACKAGES}/`);
const { default: Provider } = await import(require.resolve("oidc-provider"));

const [port, redirect] = process.argv.slice(2);
const PEOPLE = {
  ana: { name: "Ana Ruiz", email: "ana@example.com", email_verified: true, groups: ["data-experts"] },
  // Another person, whom the provider gave the same address.
  ana2: { name: "Ana Sol", email: "ana@example.com", email_verified: true, groups: [] },
  // So many groups that one cookie cannot hold them.
  ben: {
    name: "Ben <b>Öz</b>",
    email: "ben@example.com",
    email_verified: true,
    groups: Array.from({ length: 300 }, (_, number) => `a-rather-long-group-name-${number}`),
  },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "rollcall",
    client_secret: "a-secret-of-the-tests-hunter2",
    redirect_uris: [redirect],
    post_logout_redirect_uris: [redirect],
  }],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "groups"],
  },
  // As most providers do: the ID token itself carries what was asked for.
  conformIdTokenClaims: false,
  cookies: { keys: ["only of these tests"] },
  findAccount: (_, id) => PEOPLE[id]
    && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
});
provider.listen(Number(port), "127.0.0.1");
