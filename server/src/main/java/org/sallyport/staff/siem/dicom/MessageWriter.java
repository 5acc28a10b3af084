package org.sallyport.staff.siem.dicom;

import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Writes the elements of an audit message, in the order in which its schema has them. */
@RequiredArgsConstructor
final class MessageWriter {
  /** What XML 1.0 cannot contain, and what would break a line; half a surrogate pair too. */
  private static final Pattern NOT_TEXT =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFE\uFFFF]");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final XMLStreamWriter out;

  void begin() throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("AuditMessage");
  }

  void end() throws XMLStreamException {
    out.writeEndElement();
    out.writeEndDocument();
    out.flush();
  }

  /** Opens an element with attributes: names and values in turn. */
  void open(String element, String... attributes) throws XMLStreamException {
    out.writeStartElement(element);
    write(attributes);
  }

  void close() throws XMLStreamException {
    out.writeEndElement();
  }

  /** An element with attributes only: names and values in turn. */
  void empty(String element, String... attributes) throws XMLStreamException {
    out.writeEmptyElement(element);
    write(attributes);
  }

  void text(String element, String text) throws XMLStreamException {
    out.writeStartElement(element);
    out.writeCharacters(clean(text));
    out.writeEndElement();
  }

  void code(String element, Code code) throws XMLStreamException {
    empty(
        element,
        "csd-code",
        code.value(),
        "codeSystemName",
        code.system(),
        "originalText",
        code.meaning());
  }

  /**
   * Opens an active participant.
   *
   * @param address an IP address, or the name of a machine
   */
  void participant(String user, @Nullable String alternative, String address, boolean requestor)
      throws XMLStreamException {
    open("ActiveParticipant", "UserID", user);
    if (alternative != null) {
      write("AlternativeUserID", alternative);
    }
    write(
        "UserIsRequestor",
        Boolean.toString(requestor),
        "NetworkAccessPointID",
        address,
        "NetworkAccessPointTypeCode",
        ADDRESS.matcher(address).matches() ? "2" : "1");
  }

  /** Opens an object of the event. */
  void object(String id, String type, String role, Code idType) throws XMLStreamException {
    open(
        "ParticipantObjectIdentification",
        "ParticipantObjectID",
        id,
        "ParticipantObjectTypeCode",
        type,
        "ParticipantObjectTypeCodeRole",
        role);
    code("ParticipantObjectIDTypeCode", idType);
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      out.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
  }

  private static String clean(String text) {
    return NOT_TEXT.matcher(text).replaceAll(" ");
  }
}
