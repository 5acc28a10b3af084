-- Usernames of erased accounts, as keyed hashes: no new account gets one.
create table erased_username (
  name_hash bytea primary key,
  erased_at timestamptz not null
);
create index erased_username_erased_at on erased_username (erased_at);
