-- Shared secrets of authenticator apps (RFC 6238). An unconfirmed secret belongs to the session
-- that requested it.
create table totp_secret (
  id           uuid primary key,
  account_id   uuid not null references account on delete cascade,
  sign_in_id   uuid references sign_in on delete cascade,     -- null once confirmed
  device_id    uuid references app_device on delete cascade,  -- the phone that shows its codes offline; null for other apps
  name         text not null,
  secret       bytea not null,                                -- encrypted
  created_at   timestamptz(3) not null,
  confirmed_at timestamptz(3),
  last_used_at timestamptz(3),
  last_step    bigint not null,                               -- codes of this and earlier time steps are refused
  tries        int not null default 0,                        -- wrong codes before it was confirmed
  check ((confirmed_at is null) = (sign_in_id is not null))
);
create index totp_secret_account on totp_secret (account_id);
create unique index totp_secret_pending on totp_secret (account_id) where confirmed_at is null;
create index totp_secret_sign_in on totp_secret (sign_in_id) where sign_in_id is not null;
create index totp_secret_device on totp_secret (device_id) where device_id is not null;
