package org.sallyport.portal.studies.publish.document;

import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;

/**
 * An image of the study, or one of its frames.
 *
 * @param sopClass as the archive says
 * @param frame from 1; 0 for all of them
 */
public record ImageReference(SeriesUid series, InstanceUid object, String sopClass, int frame) {
  private static final int SOP_CLASS = 0x00081150;
  private static final int SOP_INSTANCE = 0x00081155;
  private static final int FRAME = 0x00081160;

  /** An item of a sequence of references (PS3.3 section 10.8), with the frame. */
  DataSet item() {
    DataSet item = plainItem();
    return frame == 0 ? item : item.put(FRAME, "IS", Integer.toString(frame));
  }

  /** The same without the frame. */
  DataSet plainItem() {
    return new DataSet().put(SOP_CLASS, "UI", sopClass).put(SOP_INSTANCE, "UI", object.value());
  }
}
