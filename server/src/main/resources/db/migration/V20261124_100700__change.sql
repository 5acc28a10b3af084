-- A change of the account that was begun behind a fresh second factor; it must be finished within minutes.
create table account_change (
  sign_in_id  uuid not null references sign_in on delete cascade,
  kind        text not null,
  begun_at    timestamptz(3) not null,
  destination bytea,                                   -- sealed: the phone or e-mail that is being proven
  primary key (sign_in_id, kind)
);
