package org.sallyport.siem;

import java.util.List;
import org.sallyport.audit.search.AuditRecord;
import org.sallyport.siem.syslog.SyslogMessage;
import org.sallyport.siem.syslog.SyslogProperties;

/** Turns audit events into the messages of a format. */
interface AuditMessages {

  SyslogProperties.Format format();

  /** One message for each event, in the same order. */
  List<SyslogMessage> of(List<AuditRecord> events);
}
