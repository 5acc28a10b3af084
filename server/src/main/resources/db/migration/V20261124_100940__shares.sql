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
  check (num_nonnulls(account_id, group_id, email) = 1)
);
create unique index share_sharer on share (sharer_id, request_id);
create index share_sign_in on share (sign_in_id);
create index share_account on share (account_id) where account_id is not null;
create index share_group on share (group_id) where group_id is not null;

-- The studies of a share. One that was shared onward ends with the share it came from.
create table share_study (
  share_id     uuid not null references share on delete cascade,
  study_uid    text not null,
  parent_id    uuid references share on delete cascade,     -- the share that the sharer has it from
  depth        smallint not null default 0 check (depth between 0 and 5),
  opened_at    timestamptz(3),                              -- first opened by a receiver
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  primary key (share_id, study_uid)
);
create index share_study_study on share_study (study_uid);
create index share_study_parent on share_study (parent_id) where parent_id is not null;

-- Whether a study of a share can be seen at a moment: neither it nor any share that it was shared
-- onward from is withdrawn, expired or gone.
create function share_lives(wanted uuid, study text, at timestamptz) returns boolean
language sql stable as $$
  with recursive chain as (
    select s.parent_id, s.withdrawn_at is null and h.valid_from <= at
        and (h.expires_at is null or h.expires_at > at) as lives
      from share_study s join share h on h.id = s.share_id
     where s.share_id = wanted and s.study_uid = study
    union all
    select s.parent_id, coalesce(s.withdrawn_at is null and h.valid_from <= at
        and (h.expires_at is null or h.expires_at > at), false)
      from chain c
      left join share_study s on s.share_id = c.parent_id and s.study_uid = study
      left join share h on h.id = s.share_id
     where c.parent_id is not null
  )
  select coalesce(bool_and(lives), false) from chain
$$;
