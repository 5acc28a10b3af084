package org.sallyport.demo.archive;

import java.util.List;
import org.sallyport.demo.archive.Head.Weighting;

/** What a series shows of a computed body. */
enum PhantomShow {
  CHEST_AXIAL(PhantomPictures.CT_STORAGE, 80),
  CHEST_CORONAL(PhantomPictures.CT_STORAGE, 64),
  CHEST_FILMS(PhantomPictures.CR_STORAGE, 2),
  HEAD_SAGITTAL(PhantomPictures.MR_STORAGE, 64),
  HEAD_AXIAL(PhantomPictures.MR_STORAGE, 64),
  MAMMOGRAPHY(PhantomPictures.MG_STORAGE, 4),
  FOREARM(PhantomPictures.DX_STORAGE, 2),
  VESSEL(UltrasoundFile.ULTRASOUND_MULTIFRAME, 1);

  private final String sopClass;
  private final int count;

  PhantomShow(String sopClass, int count) {
    this.sopClass = sopClass;
    this.count = count;
  }

  String sopClass() {
    return sopClass;
  }

  int count() {
    return count;
  }

  /**
   * Computes the pictures.
   *
   * @param finding radius of a nodule or mass or diameter of a vessel in millimetres, or the angle
   *     of a fracture in degrees; 0 for none
   */
  List<MadeObject> pictures(double finding) {
    return switch (this) {
      case CHEST_AXIAL -> PhantomPictures.thorax(finding, Plane.AXIAL, count);
      case CHEST_CORONAL -> PhantomPictures.thorax(finding, Plane.CORONAL, count);
      case CHEST_FILMS -> PhantomPictures.chestFilms(finding);
      case HEAD_SAGITTAL -> PhantomPictures.head(Weighting.T1, Plane.SAGITTAL, count);
      case HEAD_AXIAL -> PhantomPictures.head(Weighting.T2, Plane.AXIAL, count);
      case MAMMOGRAPHY -> PhantomPictures.mammography(finding);
      case FOREARM -> PhantomPictures.forearm(finding);
      case VESSEL -> List.of(Vessel.loop(finding));
    };
  }
}
