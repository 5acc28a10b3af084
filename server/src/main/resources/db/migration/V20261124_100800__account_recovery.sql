-- Single-use links for activation and forgotten passwords, as keyed hashes.
create table link (
  token_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  purpose    text not null check (purpose in ('activation', 'password')),
  made_at    timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at    timestamptz(3),
  voided_at  timestamptz(3)
);
create index link_account on link (account_id, purpose);

-- Requests to reset a forgotten password. Known and unknown names are handled alike until the row
-- is processed.
create table password_request (
  id            uuid primary key,
  slot          bytea not null unique,                 -- keyed hash: one for each account, few for all unknown names
  name          bytea not null,                        -- encrypted
  made_at       timestamptz(3) not null,
  address       text not null,
  browser       text not null,
  known_browser boolean not null,                      -- that name has signed in from this browser before
  asked         int not null default 1,
  taken_at      timestamptz(3)                         -- when processing began
);

-- A reset of the second factor by an admin, which needs a second admin or a delay of 24 hours. A
-- reset started on the command line has no requesting account.
create table factor_reset (
  id           uuid primary key,
  account_id   uuid not null references account on delete cascade,
  asker_id     uuid references account on delete cascade,
  asked_by     text not null,
  reason       text not null,
  asked_at     timestamptz(3) not null,
  due_at       timestamptz(3) not null,
  confirmer_id uuid references account on delete set null,
  confirmed_by text,
  done_at      timestamptz(3),
  cancelled_at timestamptz(3),
  check (asker_id <> account_id),
  check (confirmer_id <> account_id),
  check (confirmer_id <> asker_id)
);
create unique index factor_reset_open on factor_reset (account_id) where done_at is null and cancelled_at is null;
create index factor_reset_asker on factor_reset (asker_id) where done_at is null and cancelled_at is null;
