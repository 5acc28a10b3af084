package org.sallyport.staff.siem;

import java.util.List;
import java.util.stream.Stream;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.siem.syslog.SyslogMessage;
import org.sallyport.staff.siem.syslog.SyslogProperties;

/** Turns audit events into the messages of a format. */
interface AuditMessages {

  SyslogProperties.Format format();

  /** One message for each event, in the same order. */
  List<SyslogMessage> of(List<AuditRecord> events);

  /** The accounts that the events concern. */
  static List<AccountId> accounts(List<AuditRecord> events) {
    return events.stream().flatMap(event -> Stream.ofNullable(event.account())).toList();
  }
}
