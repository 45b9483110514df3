package org.asyncmark.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path on the command line; one that the locale has no letters for is refused with the way out.
 */
public final class PathArgument implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "want a path in letters that the locale's encoding has, got '"
              + value
              + "'; on Linux and macOS set LC_ALL=C.UTF-8");
    }
  }
}
