-- What was used of each share of each limit in its present window. Updated often: room for that is left on each page.
create table rate_limit (
  key     bytea primary key,                           -- keyed hash of limit, share and whose it is
  name    text not null,
  share   text not null,
  about   text,                                        -- what admins are told it concerns: a prefix, an address
  used    int not null,
  most    int not null,
  warn_at int,                                         -- the admins are told at so many; null if they are not
  warned  int not null default 0,                      -- 1 once they were told so in this window, 2 once all was used
  ends_at timestamptz(3) not null
) with (fillfactor = 70);
create index rate_limit_ends on rate_limit (ends_at);
create index rate_limit_watched on rate_limit (ends_at) where warn_at is not null;
