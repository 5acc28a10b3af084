-- Columns by which the study list is filtered and sorted before the archive is queried. None
-- identifies the patient.
create table study_index (
  study_uid   text primary key,
  study_date  date,
  study_time  time(0),
  modalities  text[] not null,
  institution text not null
);
create index study_index_date on study_index (study_date);
