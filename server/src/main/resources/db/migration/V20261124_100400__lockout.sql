-- Wrong codes of the last 30 days, whether consecutive or not.
create table wrong_code (
  account_id uuid not null references account on delete cascade,
  at         timestamptz(3) not null
);
create index wrong_code_account on wrong_code (account_id, at);

-- Delays after wrong passwords, by keyed hash of a name, an address or a known browser.
create table throttle (
  key           bytea primary key,
  failures      int not null,
  blocked_until timestamptz(3) not null,
  last_at       timestamptz(3) not null
);
