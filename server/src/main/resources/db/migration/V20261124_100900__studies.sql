-- Who requested, referred or ordered a study, as named by the archive. An index for finding
-- candidates; the archive's own data decides on every request.
create table study_person (
  study_uid  text not null,
  part       text not null,                            -- requesting or referring
  issuer     text not null default '',
  number     text not null default '',
  name       text not null default '',
  study_date date,
  seen_at    timestamptz(3) not null,
  primary key (study_uid, part, issuer, number, name)
);
create index study_person_number on study_person (issuer, number) where number <> '';
create index study_person_name on study_person (name) where number = '';

-- An archive entry without a physician number that an admin confirmed to be this account.
create table confirmed_name (
  account_id   uuid not null references account on delete cascade,
  name         text not null unique,                   -- exact DICOM person name
  confirmed_by text not null,
  confirmed_at timestamptz(3) not null,
  primary key (account_id, name)
);

-- A study that a person shared with an account.
create table study_share (
  id          uuid primary key,
  study_uid   text not null,
  account_id  uuid not null references account on delete cascade,
  shared_by   text not null,                           -- name of the person, as shown in the list
  shared_at   timestamptz(3) not null,
  expires_at  timestamptz(3),
  withdrawn_at timestamptz(3)
);
create index study_share_account on study_share (account_id) where withdrawn_at is null;

-- When an account opened a study; studies not yet opened are marked as new.
create table study_opened (
  account_id uuid not null references account on delete cascade,
  study_uid  text not null,
  opened_at  timestamptz(3) not null,
  primary key (account_id, study_uid)
);
