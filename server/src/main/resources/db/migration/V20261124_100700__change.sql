-- A change of the account, begun behind a fresh second factor; it must be finished within minutes. Until that factor is
-- given it is only asked for, one at a time.
create table account_change (
  sign_in_id  uuid not null references sign_in on delete cascade,
  kind        text not null check (kind in ('method', 'phone', 'email', 'password')),
  begun_at    timestamptz(3),                          -- null while the second factor is still to come
  contact     bytea,                                   -- sealed: the phone or e-mail that is being proven
  primary key (sign_in_id, kind)
);
create unique index account_change_asked on account_change (sign_in_id) where begun_at is null;
