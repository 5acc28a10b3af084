-- What became of the messages of a share, its codes by SMS among those that the brake counts, and
-- messages that are withdrawn while they are handed over.

alter table share_link add column message_id uuid;  -- the mail with the link; null of links from before
alter table share_code add column message_id uuid;  -- null of codes from before
alter table share_code add column sms_block text;   -- how its number begins, if it goes by SMS
create index share_code_sms on share_code (sent_at) where sms_block is not null;

-- Withdrawn while it was being handed over: not tried again if that fails.
alter table outbox add column withdrawn boolean not null default false;
create index outbox_withdrawn on outbox (id) where withdrawn and state = 'waiting';

-- Ends messages that wait; those that are being handed over are not tried again.
create function withdraw_messages(ids uuid[], at timestamptz) returns void language sql as $$
  update outbox
     set withdrawn = true,
         state = case state when 'waiting' then 'withdrawn' else state end,
         ended_at = case state when 'waiting' then at end,
         body = case state when 'sending' then body end,
         failure = case state when 'sending' then failure end
   where id = any(ids) and state in ('waiting', 'sending');
$$;

-- However a share ends for good, what waits for its receiver is of no use any more.
create function withdraw_messages_of_share() returns trigger language plpgsql as $$ begin
  if not exists (select from share_study s
                  where s.share_id = new.share_id and s.withdrawn_at is null and s.lost_at is null) then
    perform withdraw_messages(array(
      select l.message_id from share_link l where l.share_id = new.share_id and l.message_id is not null
      union all
      select c.message_id from share_code c join share_session s on s.id = c.session_id
       where s.share_id = new.share_id and c.message_id is not null and c.voided_at is null and c.used_at is null),
      coalesce(new.withdrawn_at, new.lost_at));
  end if;
  return null;
end $$;
create trigger withdraw_messages_of_share after update of withdrawn_at, lost_at on share_study
  for each row when (new.withdrawn_at is not null or new.lost_at is not null)
  execute function withdraw_messages_of_share();

-- The codes that count for the brake on SMS, who had them sent, and who gets them. Those of a share
-- go to a number that the sharer typed, so to one that nobody has verified, and are asked for by
-- the person who has the link.
create view sms_code_sent as
select c.sms_block as block, c.account_id as sender, c.account_id::text as receiver, c.sign_in_id as attempt, c.purpose, c.purpose = 'phone' as is_new,
       c.message_id, c.sent_at, c.used_at is not null as is_entered
  from otp_code c where c.sms_block is not null
union all
select c.sms_block, coalesce(h.sharer_id, h.id), l.phone, c.session_id, 'share', true, c.message_id, c.sent_at, c.used_at is not null
  from share_code c
  join share_session s on s.id = c.session_id
  join share h on h.id = s.share_id
  join share_link l on l.share_id = h.id
 where c.sms_block is not null;
