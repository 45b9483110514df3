package org.asyncmark.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asyncmark.Source;

/**
 * The checkout that a jar lies in, as its build left it: {@code target/asyncmark.jar}. What is
 * measured is the jar; git is asked only whether the checkout has gone on since. A repository that
 * merely surrounds the jar is none.
 */
public record Checkout(Path folder) {
  /**
   * Returns in what the running jar and its checkout differ, in one sentence; empty if in nothing,
   * and where there is no checkout.
   */
  public static Optional<String> note() throws InterruptedException {
    Optional<Checkout> checkout = around(Source.runningCode());
    Source built = Source.ofRunningCode();
    if (built.commit() == null) {
      return Optional.of(
          "the jar was built without git, so that no result of it names its commit; build it in a"
              + " clone");
    }
    return checkout.isEmpty() ? Optional.empty() : checkout.get().differenceFrom(built);
  }

  /** Returns what the doctor found, and the note if there is one. */
  public static Diagnosis alsoIn(Diagnosis diagnosis) throws InterruptedException {
    List<DoctorFinding> findings = new ArrayList<>(diagnosis.findings());
    note().ifPresent(note -> findings.add(DoctorFinding.note("source", note)));
    return new Diagnosis(findings, diagnosis.blockers());
  }

  /** Returns the checkout in whose {@code target} some code lies. */
  static Optional<Checkout> around(Path code) {
    Path target = code.getParent();
    Path folder = target == null ? null : target.getParent();
    return folder != null
            && Files.exists(folder.resolve(".git"))
            && Files.isDirectory(folder.resolve("src/main/java/org/asyncmark"))
        ? Optional.of(new Checkout(folder))
        : Optional.empty();
  }

  /** Returns in what this differs from the commit that {@code built} names. */
  Optional<String> differenceFrom(Source built) throws InterruptedException {
    Optional<String> head = git("rev-parse", "HEAD");
    Optional<String> changes = git("status", "--porcelain", "--untracked-files=normal");
    if (head.isEmpty() || changes.isEmpty()) {
      return Optional.of("git could not say at what commit the checkout " + folder + " is");
    }
    String jar = "the jar was built from " + built.git();
    if (!head.get().equals(built.commit())) {
      return Optional.of(
          "the checkout is at "
              + head.get().substring(0, built.git().length())
              + ", "
              + jar
              + "; to measure the checkout, build it: mvn package");
    }
    if (built.dirty() == changes.get().isEmpty()) {
      return Optional.of(
          "the checkout has "
              + (built.dirty() ? "no changes, " : "changes, ")
              + jar
              + (built.dirty() ? " with changes" : " without changes")
              + "; to measure the checkout, build it: mvn package");
    }
    return Optional.empty();
  }

  /**
   * Returns what git says of this folder and of no other, whatever the environment names and
   * whoever the folder belongs to; nothing if it fails.
   */
  private Optional<String> git(String... words) throws InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "--no-optional-locks",
                "--git-dir=" + folder.resolve(".git"),
                "--work-tree=" + folder));
    command.addAll(List.of(words));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      Process git = builder.start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git on this machine
    }
  }
}
