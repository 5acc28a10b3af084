package org.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.archive.dicom.DicomObject;
import org.sallyport.archive.dicom.Tag;

class ObjectStreamTest {
  private static final String OPEN = "{\"0040A730\":{\"vr\":\"SQ\",\"Value\":[";
  private static final String CLOSE = "]}}";

  private static String object(String uid, String more) {
    return "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}%s,\"00200013\":{\"vr\":\"IS\",\"Value\":[7]}}"
        .formatted(uid, more);
  }

  private static String nested(int levels) {
    return ",\"0040A730\":{\"vr\":\"SQ\",\"Value\":["
        + OPEN.repeat(levels)
        + "{}"
        + CLOSE.repeat(levels)
        + "]}";
  }

  private static List<DicomObject> read(String json) {
    List<DicomObject> read = new ArrayList<>();
    new ObjectStream()
        .each(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), read::add);
    return read;
  }

  @Test
  void readsValuesOfEachKind() {
    String json =
        "{\"00280010\":{\"Value\":[1,2.5,\"x\",null,true,{\"Alphabetic\":\"A^B\"},[],{}]},\"1\":null}";
    assertThat(read("[" + json + "]").getFirst().json()).hasToString(json);
    assertThat(read("[]")).isEmpty();
  }

  @Nested
  class N11_HostileObjects {
    @Test
    void withTenThousandLevelsLoseTheAttributeAndTheRestIsRead() {
      List<DicomObject> read =
          read("[" + object("1.1", nested(10_000)) + "," + object("1.2", "") + "]");
      assertThat(read)
          .extracting(it -> it.text(Tag.SOP_INSTANCE_UID))
          .containsExactly("1.1", "1.2");
      assertThat(read)
          .allSatisfy(
              it -> {
                assertThat(it.count(Tag.INSTANCE_NUMBER)).isEqualTo(7);
                assertThat(it.json().has("0040A730")).isFalse();
              });
    }

    @Test
    void keepAnAttributeWholeOrLoseIt() {
      assertThat(read("[" + object("1.1", nested(132)) + "]").getFirst().json().toString())
          .contains(nested(132));
      assertThat(read("[" + object("1.1", nested(133)) + "]").getFirst().json().has("0040A730"))
          .isFalse();
    }

    @Test
    void withMoreLevelsThanAreSkippedOrCutAreNotRead() {
      for (String json :
          List.of(
              "[{\"1\":" + "[".repeat(200_000),
              "[" + object("1.1", ""),
              "[{\"1\":[1,",
              "\0\0",
              "")) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(ArchiveUnreachable.class);
      }
    }
  }
}
