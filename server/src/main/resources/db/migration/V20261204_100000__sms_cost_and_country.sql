-- What SMS cost: the warning of a day, and the country of each message.

alter table outbox add column route_country text;  -- of the destination, as a label of metrics; null before a route was asked

-- The days on which the admins were told that most of what messages may cost was used.
create table spending_warning (
  channel text not null check (channel in ('email', 'sms')),
  day     date not null,                -- in the time zone of the installation
  told_at timestamptz(3) not null,
  primary key (channel, day)
);
