-- A change of the account, begun behind a fresh second factor; it must be finished within minutes. Until that factor is
-- given it is only asked for, one at a time.
create table account_change (
  sign_in_id  uuid not null references sign_in on delete cascade,
  kind        text not null,                           -- as settings.Change names it
  lost        text[] not null default '{}',            -- methods said to be lost; what they confirm has to wait
  begun_at    timestamptz(3),                          -- null while the second factor is still to come
  finished_at timestamptz(3),                          -- kept with the session, to know a form that is sent twice
  contact     bytea,                                   -- sealed: the phone or e-mail that is being proven
  primary key (sign_in_id, kind)
);
create unique index account_change_asked on account_change (sign_in_id) where begun_at is null;

-- A change that was confirmed without a method said to be lost. It takes effect when it is due, unless it is stopped.
create table delayed_change (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  sign_in_id uuid not null references sign_in on delete cascade,  -- the session that asked for it
  kind       text not null,
  value      bytea not null,                          -- sealed: the new number, address, method, password hash; the device
  lost       text[] not null,
  asked_at   timestamptz(3) not null,
  due_at     timestamptz(3) not null,
  unique (account_id, kind)
);
create index delayed_change_due on delayed_change (due_at);
create index delayed_change_sign_in on delayed_change (sign_in_id);
