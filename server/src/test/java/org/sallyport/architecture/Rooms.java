package org.sallyport.architecture;

import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModuleDetectionStrategy;
import org.springframework.modulith.core.JavaPackage;

/** The modules are the rooms: the folders of each district. */
public class Rooms implements ApplicationModuleDetectionStrategy {
  @Override
  public Stream<JavaPackage> getModuleBasePackages(JavaPackage root) {
    return root.getDirectSubPackages().stream()
        .flatMap(district -> district.getDirectSubPackages().stream());
  }
}
