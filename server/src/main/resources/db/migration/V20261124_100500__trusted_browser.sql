-- A remembered browser of one account. The old token stays good until the new one is first presented.
create table trusted_browser (
  id            uuid primary key,
  account_id    uuid not null references account on delete cascade,
  token_hash    bytea not null unique,                 -- the newest value
  old_hash      bytea unique,                          -- the value before it, while the newest was not yet presented
  created_at    timestamptz(3) not null,
  expires_at    timestamptz(3) not null,
  last_used_at  timestamptz(3) not null,
  browser       text not null,
  address       text not null,
  ended_at      timestamptz(3),
  end_reason    text
);
create index trusted_browser_account on trusted_browser (account_id) where ended_at is null;

-- Values that were good once; presenting one again ends its series.
create table trusted_browser_spent (
  token_hash bytea primary key,
  browser_id uuid not null references trusted_browser on delete cascade,
  spent_at   timestamptz(3) not null
);
