package org.asyncmark.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.jspecify.annotations.Nullable;

/** How a run's JSON files are written, and read with errors that name file and reason. */
public final class RunJson {
  /** Reads and writes the JSON of a run. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS) // a number is no text, nor text one
          .withCoercionConfig(
              LogicalType.Textual,
              text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
          .addMixIn(Arm.class, OwnArm.class)
          .addMixIn(Value.class, NumberOrWord.class)
          .build();

  /** What Jackson says of a place: of what file, which is told already, and where in it. */
  private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; (line: \\d+[^\\]]*)\\]");

  /** Characters of a part of the wrong kind that are told. */
  private static final int LONGEST_FOUND = 40;

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
    if (Files.exists(file) && !Files.isRegularFile(file)) { // one would wait for a pipe
      throw new EnvironmentException(RoundsFolder.told(file) + " cannot be read: it is no file");
    }
    JsonNode tree = MissingNode.getInstance();
    try (InputStream in = Files.newInputStream(file)) {
      tree = MAPPER.readTree(in);
      if (tree.isMissingNode()) {
        throw damaged(file, "wanted content, found none");
      }
      T value = MAPPER.treeToValue(tree, type);
      Optional<String> fault = FaultyPart.in(value, tree);
      if (fault.isPresent()) {
        throw damaged(file, fault.get());
      }
      return value;
    } catch (JacksonException e) {
      EnvironmentException damaged = damaged(file, reason(e, tree));
      damaged.initCause(e);
      throw damaged;
    } catch (IOException e) {
      String reason =
          e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
      throw new EnvironmentException(
          RoundsFolder.told(file) + " cannot be read: " + EnvironmentException.oneLine(reason), e);
    }
  }

  private static String reason(JacksonException error, JsonNode tree) {
    Throwable cause = error.getCause();
    if (cause instanceof NullPointerException) {
      String path = path(error);
      return "wanted every list and map"
          + (path.isEmpty() ? "" : " of " + path)
          + ", found one missing or with null in it";
    }
    if (cause instanceof RuntimeException && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return error instanceof MismatchedInputException mismatch
        ? "wanted "
            + kind(mismatch.getTargetType())
            + (path(error).isEmpty() ? "" : " in " + path(error))
            + ", found "
            + shortened(found(mismatch, tree).toString())
        : SOURCE.matcher(error.getOriginalMessage()).replaceAll("$1");
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    return type != null && (type.isArray() || Collection.class.isAssignableFrom(type))
        ? "a list"
        : type == Value.class ? "a whole number or text" : "an object";
  }

  private static String shortened(String found) {
    return found.length() <= LONGEST_FOUND ? found : found.substring(0, LONGEST_FOUND) + "...";
  }

  private static JsonNode found(MismatchedInputException error, JsonNode tree) {
    JsonNode found = tree;
    for (JsonMappingException.Reference part : error.getPath()) {
      found =
          part.getFieldName() == null
              ? found.path(part.getIndex())
              : found.path(part.getFieldName());
    }
    return found;
  }

  /**
   * Returns where in the file it is, for example {@code placements[0].cpus}; empty if at its top.
   */
  private static String path(JacksonException error) {
    StringBuilder path = new StringBuilder();
    if (error instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference part : mapping.getPath()) {
        path.append(
            part.getFieldName() == null
                ? "[" + part.getIndex() + "]"
                : (path.isEmpty() ? "" : ".") + part.getFieldName());
      }
    }
    return path.toString();
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
