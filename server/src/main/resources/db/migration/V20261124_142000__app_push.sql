-- Web Push subscriptions of phones (RFC 8030): endpoint and encryption keys. Anyone with the
-- endpoint can send a message to it, so everything is encrypted.
create table app_subscription (
  device_id  uuid primary key references app_device on delete cascade,
  sealed     bytea not null,
  changed_at timestamptz(3) not null
);

-- The VAPID key that identifies this installation to push services (RFC 8292), created at the first
-- start.
create table app_push_key (
  only_one    boolean primary key default true check (only_one),
  public_key  text not null,                            -- base64url of the uncompressed point
  private_key bytea not null,                           -- encrypted
  made_at     timestamptz(3) not null
);
