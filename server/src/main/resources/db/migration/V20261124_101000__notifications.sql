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

-- What a session gave to people outside since its owner was last told, summed up for an hour.
create table outside_share (
  sign_in_id uuid primary key references sign_in on delete cascade,
  account_id uuid not null references account on delete cascade,
  due_at     timestamptz(3) not null,  -- when the owner is told, or the row is over if it has nothing to tell
  address    text not null,
  browser    text not null,
  shares     int not null default 0,   -- with addresses
  studies    int not null default 0,   -- of these
  mailed     int not null default 0,   -- links sent again
  extended   int not null default 0,
  unlocked   int not null default 0,
  numbers    int not null default 0    -- reference numbers
);
create index outside_share_due on outside_share (due_at);
create index outside_share_account on outside_share (account_id);
