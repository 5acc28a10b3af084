-- The brake on SMS: numbers that begin alike, and whose codes nearly nobody enters.

alter table otp_code add column sms_block text;  -- how its number begins, where it counts for the brake; null otherwise
create index otp_code_sms on otp_code (sent_at) where sms_block is not null;

create table sms_brake (
  block       text primary key,           -- "+32470"
  scope       text not null check (scope in ('new', 'all')),
  since       timestamptz(3) not null,
  until       timestamptz(3) not null,
  sent        int not null,               -- the figures that put it on
  answered    int not null,
  released_at timestamptz(3),
  released_by text,
  check ((released_at is null) = (released_by is null))
);
create index sms_brake_until on sms_brake (until);
