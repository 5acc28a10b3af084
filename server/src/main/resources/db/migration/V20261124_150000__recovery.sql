-- Codes on paper for who has lost everything else, as keyed hashes.
create table recovery_code (
  account_id uuid not null references account on delete cascade,
  code_hash  bytea not null,
  made_at    timestamptz(3) not null,
  used_at    timestamptz(3),
  primary key (account_id, code_hash)
);

alter table account_change drop constraint account_change_kind_check;
alter table account_change add constraint account_change_kind_check
  check (kind in ('method', 'phone', 'email', 'password', 'device', 'recovery', 'resets', 'names'));
