-- Sign-ins by issuers elsewhere (OpenID Connect): the hospital's Entra ID, ADFS or Keycloak, or a national eID.

-- What the first factor of a sign-in was.
alter table sign_in add column issuer text;                     -- its name in the settings; null for a password or a passkey
alter table sign_in add column issuer_auth_at timestamptz(3);   -- when the issuer says that it asked the person; null if it does not say
alter table sign_in add column issuer_factor boolean not null default false; -- whether its second factor took the place of ours
alter table sign_in add column issuer_session bytea;            -- keyed hash of the issuer and its session (sid)
create index sign_in_issuer_session on sign_in (issuer_session) where issuer_session is not null;

-- Which person of an issuer an account belongs to: by issuer and subject, never by a name or an address.
create table federated_identity (
  account_id   uuid not null references account on delete cascade,
  issuer       text not null,                -- its issuer identifier, an address; not its name in the settings
  subject      text not null,                -- sub, or of Entra ID the tenant and the object id
  linked_at    timestamptz(3) not null,
  linked_by    text not null,
  last_used_at timestamptz(3),
  primary key (account_id, issuer),
  unique (issuer, subject)
);

-- A sign-in at an issuer that is under way: single use, of one browser, ten minutes.
create table federation_request (
  id           uuid primary key,
  issuer       text not null,                -- its name in the settings
  state_hash   bytea not null unique,
  browser_hash bytea not null,
  secrets      bytea not null,               -- nonce and code verifier; encrypted
  sign_in_id   uuid references sign_in on delete cascade,  -- the session that is to be linked; null for a sign-in
  created_at   timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  spent_at     timestamptz(3),
  subject      text,                         -- whom the issuer proved, until the owner of the session says that this is them
  person       text                          -- how the issuer calls that person, for the page that asks
);
create index federation_request_expires on federation_request (expires_at);
create index federation_request_sign_in on federation_request (sign_in_id) where sign_in_id is not null;
