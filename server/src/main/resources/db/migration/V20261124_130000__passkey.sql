-- Passkeys (WebAuthn). Only a public key is kept: a copy of these rows opens nothing.
create table passkey (
  id              uuid primary key,
  account_id      uuid not null references account on delete cascade,
  credential_id   bytea not null unique check (length(credential_id) between 1 and 1023),
  credential      bytea not null,            -- attested credential data: model, id and public key (WebAuthn, 6.5.2)
  name            text not null,
  transports      text not null,             -- how browsers reach it, for example 'internal,hybrid'; may be empty
  verifies_user   boolean not null,          -- it did so when it was linked, and has to ever since
  backup_eligible boolean not null,          -- it may be kept on several devices
  backed_up       boolean not null,
  sign_count      bigint not null,           -- has to rise with every use, unless the device keeps none
  linked_at       timestamptz(3) not null,
  last_used_at    timestamptz(3)
);
create index passkey_account on passkey (account_id);

-- A challenge of a sign-in or a session, for one purpose. Gone with the first answer, good or bad.
create table passkey_challenge (
  sign_in_id  uuid not null references sign_in on delete cascade,
  purpose     text not null,
  challenge   text not null,                 -- base64url; no secret
  valid_until timestamptz(3) not null,
  primary key (sign_in_id, purpose)
);

-- Challenges of strangers that were answered rightly. Before that nothing is kept of them.
create table passkey_answered (
  challenge   bytea primary key,
  valid_until timestamptz(3) not null
);
