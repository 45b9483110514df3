package org.asyncmark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.asyncmark.claim.Check;
import org.asyncmark.claim.Claim;
import org.asyncmark.claim.ClaimFile;
import org.asyncmark.claim.RunRules;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;
import org.asyncmark.text.TextColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reckons a claim or a run again from its forks; ends with 1 if a rule failed. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reckon a claim, or the tables of a run, again from its forks.",
      "The forks are held against the plan, too: a line for each rule. Exit code 1 if one failed."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CLAIM|RUN",
      description = "a file that cite wrote, or the folder of a run, for example results/...")
  private Path what;

  @Option(
      names = "--strict",
      description = "exit code 1 also if there was nothing that a rule could be held against")
  private boolean strict;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json; default ${DEFAULT-VALUE}")
  private String format;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder of all runs, for a claim that lies elsewhere; default ${DEFAULT-VALUE}")
  private Path results;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Set.of("text", "json").contains(format)) {
      throw new ParameterException(
          spec.commandLine(), "want text or json for --format, got '" + format + "'");
    }
    List<Check> checks = Files.isDirectory(what) ? ofRun() : ofClaim();
    PrintWriter out = spec.commandLine().getOut();
    boolean text = format.equals("text");
    out.print(text ? text(checks) : json(checks));
    boolean failed = checks.stream().anyMatch(check -> check.result() == Check.Result.FAILED);
    boolean open = checks.stream().anyMatch(check -> check.result() != Check.Result.PASSED);
    if (strict && open && !failed && text) {
      out.println("--strict: not every rule had something to be held against, see n/a");
    }
    out.flush();
    return failed || (strict && open) ? Errors.FAILED : 0;
  }

  private List<Check> ofRun() {
    try (RunStore store = RunStore.open(what)) {
      return new RunRules(store).checks();
    }
  }

  private List<Check> ofClaim() {
    Claim claim = ClaimFile.read(what);
    try (RunStore store = RunStore.open(ClaimFile.runOf(what, claim, results))) {
      return new RunRules(store).checks(claim);
    }
  }

  private static String text(List<Check> checks) {
    List<List<String>> lines = new ArrayList<>(List.of(List.of("rule", "result", "found")));
    checks.forEach(
        check -> lines.add(List.of(check.rule(), check.result().label(), check.found())));
    return String.join("\n", TextColumns.of(lines, Set.of())) + "\n";
  }

  private static String json(List<Check> checks) {
    List<Map<String, String>> rules = new ArrayList<>();
    for (Check check : checks) {
      Map<String, String> rule = new LinkedHashMap<>();
      rule.put("rule", check.rule());
      rule.put("result", check.result().label());
      rule.put("found", check.found());
      rules.add(rule);
    }
    try {
      return RunJson.MAPPER.writeValueAsString(rules) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("words have a JSON form", e);
    }
  }
}
