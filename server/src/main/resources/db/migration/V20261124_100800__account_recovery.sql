-- Single-use links for activation and forgotten passwords, as keyed hashes.
create table mailed_link (
  token_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  purpose    text not null check (purpose in ('activation', 'password')),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at    timestamptz(3),
  voided_at  timestamptz(3)
);
create index mailed_link_account on mailed_link (account_id, purpose);

-- Requests to reset a forgotten password. Known and unknown names are handled alike until the row
-- is processed.
create table password_request (
  id               uuid primary key,
  dedupe_key       bytea not null unique,  -- keyed hash: one for each account, few for all unknown names
  name             bytea not null,         -- encrypted
  created_at       timestamptz(3) not null,
  address          text not null,
  browser          text not null,
  known_browser    boolean not null,       -- that name has signed in from this browser before
  request_count    int not null default 1,
  processing_since timestamptz(3)
);

-- A reset of the second factor by an admin, which needs a second admin or a delay of 24 hours; one
-- that the help desk started needs two admins or that delay. A reset started on the command line has
-- no requesting account.
create table factor_reset (
  id           uuid primary key,
  account_id   uuid not null references account on delete cascade,
  requester_id uuid references account on delete cascade,
  requester_sign_in uuid references sign_in on delete set null, -- null on the command line
  requested_by text not null,
  reason       text not null,
  phone_lost   boolean not null default false, -- the mobile number is removed too
  requested_at timestamptz(3) not null,
  due_at       timestamptz(3) not null,
  approver_id  uuid references account on delete set null, -- the first of two admins
  approver_sign_in uuid references sign_in on delete set null,
  approved_by  text,
  confirmer_id uuid references account on delete set null,
  confirmed_by text,
  completed_at timestamptz(3),
  cancelled_at timestamptz(3),
  check (requester_id <> account_id),
  check (confirmer_id <> account_id),
  check (confirmer_id <> requester_id),
  check (approver_id <> account_id),
  check (approver_id <> requester_id),
  check (approver_id <> confirmer_id)
);
create unique index factor_reset_open on factor_reset (account_id) where completed_at is null and cancelled_at is null;
create index factor_reset_requester_session on factor_reset (requester_sign_in) where requester_sign_in is not null;
create index factor_reset_approver_session on factor_reset (approver_sign_in) where approver_sign_in is not null;
create index factor_reset_requester on factor_reset (requester_id) where completed_at is null and cancelled_at is null;
