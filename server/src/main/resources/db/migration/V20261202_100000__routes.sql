-- Routes: several ways on which the messages of a channel can leave.

alter table outbox
  add column route           text,               -- to which it was given last; null before, and where there is only one way
  add column routes_before   smallint not null default 0,  -- how many did not take it before
  add column route_reference text;               -- by which receipts of the route name it

-- The routes that are passed over at the moment.
create table route_failure (
  channel text not null check (channel in ('email', 'sms')),
  route   text not null,
  reason  text not null,                         -- of the last failure, for display
  since   timestamptz(3) not null,
  primary key (channel, route)
);
