package org.sallyport.portal.studies.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'00283010':{'vr':'SQ','Value':[{'00283002':{'vr':'US','Value':[256,0,8]}}]}",
        "'00283000':{'vr':'SQ','Value':[{'00283004':{'vr':'LO','Value':['OD']}}]}",
        "'20500010':{'vr':'SQ','Value':[{'00283002':{'vr':'US','Value':[256,0,8]}}]}",
        "'00281056':{'vr':'CS','Value':['CUBIC']}",
        "'00281051':{'vr':'DS','Value':[8]},'52009230':{'vr':'SQ','Value':[{'00281051':{'vr':'DS','Value':[9]}}]}",
        "'52009229':{'vr':'SQ','Value':[{'00289132':{'vr':'SQ','Value':[{'00281056':{'vr':'CS','Value':['LINEAR_EXACT']}}]}}]}",
        "'60003000':{'vr':'OW','BulkDataURI':'/bulk/60003000'}",
        "'601E3000':{'vr':'OW','InlineBinary':'AAAA'}",
        "'60020102':{'vr':'US','Value':[0]},'60020100':{'vr':'US','Value':[16]}",
        "'00181600':{'vr':'CS','Value':['CIRCULAR']}",
        "'00281204':{'vr':'OW','BulkDataURI':'/bulk/00281204'}",
        "'00281221':{'vr':'OW','BulkDataURI':'/bulk/00281221'}",
        "'00089205':{'vr':'CS','Value':['MIXED']}",
        "'00280004':{'vr':'CS','Value':['YBR_FULL']}",
        "'00280100':{'vr':'US','Value':[16]},'00280101':{'vr':'US','Value':[8]}",
        "'00280034':{'vr':'IS','Value':[2,1]}",
        "'00280030':{'vr':'DS','Value':[0.4,0.2]}",
        "'00181164':{'vr':'DS','Value':[0.15,0.2]}",
        "'20500020':{'vr':'CS','Value':['INVERSE']}",
        "'20500020':{'vr':'CS','Value':['IDENTITY']},'00280004':{'vr':'CS','Value':['MONOCHROME1']}"
      })
  void findsWhatChangesThePicture(String attributes) {
    assertThat(finds(attributes)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'00280010':{'vr':'US','Value':[512]}",
        "'00089205':{'vr':'CS','Value':['MONOCHROME']}",
        "'00280004':{'vr':'CS','Value':['YBR_FULL_422']}",
        "'00280100':{'vr':'US','Value':[16]},'00280101':{'vr':'US','Value':[10]}",
        "'00281056':{'vr':'CS','Value':['LINEAR']}",
        "'00281056':{'vr':'CS'}",
        "'00283010':{'vr':'SQ','Value':[]},'00283000':{'vr':'SQ'}",
        "'00280034':{'vr':'IS','Value':[1,1]}",
        "'00280030':{'vr':'DS','Value':[0.4,0.4001]},'00181164':{'vr':'DS','Value':[0,0]}",
        "'20500020':{'vr':'CS','Value':['IDENTITY']}",
        "'20500020':{'vr':'CS','Value':['INVERSE']},'00280004':{'vr':'CS','Value':['MONOCHROME1 ']}",
        "'60013000':{'vr':'UN','InlineBinary':'AAAA'}"
      })
  void findsNothingInAPlainImage(String attributes) {
    assertThat(finds(attributes)).isFalse();
  }

  @Test
  void whatIsMalformedCutOrNestedWithoutEndIsNotTrusted() {
    assertThat(PresentationScan.of(stream("[{\"00280010\":")))
        .isEqualTo(new ArchivePicture.Wrong());
    assertThat(PresentationScan.of(stream("<html>"))).isEqualTo(new ArchivePicture.Wrong());
    assertThat(PresentationScan.of(stream("[".repeat(1000)))).isEqualTo(new ArchivePicture.Wrong());
    assertThat(PresentationScan.of(stream("[{\"00281056\":{\"Value\":[[[[")))
        .isEqualTo(new ArchivePicture.Wrong());
  }

  @Test
  void whatIsLongerThanTheLimitIsNotTrusted() {
    String text = "'00204000':{'vr':'LT','Value':['" + "x".repeat(17 * 1024 * 1024) + "']}";
    assertThat(finds(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'00281050':{'Value':[1800]},'00281051':{'Value':[3000]}|1800,3000,linear",
        "'00281050':{'Value':[-600.5,40]},'00281051':{'Value':[1e3,400]}|-600.5,1000,linear",
        "'00281050':{'Value':[40]},'00281051':{'Value':[80]},'00281056':{'Value':['SIGMOID']}|40,80,sigmoid",
        "'00281050':{'Value':[40]},'00281051':{'Value':[0]}|null",
        "'00281050':{'Value':[40]}|null",
        "'00281050':{'Value':['x&viewport=1']},'00281051':{'Value':['NaN']}|null"
      })
  void findsTheWindow(String attributes, String window) {
    String grey = "'00280004':{'Value':['MONOCHROME2']},";
    assertThat(scan(grey + attributes))
        .isInstanceOfSatisfying(
            ArchivePicture.Right.class,
            it -> assertThat(String.valueOf(it.window())).isEqualTo(window));
    assertThat(scan(attributes)).isEqualTo(new ArchivePicture.Right(null));
  }

  private static boolean finds(String attributes) {
    return scan(attributes) instanceof ArchivePicture.Wrong;
  }

  private static ArchivePicture scan(String attributes) {
    return PresentationScan.of(stream("[{" + attributes.replace('\'', '"') + "}]"));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
