-- Phones with the Sallyport Authenticator. A row begins as a pairing: the page shows a secret; the
-- phone uses it up and sends its public key and name; the session that began the pairing confirms
-- the name. Removed devices are kept so that they are recognised.
create table app_device (
  id               uuid primary key,
  account_id       uuid not null references account on delete cascade,
  sign_in_id       uuid references sign_in on delete cascade,  -- the session that began it; null once linked
  secret_hash      bytea unique,                               -- keyed; null once used
  secret           bytea,                                      -- encrypted, for the page that shows it; null once used
  used_secret_hash bytea,                                      -- hash of the used secret: the same phone may send it again
  public_key       bytea,                                      -- SubjectPublicKeyInfo of an ECDSA key on P-256
  name             text,
  created_at       timestamptz(3) not null,
  expires_at       timestamptz(3) not null,                    -- unless linked by then
  claimed_at       timestamptz(3),
  linked_at        timestamptz(3),                             -- when its owner confirmed it; null until then
  last_used_at     timestamptz(3),                             -- last answer, or first call in a day
  totp_stored_at   timestamptz(3),                             -- when it confirmed that it stored the secret of its codes
  removed_at       timestamptz(3),
  check ((secret_hash is null) = (secret is null)),
  check ((claimed_at is null) = (public_key is null)),
  check ((claimed_at is null) = (name is null)),
  check ((linked_at is null) = (sign_in_id is not null)),
  check (linked_at is null or claimed_at is not null)
);
create index app_device_account on app_device (account_id);
create unique index app_device_pending on app_device (account_id) where linked_at is null;
create index app_device_sign_in on app_device (sign_in_id) where sign_in_id is not null;

-- Approval requests to phones: one open request per account, with a number that is shown only on
-- the requesting page.
create table app_request (
  id          uuid primary key,
  account_id  uuid not null references account on delete cascade,
  sign_in_id  uuid not null references sign_in on delete cascade,
  purpose     text not null,
  challenge   text not null,                                  -- random; every answer is signed over it
  number      bytea not null,                                 -- encrypted
  created_at  timestamptz(3) not null,
  expires_at  timestamptz(3) not null,                        -- end of both answering and using an approval
  tries       int not null default 0,                         -- numbers that were compared
  state       text not null check (state in ('open', 'approved', 'denied', 'wrong', 'replaced', 'used')),
  device_id   uuid references app_device on delete set null,  -- the phone that answered
  answered_at timestamptz(3),
  unanswered  boolean not null default true                   -- created since the account's last success
);
create unique index app_request_open on app_request (account_id) where state = 'open';
create index app_request_sign_in on app_request (sign_in_id, purpose, created_at desc);
create index app_request_unanswered on app_request (account_id) where unanswered;
create index app_request_created on app_request (created_at);
create index app_request_device on app_request (device_id) where device_id is not null;

-- Web Push subscriptions of phones (RFC 8030): endpoint and encryption keys. Anyone with the
-- endpoint can send a message to it, so everything is encrypted.
create table app_subscription (
  device_id    uuid primary key references app_device on delete cascade,
  subscription bytea not null,
  changed_at   timestamptz(3) not null
);

-- The VAPID key that identifies this installation to push services (RFC 8292), created at the first
-- start.
create table app_push_key (
  singleton   boolean primary key default true check (singleton),
  public_key  text not null,   -- base64url of the uncompressed point
  private_key bytea not null,  -- encrypted
  created_at  timestamptz(3) not null
);
