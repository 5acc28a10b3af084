-- A practice or a department: people who see what the others of the group requested or were sent.
create table care_group (
  id         uuid primary key,
  name       text not null,
  name_key   text not null unique,                     -- case-folded, used for lookups
  kind       text not null check (kind in ('practice', 'department')),
  created_at timestamptz(3) not null
);

-- The roles whose accounts can be members; Role.mayBeInGroups is the same in Java.
create function may_be_in_groups(its_role text) returns boolean language sql immutable parallel safe
return its_role in ('physician', 'admin');

-- Membership lapses unless an admin of the group confirms it in time.
create table group_member (
  group_id        uuid not null references care_group on delete cascade,
  account_id      uuid not null references account on delete cascade,
  is_admin        boolean not null default false,      -- may confirm and remove members
  joined_at       timestamptz(3) not null,
  confirmed_until timestamptz(3) not null,
  reminded_at     timestamptz(3),                      -- when the admins were told that it will lapse
  lapse_noted     boolean not null default false,      -- shares that ended because it lapsed are marked
  left_at         timestamptz(3),
  primary key (group_id, account_id)
);
create index group_member_account on group_member (account_id) where left_at is null;
