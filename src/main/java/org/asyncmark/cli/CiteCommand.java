package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.claim.Asked;
import org.asyncmark.claim.Citing;
import org.asyncmark.claim.Claim;
import org.asyncmark.plan.Terms;
import org.asyncmark.store.RunStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says in a sentence what a review may quote; ends with 1 if nothing of it may be cited. */
@Command(
    name = "cite",
    mixinStandardHelpOptions = true,
    description = {
      "Print a sentence for each contrast of a run that may be cited.",
      "It says what it does not show, and what it rests on is kept in the run's folder, as",
      "claims/<id>.json for verify."
    })
public final class CiteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "folder of the run, for example results/...")
  private Path run;

  @Mixin private QuestionOptions question;

  @Option(
      names = "--pattern",
      defaultValue = "",
      paramLabel = "PATTERN",
      description = "pattern to cite; default all of the run")
  private String pattern;

  @Option(
      names = "--col",
      paramLabel = "KEY",
      description =
          "what is compared: jdk, model or a parameter; default the question of the run, or the"
              + " first of these that has several values")
  private @Nullable String column;

  @Option(
      names = "--metric",
      defaultValue = "p50",
      paramLabel = "METRIC",
      description = "as in compare; default ${DEFAULT-VALUE}")
  private String metric;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (RunStore store = RunStore.open(run)) {
      Citing citing = new Citing(store);
      Asked asked = asked(citing.run());
      List<Citing.Cited> cited = citing.cite(asked, pattern);
      PrintWriter out = spec.commandLine().getOut();
      boolean any = false;
      for (Citing.Cited each : cited) {
        for (Claim claim : each.claims()) {
          any = true;
          out.println(claim.sentence());
          out.println("does not show: " + String.join("; ", claim.doesNotShow()));
          out.println("claim: " + citing.write(claim));
          out.println();
        }
        if (!each.obstacles().isEmpty()) {
          out.println(
              "not citable: " + each.contrast() + ": " + String.join("; ", each.obstacles()));
        }
      }
      if (any) {
        out.println(
            "these are contrasts of "
                + asked.inWords()
                + "; their p is adjusted for those that are judged together, and a table of compare has"
                + " a p of its own");
      }
      int method = store.methodVersion();
      if (any && method != Terms.METHOD_VERSION) {
        out.printf(
            Locale.ROOT,
            "verify them with a build of their run's commit, made in the checkout: it is of method version %d, this build"
                + " verifies %d%n  git worktree add ../asyncmark-%3$s %3$s &&"
                + " ../asyncmark-%3$s/run-benchmarks.sh verify CLAIM%n",
            method,
            Terms.METHOD_VERSION,
            store.plan().source().git());
      }
      return any ? 0 : Errors.FAILED;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Asked asked(RunRecord record) {
    double delta = record.criteria().delta();
    Optional<Question> given = question.asked();
    if (given.isPresent() && column != null) {
      throw new IllegalArgumentException("want --from and --to without --col");
    }
    Optional<Question> own = column == null ? record.question() : Optional.empty();
    return given
        .or(() -> own)
        .map(asked -> Asked.of(asked, metric, delta))
        .orElseGet(() -> new Asked(null, null, column == null ? "" : column, metric, delta));
  }
}
