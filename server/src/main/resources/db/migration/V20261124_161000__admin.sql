-- A file of accounts between its dry run and the confirmation, encrypted: one for each admin.
create table pending_import (
  account_id uuid primary key references account on delete cascade,
  sign_in_id uuid not null references sign_in on delete cascade,
  name       text not null,
  file       bytea not null,
  expires_at timestamptz(3) not null
);
create index pending_import_sign_in on pending_import (sign_in_id);

-- The days of which the admins were told what staff looked up.
create table staff_reads_day (
  day date primary key
);
