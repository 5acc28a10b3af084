-- Passkeys (WebAuthn). Only public keys are stored: a copy of these rows does not allow a sign-in.
create table passkey (
  id              uuid primary key,
  account_id      uuid not null references account on delete cascade,
  credential_id   bytea not null unique check (length(credential_id) between 1 and 1023),
  credential      bytea not null,    -- attested credential data: AAGUID, credential id and public key (WebAuthn, 6.5.2)
  name            text not null,
  transports      text not null,     -- reported by the browser, for example 'internal,hybrid'; may be empty
  verifies_user   boolean not null,  -- user verification was performed at registration and is required since
  backup_eligible boolean not null,  -- it may be synchronised to several devices (BE flag)
  backed_up       boolean not null,
  attested        boolean not null,  -- its maker's certificate proved its model at registration
  sign_count      bigint not null,   -- must increase with every use, unless the authenticator has no counter
  linked_at       timestamptz(3) not null,
  last_used_at    timestamptz(3)
);
create index passkey_account on passkey (account_id);

-- A challenge of a sign-in or a session, for one purpose. Deleted with the first answer, valid or
-- not.
create table passkey_challenge (
  sign_in_id  uuid not null references sign_in on delete cascade,
  purpose     text not null,
  challenge   text not null,  -- base64url; not secret
  valid_until timestamptz(3) not null,
  primary key (sign_in_id, purpose)
);

-- Answered challenges of sign-ins by passkey alone. Nothing is stored of a challenge before a valid
-- answer.
create table passkey_used_challenge (
  challenge   bytea primary key,
  valid_until timestamptz(3) not null
);
