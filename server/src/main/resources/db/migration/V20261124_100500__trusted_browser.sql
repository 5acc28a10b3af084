-- A remembered browser of one account.
create table trusted_browser (
  id           uuid primary key,
  account_id   uuid not null references account on delete cascade,
  created_at   timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  last_used_at timestamptz(3) not null,
  browser      text not null,
  address      text not null,
  ended_at     timestamptz(3),
  end_reason   text
);
create index trusted_browser_account on trusted_browser (account_id) where ended_at is null;

-- The values that its cookie has had, as keyed hashes. 'current' was presented last; 'issued'
-- values were set later and not yet presented (a response may be lost, two tabs may send requests
-- at once); 'spent' values are no longer valid.
create table trusted_browser_token (
  token_hash bytea primary key,
  browser_id uuid not null references trusted_browser on delete cascade,
  state      text not null check (state in ('current', 'issued', 'spent')),
  issued_at  timestamptz(3) not null
);
create index trusted_browser_token_browser on trusted_browser_token (browser_id);
