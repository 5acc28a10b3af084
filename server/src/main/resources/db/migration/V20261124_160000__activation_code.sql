-- One-time codes for linking a first device where no message can be sent, as keyed hashes.
create table activation_code (
  account_id uuid primary key references account on delete cascade,
  code_hash  bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at    timestamptz(3)
);
