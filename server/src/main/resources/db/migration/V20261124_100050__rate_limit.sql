-- Usage of each share of each limit in its current window. The fill factor leaves free space on
-- each page for frequent updates.
create table rate_limit (
  key      bytea primary key,       -- keyed hash of the limit, the share and its subject
  name     text not null,
  share    text not null,
  subject  text,                    -- named in warnings to admins: a prefix, an address
  used     int not null,
  max_uses int not null,
  warn_at  int,                     -- usage at which the admins are warned; null for no warning
  warned   int not null default 0,  -- 1 after the warning in this window, 2 once the limit is used up
  ends_at  timestamptz(3) not null
) with (fillfactor = 70);
create index rate_limit_ends on rate_limit (ends_at);
create index rate_limit_watched on rate_limit (ends_at) where warn_at is not null;
