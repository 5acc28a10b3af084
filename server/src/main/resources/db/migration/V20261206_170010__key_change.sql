-- Which accounts a key changed lately: one that changes too many in an hour is stopped. Kept as long as throttles.
create table key_change (
  key_id     uuid not null references api_key on delete cascade,
  account_id uuid not null references account on delete cascade,
  at         timestamptz(3) not null,         -- of the last change
  primary key (key_id, account_id)
);
create index key_change_account on key_change (account_id);
create index key_change_at on key_change (at);

-- A key stops as a source of its own; before, there was one for all that SCIM says.
delete from directory_leaver where directory = 'identity system (SCIM)';
delete from directory_sync where directory = 'identity system (SCIM)';
