package org.sallyport.portal.studies;

/** What a person gets in the copy of their data about their own studies, and about shares. */
final class CopiedShares {
  /** Who looked at the studies of a patient: what the page Access of each study shows. */
  static final String VIEWS =
      """
      select e.at, e.type, e.details #>> '{study,value}' as study_uid,
        coalesce(a.name, e.details ->> 'receiver', e.details ->> 'by') as who
        from patient_number n
        join account self on self.id = n.account_id and self.role = 'patient'
        join study_patient p on p.issuer = n.issuer and p.number = n.number
        cross join lateral (
          select * from audit_event v
           where v.details #>> '{study,value}' = p.study_uid and v.account_id is distinct from n.account_id
           order by v.details #>> '{study,value}' desc, v.at desc, v.id desc limit 1000) e
        left join account a on a.id = e.account_id and e.type not like 'ShareEvent.%'
       where n.account_id = :account order by e.at desc limit :most
      """;

  static final String RECEIVED =
      """
      select h.shared_at, h.kind, h.shared_by, s.study_uid, h.message, h.with_report, h.may_share_on, h.valid_from,
        h.expires_at, s.opened_at, s.withdrawn_at, s.lost_at
        from share h join share_study s on s.share_id = h.id
       where h.account_id = :account order by h.shared_at desc limit :most
      """;

  private CopiedShares() {}
}
