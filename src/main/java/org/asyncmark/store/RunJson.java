package org.asyncmark.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;

/** How a run's JSON files are written, and read with errors that name file and reason. */
public final class RunJson {
  /** Reads and writes the JSON of a run. */
  public static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Arm.class, OwnArm.class)
          .addMixIn(Value.class, NumberOrWord.class);

  /** Arms of ours in files: they have no settings. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Jackson reads the signatures
  private abstract static class OwnArm {
    @JsonCreator
    OwnArm(
        @JsonProperty("pattern") String pattern,
        @JsonProperty("model") String model,
        @JsonProperty("jdk") String jdk,
        @JsonProperty("params") SortedMap<String, Value> params,
        @JsonProperty("own") SortedMap<String, Value> own) {}

    @JsonIgnore
    abstract Map<String, String> settings();
  }

  /** A number in files if it is one, else text. */
  @JsonSerialize(converter = NumberOrWord.Plain.class)
  @SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // Jackson reads the signatures
  private abstract static class NumberOrWord {
    @JsonCreator
    static Value of(String text) {
      throw new AssertionError("the class's own is called");
    }

    @JsonCreator
    static Value of(long number) {
      throw new AssertionError("the class's own is called");
    }

    private static final class Plain extends StdConverter<Value, Object> {
      @Override
      public Object convert(Value value) {
        return value.number().isPresent() ? value.number().getAsLong() : value.toString();
      }
    }
  }

  private RunJson() {}

  /**
   * Writes a file, whole or not at all.
   *
   * @throws IOException if that fails; its message has the file
   */
  public static void write(Path file, Object value) throws IOException {
    WholeFile.write(file, MAPPER.writeValueAsBytes(value));
  }

  /**
   * Reads a file.
   *
   * @throws EnvironmentException if it is missing or damaged, or lacks a part; on one line
   */
  public static <T> T read(Path file, Class<T> type) {
    try (InputStream in = Files.newInputStream(file)) {
      T value = MAPPER.readValue(in, type);
      Optional<String> missing = Complete.missing(value);
      if (missing.isPresent()) {
        throw damaged(file, "wanted " + missing.get() + ", found none");
      }
      return value;
    } catch (JacksonException e) {
      Throwable cause = e.getCause();
      String reason =
          cause instanceof NullPointerException
              ? "wanted every list and map" + within(e) + ", found one missing or with null in it"
              : cause instanceof RuntimeException && cause.getMessage() != null
                  ? cause.getMessage()
                  : e.getOriginalMessage();
      EnvironmentException damaged = damaged(file, reason);
      damaged.initCause(e);
      throw damaged;
    } catch (IOException e) {
      String reason =
          e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
      throw new EnvironmentException(
          RoundsFolder.told(file) + " cannot be read: " + EnvironmentException.oneLine(reason), e);
    }
  }

  /** Returns where in the file it is, for example {@code of placements[0]}; empty if at its top. */
  private static String within(JacksonException error) {
    StringBuilder path = new StringBuilder();
    if (error instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference part : mapping.getPath()) {
        path.append(
            part.getFieldName() == null
                ? "[" + part.getIndex() + "]"
                : (path.isEmpty() ? "" : ".") + part.getFieldName());
      }
    }
    return path.isEmpty() ? "" : " of " + path;
  }

  /** Says that a file is damaged, in what way, and what to do. */
  public static EnvironmentException damaged(Path file, String reason) {
    return new EnvironmentException(
        RoundsFolder.told(file)
            + " is damaged: "
            + EnvironmentException.oneLine(reason)
            + "; restore it or measure again");
  }
}
