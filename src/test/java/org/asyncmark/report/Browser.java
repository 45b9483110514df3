package org.asyncmark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Headless Chromium, driven by its ChromeDriver over the WebDriver protocol. For one thread.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port, Path profile) throws Exception {
    this.driver = driver;
    Map<String, Object> chromium =
        Map.of(
            "binary",
            find("chromium", "chromium-browser", "google-chrome").orElseThrow().toString(),
            "args",
            List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
    Map<String, Object> wanted =
        Map.of("goog:chromeOptions", chromium, "goog:loggingPrefs", Map.of("browser", "ALL"));
    String all = "http://127.0.0.1:" + port + "/session";
    JsonNode made = post(all, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    this.session = all + "/" + made.get("sessionId").asText();
    devTools("Performance.enable", Map.of("timeDomain", "threadTicks"));
  }

  /** Tells whether there are a Chromium and its driver on the path. */
  static boolean isHere() {
    return find("chromium", "chromium-browser", "google-chrome").isPresent()
        && find("chromedriver").isPresent();
  }

  private static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts both.
   *
   * @param profile an empty folder for the browser's own files
   */
  static Browser start(Path profile) throws Exception {
    Process driver =
        new ProcessBuilder(find("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      BufferedReader said = driver.inputReader(StandardCharsets.UTF_8);
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          return new Browser(driver, Integer.parseInt(started.group(1)), profile);
        }
      }
      throw new IOException("chromedriver ended before it said its port");
    } catch (Exception | Error e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  /** Opens a file and waits until it is loaded. */
  void open(Path file, String anchor) throws Exception {
    command("url", Map.of("url", "about:blank")); // a hash alone would load nothing anew
    command("url", Map.of("url", file.toUri() + anchor));
  }

  /** Returns what the body of a function returns. */
  JsonNode script(String body, Object... arguments) throws Exception {
    return command("execute/sync", Map.of("script", body, "args", List.of(arguments)));
  }

  /** Shows the page in a window of another size. */
  void size(int width, int height) throws Exception {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Makes the reader prefer dark or light colours. */
  void colours(String scheme) throws Exception {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Stops or allows all scripts of pages that are opened from now on. */
  void scripts(boolean allowed) throws Exception {
    devTools("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** Returns a metric of the page that is open, for example its thread's processor time in s. */
  double metric(String name) throws Exception {
    for (JsonNode metric : devTools("Performance.getMetrics", Map.of()).get("metrics")) {
      if (metric.get("name").asText().equals(name)) {
        return metric.get("value").asDouble();
      }
    }
    throw new AssertionError("no metric " + name);
  }

  private JsonNode devTools(String method, Map<String, Object> parameters) throws Exception {
    return command("goog/cdp/execute", Map.of("cmd", method, "params", parameters));
  }

  /**
   * Clicks the first element of a selector as a mouse would, once it stands still: what comes near
   * the screen is laid out, and moves what is below.
   */
  void click(String selector) throws Exception {
    script(
        "const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'}); let before;"
            + " const look = done => { const top = e.getBoundingClientRect().top;"
            + " if (top === before) { done(); return; }"
            + " before = top; requestAnimationFrame(() => requestAnimationFrame(() => look(done)));"
            + " }; return new Promise(look);",
        selector);
    command("element/" + element(selector) + "/click", Map.of());
  }

  /** Types into an element; keys are those of WebDriver. */
  void type(String selector, String keys) throws Exception {
    command("element/" + element(selector) + "/value", Map.of("text", keys));
  }

  /** Moves the mouse to a place in an element, in pixels from its middle. */
  void hover(String selector, int x, int y) throws Exception {
    Map<String, Object> move =
        Map.of(
            "type",
            "pointerMove",
            "duration",
            0,
            "origin",
            Map.of(ELEMENT, element(selector)),
            "x",
            x,
            "y",
            y);
    Map<String, Object> mouse = Map.of("type", "pointer", "id", "mouse", "actions", List.of(move));
    command("actions", Map.of("actions", List.of(mouse)));
  }

  private String element(String selector) throws Exception {
    Map<String, String> by = Map.of("using", "css selector", "value", selector);
    return command("element", by).get(ELEMENT).asText();
  }

  /** Returns the page as a PDF of A4. */
  byte[] print() throws Exception {
    Map<String, Object> paper = Map.of("page", Map.of("width", 21.0, "height", 29.7));
    return Base64.getDecoder().decode(command("print", paper).asText());
  }

  /** Returns what the console has said since the last call, warnings and errors alike. */
  List<String> console() throws Exception {
    return Stream.of(
            JSON.treeToValue(command("se/log", Map.of("type", "browser")), JsonNode[].class))
        .map(entry -> entry.get("level").asText() + " " + entry.get("message").asText())
        .toList();
  }

  private JsonNode command(String name, Map<String, ?> parameters) throws Exception {
    return post(session + "/" + name, parameters);
  }

  private JsonNode post(String address, Map<String, ?> parameters) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(parameters)))
            .build();
    HttpResponse<String> answer =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    JsonNode value = JSON.readTree(answer.body()).get("value");
    if (answer.statusCode() != 200) {
      throw new AssertionError(address + " " + parameters + ": " + value);
    }
    return value;
  }

  /** Ends both. */
  @Override
  public void close() throws Exception {
    try {
      HttpRequest quit = HttpRequest.newBuilder(URI.create(session)).DELETE().build();
      client.send(quit, HttpResponse.BodyHandlers.discarding());
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly().waitFor();
    }
  }
}
