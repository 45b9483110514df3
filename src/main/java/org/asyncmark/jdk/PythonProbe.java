package org.asyncmark.jdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out whether an executable is a CPython that can run forks, by asking it. */
record PythonProbe(Ask ask) {
  static final String NO_FILE = "is no file";

  /**
   * Words of every Python from 2.7, so that an old one can say how old it is. The folder in which
   * it is asked is none of its business.
   */
  private static final String QUESTION =
      """
      import sys
      sys.path = sys.path[1:]
      import json, platform, sysconfig

      def lack(name):
          try:
              __import__(name)
          except Exception as e:
              return type(e).__name__ + ": " + str(e)
          return ""

      print(json.dumps({
          "executable": sys.executable,
          "implementation": platform.python_implementation(),
          "version": platform.python_version(),
          "build": ", ".join(platform.python_build()),
          "compiler": platform.python_compiler(),
          "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
          "lacks": dict((name, lack(name)) for name in ("asyncio", "uvloop", "aiohttp")),
      }))
      """;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("3\\.(\\d+)\\b.*");

  /**
   * Asks the executable of a place. May be called from several threads at once.
   *
   * @return a Python that has its release as a name, or why the place is none
   */
  Probed probe(PythonPlaces.Place place) throws InterruptedException {
    Path executable = place.executable();
    if (!Files.isRegularFile(executable)) {
      return new Unusable(executable, NO_FILE);
    }
    Ask.Answer answer;
    try {
      answer = ask.ask(executable, List.of("-E", "-c", QUESTION));
    } catch (IOException e) {
      return new Unusable(
          executable, "does not start: " + firstLine(String.valueOf(e.getMessage())));
    }
    if (!answer.inTime()) {
      return new Unusable(executable, "gave no answer in time and was killed");
    }
    String said = firstLine(answer.output());
    if (answer.exitCode() != 0) {
      return new Unusable(
          executable,
          "does not start: " + (said.isEmpty() ? "exit code " + answer.exitCode() : said));
    }
    return parse(answer.output())
        .map(facts -> python(executable, facts))
        .orElseGet(() -> new Unusable(executable, "gave an answer that is none: " + said));
  }

  /** Returns the answer, behind whatever else was printed. */
  private static Optional<JsonNode> parse(String output) {
    String json = output.lines().filter(line -> line.startsWith("{")).reduce("", (a, b) -> b);
    try {
      JsonNode facts = JSON.readTree(json);
      return Optional.of(facts).filter(each -> each.path("version").isTextual());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Probed python(Path asked, JsonNode facts) {
    String version = facts.path("version").asText();
    String implementation = facts.path("implementation").asText();
    if (!implementation.equals(Python.CPYTHON)) {
      return new Unusable(asked, "is no CPython: " + implementation + " " + version);
    }
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < Python.OLDEST_MINOR) {
      return new Unusable(asked, "is older than 3." + Python.OLDEST_MINOR + ": " + version);
    }
    String asyncio = facts.path("lacks").path(Python.ASYNCIO).asText();
    if (!asyncio.isEmpty()) {
      return new Unusable(asked, "cannot import asyncio: " + firstLine(asyncio));
    }
    boolean freeThreaded = facts.path("freeThreaded").asBoolean();
    Set<String> packages =
        Python.OPTIONAL.stream()
            .filter(name -> facts.path("lacks").path(name).asText("?").isEmpty())
            .collect(Collectors.toSet());
    String own = facts.path("executable").asText();
    return new Python(
        "py3." + matcher.group(1) + (freeThreaded ? "t" : ""),
        own.isEmpty() ? asked : Path.of(own),
        version,
        freeThreaded,
        Python.ASYNCIO,
        facts.path("build").asText() + ", " + facts.path("compiler").asText(),
        packages);
  }

  private static String firstLine(String output) {
    return output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }
}
