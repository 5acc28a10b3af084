-- A change of the account, begun with a fresh second factor, to be finished within minutes. Until
-- the factor is given, the change is only requested; an account has one such request at a time.
create table account_change (
  sign_in_id  uuid not null references sign_in on delete cascade,
  kind        text not null,                 -- a value of selfservice.Change
  lost        text[] not null default '{}',  -- methods reported as lost; the change is delayed
  begun_at    timestamptz(3),                -- null until the second factor is given
  finished_at timestamptz(3),                -- kept with the session, to recognise a repeated form
  contact     bytea,                         -- encrypted: the phone number or e-mail address being verified
  primary key (sign_in_id, kind)
);
create unique index account_change_requested on account_change (sign_in_id) where begun_at is null;

-- A change that was confirmed without a method reported as lost. It takes effect when it is due,
-- unless it is cancelled.
create table delayed_change (
  id           uuid primary key,
  account_id   uuid not null references account on delete cascade,
  sign_in_id   uuid not null references sign_in on delete cascade,  -- the session that requested it
  kind         text not null,
  value        bytea not null,                                      -- encrypted: new number, address, method, password hash; device
  lost         text[] not null,
  requested_at timestamptz(3) not null,
  due_at       timestamptz(3) not null,
  unique (account_id, kind)
);
create index delayed_change_due on delayed_change (due_at);
create index delayed_change_sign_in on delayed_change (sign_in_id);
