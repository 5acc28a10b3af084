-- What the help desk finds an account by: words of its name, its username, e-mail address, phone
-- number and numbers. Triggers keep it current in the transaction of the change, whoever makes it.
-- Lock references change with each lock and are found in their own column.

-- Letters in the form in which they are compared: without accents, in lower case.
create function account_fold(value text) returns text language sql immutable parallel safe
return lower(regexp_replace(
  normalize(replace(replace(replace(translate(value, 'øØłŁđĐıħ', 'oOlLdDih'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFKD),
  '[\u0300-\u036f]', '', 'g'));

-- A number as what it is found by: itself, with its issuer, and its digits.
create function account_number_words(issuer text, number text) returns text[] language sql immutable parallel safe
return array[account_fold(number), account_fold(issuer || ':' || number), regexp_replace(number, '[^0-9]', '', 'g')];

-- A phone number by its last digits, so that it is found without its country code: '~' and the
-- digits in reverse.
create function account_phone_word(phone text) returns text language sql immutable parallel safe
return '~' || reverse(regexp_replace(phone, '[^0-9]', '', 'g'));

create table account_word (
  account_id uuid primary key references account on delete cascade,
  words      tsvector not null
);
create index account_word_words on account_word using gin (words) with (fastupdate = off);
create index account_lock_reference on account (lock_reference) where lock_reference is not null;

create function account_words(who uuid, username text, name text, email text, phone text)
returns tsvector language sql stable as $$
  select coalesce(array_to_tsvector(array_agg(distinct left(word, 400)) filter (where word <> '')), ''::tsvector)
  from (
    select regexp_split_to_table(account_fold(name || ' ' || username), '[][\s.,;:''’"()/_@+&-]+')
    union all select account_fold(username)
    union all select account_fold(email)
    union all select account_phone_word(phone)
    union all select unnest(account_number_words(issuer, number))
      from physician_number where account_id = who
    union all select unnest(account_number_words(issuer, number))
      from patient_number where account_id = who
  ) as found (word)
$$;

create function account_word_follows() returns trigger language plpgsql as $$
begin
  insert into account_word (account_id, words)
  values (new.id, account_words(new.id, new.username, new.name, new.email, new.phone))
  on conflict (account_id) do update set words = excluded.words;
  return null;
end
$$;
create trigger account_word_of_new after insert on account
  for each row execute function account_word_follows();
create trigger account_word_of_changed after update of username, name, email, phone on account
  for each row
  when ((old.username, old.name, old.email, old.phone) is distinct from (new.username, new.name, new.email, new.phone))
  execute function account_word_follows();

create function account_word_follows_number() returns trigger language plpgsql as $$
declare
  who uuid := case when tg_op = 'DELETE' then old.account_id else new.account_id end;
begin
  update account_word w set words = account_words(a.id, a.username, a.name, a.email, a.phone)
    from account a where a.id = who and w.account_id = who;
  return null;
end
$$;
create trigger account_word_of_physician_number after insert or delete on physician_number
  for each row execute function account_word_follows_number();
create trigger account_word_of_patient_number after insert or delete on patient_number
  for each row execute function account_word_follows_number();
