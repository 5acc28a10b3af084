-- Phones with the Sallyport Authenticator. A row begins as a pairing: the page shows a secret; the
-- phone uses it up and sends its public key and name; the session that began the pairing confirms
-- the name. Removed devices are kept so that they are recognised.
create table app_device (
  id            uuid primary key,
  account_id    uuid not null references account on delete cascade,
  sign_in_id    uuid references sign_in on delete cascade,  -- the session that began it; null once linked
  secret_hash   bytea unique,                               -- keyed; null once used
  secret        bytea,                                      -- encrypted, for the page that shows it; null once used
  spent_hash    bytea,                                      -- hash of the used secret: the same phone may send it again
  public_key    bytea,                                      -- SubjectPublicKeyInfo of an ECDSA key on P-256
  name          text,
  made_at       timestamptz(3) not null,
  expires_at    timestamptz(3) not null,                    -- unless linked by then
  claimed_at    timestamptz(3),
  linked_at     timestamptz(3),                             -- when its owner confirmed it; null until then
  last_used_at  timestamptz(3),                             -- last answer, or first call in a day
  code_kept_at  timestamptz(3),                             -- when it confirmed that it stored the secret of its codes
  removed_at    timestamptz(3),
  check ((secret_hash is null) = (secret is null)),
  check ((claimed_at is null) = (public_key is null)),
  check ((claimed_at is null) = (name is null)),
  check ((linked_at is null) = (sign_in_id is not null)),
  check (linked_at is null or claimed_at is not null)
);
create index app_device_account on app_device (account_id);
create unique index app_device_pending on app_device (account_id) where linked_at is null;
create index app_device_sign_in on app_device (sign_in_id) where sign_in_id is not null;

-- The secret of the codes that such a phone shows offline.
alter table totp_secret add column device_id uuid references app_device on delete cascade;
create index totp_secret_device on totp_secret (device_id) where device_id is not null;
