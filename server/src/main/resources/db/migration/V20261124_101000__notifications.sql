-- Sign-in attempts that had the right password and a wrong code, and have not succeeded yet.
create table failed_sign_in (
  sign_in_id uuid primary key,
  account_id uuid not null references account on delete cascade,
  at         timestamptz(3) not null,  -- of the first wrong code
  due_at     timestamptz(3) not null,  -- end of the attempt: the owner is notified
  address    text not null,
  browser    text not null
);
create index failed_sign_in_due on failed_sign_in (due_at);
create index failed_sign_in_account on failed_sign_in (account_id);
