-- Approval requests to phones: one open request per account, with a number that is shown only on
-- the requesting page.
create table app_request (
  id          uuid primary key,
  account_id  uuid not null references account on delete cascade,
  sign_in_id  uuid not null references sign_in on delete cascade,
  purpose     text not null,
  challenge   text not null,                          -- random; every answer is signed over it
  number      bytea not null,                         -- encrypted
  made_at     timestamptz(3) not null,
  expires_at  timestamptz(3) not null,                -- end of both answering and using an approval
  tries       int not null default 0,                 -- numbers that were compared
  state       text not null check (state in ('open', 'approved', 'denied', 'wrong', 'replaced', 'used')),
  device_id   uuid references app_device on delete set null,  -- the phone that answered
  answered_at timestamptz(3),
  unanswered  boolean not null default true           -- created since the account's last success
);
create unique index app_request_open on app_request (account_id) where state = 'open';
create index app_request_sign_in on app_request (sign_in_id, purpose, made_at desc);
create index app_request_unanswered on app_request (account_id) where unanswered;
create index app_request_made on app_request (made_at);
create index app_request_device on app_request (device_id) where device_id is not null;
