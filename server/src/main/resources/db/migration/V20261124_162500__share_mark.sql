-- What sharers drew on the images of a study and sent along with a share: a copy, as it was when the share was made.
-- It goes with the study from the share, and is encrypted as in image_mark.
create table share_mark (
  id         uuid primary key,           -- of the row, which the encryption is bound to
  share_id   uuid not null,
  study_uid  text not null,
  place      integer not null,           -- among those of the study in this share, from 0
  mark       bytea not null,
  changed_at timestamptz(3) not null,    -- of the mark that was copied
  unique (share_id, study_uid, place),
  foreign key (share_id, study_uid) references share_study on delete cascade
);

-- A study that is withdrawn from a share, or that the sharer lost, takes its marks with it, whatever ended it.
create function delete_share_marks() returns trigger language plpgsql as $$ begin
  delete from share_mark m where m.share_id = new.share_id and m.study_uid = new.study_uid;
  return null;
end $$;
create trigger delete_share_marks after update of withdrawn_at, lost_at on share_study
  for each row when (new.withdrawn_at is not null or new.lost_at is not null) execute function delete_share_marks();
