package org.sallyport.portal.studies.video;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Videos that the browser plays. While one is played, a copy of it is in a file without a name.
 *
 * @param space how much of the disk the copies take on one node. Those of one account, or of one
 *     share with all its guests, take at most half of it, so that no larger video is played
 * @param folder where they are; empty for the folder of Java's temporary files
 */
@ConfigurationProperties("sallyport.viewer.video")
record VideoProperties(@DefaultValue("2GB") DataSize space, @Nullable Path folder) {
  VideoProperties {
    if (space.isNegative()) {
      throw new IllegalArgumentException("sallyport.viewer.video.space must be 0B or more");
    }
  }

  Path place() {
    return folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
  }
}
