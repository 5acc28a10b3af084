-- One-time codes that were sent, as keyed hashes.
create table otp_code (
  id          uuid primary key,
  account_id  uuid not null references account on delete cascade,
  sign_in_id  uuid not null references sign_in on delete cascade,
  purpose     text not null,
  channel     text not null check (channel in ('email', 'sms')),
  destination text not null,           -- masked, for display
  tag         text not null,
  code_hash   bytea not null,
  message_id  uuid not null,
  sent_at     timestamptz(3) not null,
  expires_at  timestamptz(3) not null,
  tries       int not null default 0,  -- of a purpose with its own limit of tries
  voided_at   timestamptz(3),
  used_at     timestamptz(3)
);
create index otp_code_sign_in on otp_code (sign_in_id, purpose, sent_at desc);
create index otp_code_live on otp_code (account_id, purpose) where used_at is null and voided_at is null;
