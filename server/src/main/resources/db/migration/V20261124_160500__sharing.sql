-- Whether a study of a share can be seen at a moment, by the one view that decides it.
create function share_lives(wanted uuid, study text, at timestamptz) returns boolean
language plpgsql stable set plan_cache_mode = force_generic_plan as $$ begin
  return exists (select from study_share l where l.share_id = wanted and l.study_uid = study
    and l.valid_from <= at and (l.valid_until is null or l.valid_until > at));
end $$;

-- The mailed link of a share with an e-mail address.
create table share_link (
  share_id        uuid primary key references share on delete cascade,
  token_hash      bytea not null unique,
  mailed_at       timestamptz(3) not null,
  phone           text,                              -- where codes go; null: to the e-mail address
  max_opens       integer check (max_opens > 0),     -- null: as often as wanted
  opens           integer not null default 0,
  first_opened_at timestamptz(3),
  last_opened_at  timestamptz(3),
  wrong_codes     integer not null default 0,        -- consecutive
  locked_at       timestamptz(3),
  mailed_in       uuid references sign_in on delete set null, -- the session that had it sent again last
  unlocked_in     uuid references sign_in on delete set null  -- the session that unlocked it last
);
create index share_link_mailed on share_link (mailed_in) where mailed_in is not null;
create index share_link_unlocked on share_link (unlocked_in) where unlocked_in is not null;

-- Somebody who followed the link: first asked for a code, then a session bound to one browser.
create table share_session (
  id           uuid primary key,
  share_id     uuid not null references share_link on delete cascade,
  token_hash   bytea unique,                         -- null once it has ended
  address      text not null,
  browser      text not null,
  asked_at     timestamptz(3) not null,
  opened_at    timestamptz(3),                       -- when the code was accepted
  last_seen_at timestamptz(3) not null,
  ended_at     timestamptz(3)
);
create index share_session_share on share_session (share_id);

create table share_code (
  id         uuid primary key,
  session_id uuid not null references share_session on delete cascade,
  channel    text not null check (channel in ('email', 'sms')),
  tag        text not null,
  code_hash  bytea not null,
  sent_at    timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  voided_at  timestamptz(3),
  used_at    timestamptz(3)
);
create index share_code_session on share_code (session_id);

-- A number by which an account adds a study to its list, together with the patient's birth date.
create table reference_number (
  id           uuid primary key,
  number_hash  bytea not null unique,
  born_hash    bytea not null,
  study_uid    text not null,
  issuer_id    uuid references account on delete cascade,   -- null: by the command line
  issued_by    text not null,
  sign_in_id   uuid references sign_in on delete set null,  -- the session in which it was issued
  parent_id    uuid references share on delete cascade,     -- the share that the issuer has the study from
  depth        smallint not null default 0 check (depth between 0 and 4),
  with_report  boolean not null default true,
  issued_at    timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  wrong_tries  integer not null default 0,
  locked_at    timestamptz(3),
  withdrawn_at timestamptz(3)
);
create index reference_number_issuer on reference_number (issuer_id);
create index reference_number_sign_in on reference_number (sign_in_id);
create index reference_number_parent on reference_number (parent_id);

alter table share add column reference_id uuid references reference_number on delete set null;
create unique index share_reference on share (reference_id, account_id);

-- A receiver that a person keeps at hand.
create table share_favourite (
  id         uuid primary key,
  owner_id   uuid not null references account on delete cascade,
  account_id uuid references account on delete cascade,
  group_id   uuid references care_group on delete cascade,
  email      text,
  used_at    timestamptz(3) not null,
  check (num_nonnulls(account_id, group_id, email) = 1),
  unique nulls not distinct (owner_id, account_id, group_id, email)
);
