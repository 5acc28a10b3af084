-- Numbers whose SIM changed lately, as a service of an operator says: no code goes there.
create table sim_swap (
  account_id  uuid primary key references account on delete cascade,
  number_hash bytea not null,            -- keyed hash: a change of the number makes the row void
  changed_at  timestamptz(3),            -- null if the service does not say
  found_at    timestamptz(3) not null,   -- when the owner was told
  until       timestamptz(3) not null
);
create index sim_swap_until on sim_swap (until);

-- Before an SMS leaves, the code that it has is looked up.
create index otp_code_message on otp_code (message_id);
