-- Studies that a person made accessible to an account, a group or an e-mail address.
create table share (
  id           uuid primary key,
  kind         text not null check (kind in ('share', 'copy_to', 'reference')),
  sharer_id    uuid references account on delete cascade,   -- null: by the command line
  shared_by    text not null,                               -- name of the sharer, as shown in the list
  sign_in_id   uuid references sign_in on delete set null,  -- the session in which it was shared
  request_id   uuid,                                        -- of the form, so that a repeated one shares once
  account_id   uuid references account on delete cascade,
  group_id     uuid references care_group on delete cascade,
  email        text,
  message      text not null default '',
  with_report  boolean not null default true,
  may_share_on boolean not null default false,              -- the receiver may share it with others
  shared_at    timestamptz(3) not null,
  valid_from   timestamptz(3) not null,
  expires_at   timestamptz(3),                              -- null: does not expire
  extended_in  uuid references sign_in on delete set null,  -- the session that moved its end last
  extended_from timestamptz(3),                             -- the end before that session
  check (num_nonnulls(account_id, group_id, email) = 1)
);
create unique index share_sharer on share (sharer_id, request_id);
create index share_sign_in on share (sign_in_id);
create index share_extended on share (extended_in) where extended_in is not null;
create index share_account on share (account_id) where account_id is not null;
create index share_group on share (group_id) where group_id is not null;

-- The studies of a share. One that was shared onward ends with the share it came from.
create table share_study (
  share_id     uuid not null references share on delete cascade,
  study_uid    text not null,
  parent_id    uuid references share on delete cascade,     -- the share that the sharer has it from
  depth        smallint not null default 0 check (depth between 0 and 4),
  opened_at    timestamptz(3),                              -- first opened by a receiver
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  lost_at      timestamptz(3),                              -- when it was found that the sharer no longer had it
  primary key (share_id, study_uid)
);
create index share_study_study on share_study (study_uid);
create index share_study_parent on share_study (parent_id) where parent_id is not null;
