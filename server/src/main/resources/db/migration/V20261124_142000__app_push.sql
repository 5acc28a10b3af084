-- How a phone is woken (RFC 8030): where, and for whose eyes. The address alone lets anybody wake it, so all is sealed.
create table app_subscription (
  device_id  uuid primary key references app_device on delete cascade,
  sealed     bytea not null,
  changed_at timestamptz(3) not null
);

-- The key by which push services know this installation (RFC 8292), made at the first start.
create table app_push_key (
  only_one    boolean primary key default true check (only_one),
  public_key  text not null,                            -- base64url of the uncompressed point
  private_key bytea not null,                           -- sealed
  made_at     timestamptz(3) not null
);
