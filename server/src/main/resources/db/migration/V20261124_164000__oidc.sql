-- Applications that sign people in here (OpenID Connect). A secret, a code and a token are stored as keyed hashes only.
create table oidc_client (
  id                    uuid primary key,
  client_id             text not null unique,
  name                  text not null,
  authentication        text not null check (authentication in ('client_secret_basic', 'private_key_jwt', 'none')),
  native                boolean not null,       -- an installed program, whose loopback address may have any port (RFC 8252)
  own                   boolean not null,       -- the hospital's own: people are not asked for their consent
  redirect_uris         text[] not null,
  post_logout_uris      text[] not null,
  logout_uri            text,                   -- where the end of a session is told (back-channel logout)
  scopes                text[] not null,
  keys                  text,                   -- public keys (JWK Set), for private_key_jwt
  secret_hash           bytea,
  secret_made_at        timestamptz(3),
  previous_secret_hash  bytea,                  -- valid beside the other one until then
  previous_secret_until timestamptz(3),
  roles                 text[] not null,        -- who may use it; empty: every role
  groups                text[] not null,        -- names of groups, one of which is needed; empty: none is
  assurance             text not null,          -- the least that a sign-in must prove
  max_age               bigint,                 -- milliseconds since the last proof; null: any age within a session
  access_lasts          bigint not null,        -- milliseconds
  version               integer not null default 0,  -- raised by each change that an admin makes
  created_at            timestamptz(3) not null,
  disabled_at           timestamptz(3),
  last_used_at          timestamptz(3)
);

-- What an application asked for, while the person signs in.
create table oidc_request (
  id           uuid primary key,
  client_id    uuid not null references oidc_client on delete cascade,
  pushed_hash  bytea unique,               -- of the address of a pushed request (RFC 9126) that was not used yet
  parameters   bytea not null,             -- encrypted
  created_at   timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  sign_in_id   uuid references sign_in on delete cascade,  -- the session that is asked to prove more
  asked_at     timestamptz(3),
  chosen_at    timestamptz(3),             -- when the account was chosen, where the application asked for that
  answered_at  timestamptz(3)
);
create index oidc_request_expires on oidc_request (expires_at);
create index oidc_request_sign_in on oidc_request (sign_in_id) where sign_in_id is not null;
create index oidc_request_client on oidc_request (client_id);

-- What an application was given for one sign-in: a code, and all tokens that came from it.
create table oidc_grant (
  id               uuid primary key,
  client_id        uuid not null references oidc_client on delete cascade,
  account_id       uuid not null references account on delete cascade,
  sign_in_id       uuid not null references sign_in on delete cascade,
  scopes           text[] not null,
  redirect_uri     text not null,
  nonce            text,
  code_challenge   text not null,
  acr              text not null,
  amr              text[] not null,
  authenticated_at timestamptz(3) not null,
  claims           text[] not null,        -- that the ID token has beside those of every ID token
  code_hash        bytea not null unique,
  code_expires_at  timestamptz(3) not null,
  code_spent_at    timestamptz(3),
  created_at       timestamptz(3) not null,
  revoked_at       timestamptz(3),
  revoke_reason    text,
  told_at          timestamptz(3),         -- when the client was told of the session's end, or need not be
  tell_at          timestamptz(3),         -- when that is tried next; null: at once
  tell_tries       int not null default 0
);
create index oidc_grant_untold on oidc_grant (created_at) where told_at is null;
create index oidc_grant_account on oidc_grant (account_id);
create index oidc_grant_sign_in on oidc_grant (sign_in_id);
create index oidc_grant_client on oidc_grant (client_id);
create index oidc_grant_created on oidc_grant (created_at);

create table oidc_token (
  hash       bytea primary key,
  grant_id   uuid not null references oidc_grant on delete cascade,
  kind       text not null check (kind in ('access', 'refresh')),
  scopes     text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  spent_at   timestamptz(3)                -- a refresh token that was exchanged, a token that was revoked
);
create index oidc_token_grant on oidc_token (grant_id);
create index oidc_token_expires on oidc_token (expires_at);

-- Assertions by which clients proved themselves (private_key_jwt): each is valid once.
create table oidc_assertion (
  hash       bytea primary key,            -- of client and jti
  expires_at timestamptz(3) not null
);
create index oidc_assertion_expires on oidc_assertion (expires_at);

-- What people allowed applications that are not the hospital's own.
create table oidc_consent (
  account_id uuid not null references account on delete cascade,
  client_id  uuid not null references oidc_client on delete cascade,
  scopes     text[] not null,
  given_at   timestamptz(3) not null,
  primary key (account_id, client_id)
);
create index oidc_consent_client on oidc_consent (client_id);

-- The keys that sign ID tokens. A key is published before it signs, and after.
create table oidc_key (
  id          uuid primary key,            -- its kid
  private_key bytea not null,              -- JWK, encrypted
  public_key  text not null,               -- JWK
  created_at  timestamptz(3) not null,
  signs_from  timestamptz(3) not null
);
