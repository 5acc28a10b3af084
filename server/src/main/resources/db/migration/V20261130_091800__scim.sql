-- What an identity system made by SCIM, and what it said last.

-- An account that it made. The rest of what it said is in the account.
create table scim_user (
  account_id   uuid primary key references account on delete cascade,
  external_id  text,
  given_name   text,
  family_name  text,
  formatted    text,
  display_name text,
  email        text,                         -- a contact that the owner changed here stays until the identity system
  phone        text,                         -- has another one
  made_at      timestamptz(3) not null,
  changed_at   timestamptz(3) not null,
  disabled_at  timestamptz(3),               -- when it disabled the account; null if it did not, or enabled it again
  gone_at      timestamptz(3)                -- when it deleted the user
);
create index scim_user_external on scim_user (external_id);
create index scim_user_disabled on scim_user (disabled_at) where disabled_at is not null;

-- A practice that it made.
create table scim_group (
  group_id    uuid primary key references care_group on delete cascade,
  external_id text,
  made_at     timestamptz(3) not null,
  changed_at  timestamptz(3) not null
);
