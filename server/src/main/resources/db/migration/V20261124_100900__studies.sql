-- Who requested, referred or ordered a study, or receives its results, as named by the archive. An
-- index for finding candidates; the archive's own data decides whenever a study is opened.
create table study_person (
  study_uid  text not null,
  part       text not null check (part in ('requesting', 'referring', 'consulting', 'recipient')),
  issuer     text not null default '',
  number     text not null default '',
  name       text not null default '',
  study_date date,
  performed  timestamp(0) not null default '-infinity', -- as in study_index, for lists in its order
  patient_sort text not null default '',               -- the same
  seen_at    timestamptz(3) not null,
  primary key (study_uid, part, issuer, number, name)
);
create index study_person_number on study_person (issuer, number, performed, study_uid) where number <> '';
create index study_person_name on study_person (name, performed, study_uid) where number = '';
create index study_person_number_patient on study_person (issuer, number, patient_sort, performed desc, study_uid desc)
  where number <> '';
create index study_person_name_patient on study_person (name, patient_sort, performed desc, study_uid desc)
  where number = '';

-- An archive entry without a physician number that an admin confirmed to be this account.
create table confirmed_name (
  account_id   uuid not null references account on delete cascade,
  name         text not null unique,                   -- exact DICOM person name
  confirmed_by text not null,
  confirmed_at timestamptz(3) not null,
  primary key (account_id, name)
);

-- When an account opened a study; studies not yet opened are marked as new.
create table study_opened (
  account_id uuid not null references account on delete cascade,
  study_uid  text not null,
  opened_at  timestamptz(3) not null,
  primary key (account_id, study_uid)
);
