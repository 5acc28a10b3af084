package org.sallyport.staff.admin.audit;

/** The format of an exported audit log. */
enum ExportFormat {
  CSV("csv", "text/csv;charset=utf-8"),
  JSON("jsonl", "application/jsonl;charset=utf-8");

  private final String ending;
  private final String mediaType;

  ExportFormat(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /** The format of that name; CSV for any other. */
  static ExportFormat of(String name) {
    return name.equals("json") ? JSON : CSV;
  }

  String ending() {
    return ending;
  }

  String mediaType() {
    return mediaType;
  }
}
