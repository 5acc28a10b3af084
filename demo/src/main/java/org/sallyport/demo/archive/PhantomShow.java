package org.sallyport.demo.archive;

import java.util.List;
import java.util.function.DoubleFunction;
import org.sallyport.demo.archive.Head.Weighting;

/** What a series shows of a computed body. */
enum PhantomShow {
  CHEST_AXIAL(
      PhantomPictures.CT_STORAGE, 80, nodule -> PhantomPictures.thorax(nodule, Plane.AXIAL, 80)),
  CHEST_CORONAL(
      PhantomPictures.CT_STORAGE, 64, nodule -> PhantomPictures.thorax(nodule, Plane.CORONAL, 64)),
  CHEST_FILMS(PhantomPictures.CR_STORAGE, 2, PhantomPictures::chestFilms),
  HEAD_SAGITTAL(
      PhantomPictures.MR_STORAGE, 64, _ -> PhantomPictures.head(Weighting.T1, Plane.SAGITTAL, 64)),
  HEAD_AXIAL(
      PhantomPictures.MR_STORAGE, 64, _ -> PhantomPictures.head(Weighting.T2, Plane.AXIAL, 64)),
  MAMMOGRAPHY(PhantomPictures.MG_STORAGE, 4, PhantomPictures::mammography),
  FOREARM(PhantomPictures.DX_STORAGE, 2, PhantomPictures::forearm);

  private final String sopClass;
  private final int count;
  private final DoubleFunction<List<MadeObject>> pictures;

  PhantomShow(String sopClass, int count, DoubleFunction<List<MadeObject>> pictures) {
    this.sopClass = sopClass;
    this.count = count;
    this.pictures = pictures;
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
   * @param finding radius of a nodule or mass in millimetres, or the angle of a fracture in
   *     degrees; 0 for none
   */
  List<MadeObject> pictures(double finding) {
    return pictures.apply(finding);
  }
}
