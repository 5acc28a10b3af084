-- External MFA for Microsoft Entra ID: Microsoft asks for the second factor of a sign-in to Office.

-- Whether the issuer asked for the second factor alone: such a row opens no session, and ends when the factor is given.
alter table sign_in add column for_issuer boolean not null default false;
alter table sign_in add constraint sign_in_for_issuer_opens_nothing
  check (not for_issuer or (issuer is not null and state <> 'complete' and trusted_browser_id is null));

-- The keys of an issuer of ours: those that sign for applications, and those with a certificate, which sign for Microsoft.
alter table oidc_key add column key_set text not null default 'applications';

-- A request of Microsoft: answered once, in one browser, within ten minutes.
create table entra_mfa_request (
  id           uuid primary key,
  tenant       text not null,                -- its name in the settings
  hint_hash    bytea not null unique,        -- keyed hash of the id_token_hint: each is taken once
  browser_hash bytea,                        -- keyed hash of the cookie of the browser that brought it; null until it came back
  asked        bytea not null,               -- whom and what it asks for, nonce and state; encrypted
  sign_in_id   uuid references sign_in on delete cascade,  -- the attempt that it began, or the session that was asked
  asked_at     timestamptz(3),               -- when that session was asked; null for an attempt
  created_at   timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  answered_at  timestamptz(3)
);
create index entra_mfa_request_expires on entra_mfa_request (expires_at);
create index entra_mfa_request_sign_in on entra_mfa_request (sign_in_id) where sign_in_id is not null;
