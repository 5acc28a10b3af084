-- Keys with which programs call. Their texts are stored as keyed hashes only.

create table api_key (
  id                   uuid primary key,
  name                 text not null,
  scopes               text[] not null,
  networks             text[] not null,         -- CIDR
  version              integer not null default 0,
  hash                 bytea not null unique,
  previous_hash        bytea unique,            -- the one before, valid beside it for a time
  previous_until       timestamptz(3),
  made_by              uuid references account on delete set null,
  made_at              timestamptz(3) not null,
  expires_at           timestamptz(3) not null,
  ended_at             timestamptz(3),
  last_used_at         timestamptz(3),
  last_used_address    text,
  last_refused_at      timestamptz(3),
  last_refused_address text
);
create unique index api_key_name on api_key (lower(name));
create index api_key_made_by on api_key (made_by);
