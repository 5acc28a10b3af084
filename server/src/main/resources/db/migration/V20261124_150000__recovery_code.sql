-- Recovery codes, as keyed hashes, for owners who lost every other method.
create table recovery_code (
  account_id uuid not null references account on delete cascade,
  code_hash  bytea not null,
  created_at timestamptz(3) not null,
  used_at    timestamptz(3),
  primary key (account_id, code_hash)
);

-- A sheet created in a session, for a page that shows it for a few minutes.
create table recovery_sheet (
  sign_in_id  uuid primary key references sign_in on delete cascade,
  codes       bytea not null,  -- encrypted
  shown_until timestamptz(3) not null
);
create index recovery_sheet_until on recovery_sheet (shown_until);
