-- People of the hospital's directories (LDAP).

-- The directory that has the password; null if the account has its own, or none yet.
alter table account add column directory text;
-- Whether its owner can sign in with a password.
alter table account add column activated boolean not null
  generated always as (password_hash is not null or directory is not null) stored;
alter table account add constraint account_one_password check (password_hash is null or directory is null);

-- Which entry of a directory an account belongs to: by the id that the entry keeps, never by a name.
create table directory_person (
  account_id  uuid primary key references account on delete cascade,
  directory   text not null,
  object_id   text not null,                 -- objectGUID, entryUUID or nsUniqueId
  linked_at   timestamptz(3) not null,
  linked_by   text not null,
  entry_hash  bytea not null,                -- keyed hash of what was read last; empty if it is to be applied again
  email_hash  bytea,                         -- keyed hashes of the contacts that were read last: a contact that
  phone_hash  bytea,                         -- the owner changed here stays until the directory has another one
  disabled_by_directory boolean not null default false,
  seen_at     timestamptz(3) not null,       -- when the directory last had this person
  trouble     text,                          -- what could not be taken over, for the help desk
  unique (directory, object_id)
);

-- People whose right password was accepted by a directory and who have no account, because an account here has
-- their name already: an admin decides whether they are the same person.
create table directory_conflict (
  directory   text not null,
  object_id   text not null,
  username    text not null,
  name        text not null,
  first_at    timestamptz(3) not null,
  last_at     timestamptz(3) not null,
  primary key (directory, object_id)
);
create index directory_conflict_last on directory_conflict (last_at);

-- How far the changes of a directory were read from a server: each server counts them differently.
create table directory_position (
  directory text not null,
  source    text not null,                   -- the server
  position  text not null,                   -- the highest change that was read: uSNChanged or modifyTimestamp
  read_at   timestamptz(3) not null,
  primary key (directory, source)
);

-- What was read of a directory, and whether it waits for an admin.
create table directory_sync (
  directory   text primary key,
  begun_at    timestamptz(3) not null,       -- when a server last began to read
  full_at     timestamptz(3),                -- when everybody was last read
  checked_at  timestamptz(3),                -- when all that was asked was last answered
  stopped_at  timestamptz(3),                -- since when it disables nobody, because it would be too many
  told_at     timestamptz(3),                -- when the admins were last told of that
  would_disable int not null default 0,
  linked      int not null default 0,        -- how many belonged to the directory then
  let_through int not null default 0,        -- how many an admin lets it disable all the same
  let_through_until timestamptz(3),
  let_through_by text,
  whole_wanted boolean not null default false -- a group changed: everybody is to be read before the day is over
);

-- Some of those whom a stopped directory would disable, so that an admin sees what it is about.
create table directory_leaver (
  directory   text not null,
  account_id  uuid not null references account on delete cascade,
  reason      text not null,
  primary key (directory, account_id)
);
create index directory_leaver_account on directory_leaver (account_id);
