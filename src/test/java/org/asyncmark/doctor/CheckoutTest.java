package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asyncmark.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A checkout with one commit, made by git; the jar in it need not exist. */
@Timeout(60)
class CheckoutTest {
  @TempDir Path temporary;
  private Path folder;
  private Path sources;

  @BeforeEach
  void makeCheckout() throws Exception {
    folder = Files.createDirectories(temporary.toRealPath().resolve("a b"));
    sources = Files.createDirectories(folder.resolve("src/main/java/org/asyncmark"));
    Files.writeString(sources.resolve("A.java"), "one");
    git("init", "-q");
    commit("one");
  }

  private String git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C"));
    command.add(folder.toString());
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process git = builder.start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(git.waitFor()).isZero();
    return said;
  }

  private void commit(String message) throws Exception {
    git("add", ".");
    git("commit", "-q", "--allow-empty", "-m", message);
  }

  private Source built(boolean dirty) throws Exception {
    String commit = git("rev-parse", "HEAD");
    return new Source(commit.substring(0, 7), dirty, "00", commit, "2026-11-21T07:08:09Z");
  }

  private Optional<String> difference(Source built) throws InterruptedException {
    return Checkout.around(folder.resolve("target/asyncmark.jar"))
        .orElseThrow()
        .differenceFrom(built);
  }

  @Test
  void aJarOfItsCheckoutDiffersInNothing() throws Exception {
    assertThat(difference(built(false))).isEmpty();
  }

  @Test
  void aCheckoutThatHasGoneOnIsSaid() throws Exception {
    Source built = built(false);
    commit("two");
    assertThat(difference(built))
        .contains(
            "the checkout is at "
                + built(false).git()
                + ", the jar was built from "
                + built.git()
                + "; to measure the checkout, build it: mvn package");
  }

  @Test
  void aCheckoutThatWasChangedSinceIsSaid() throws Exception {
    Files.writeString(sources.resolve("A.java"), "two");
    assertThat(difference(built(false)))
        .contains(
            "the checkout has changes, the jar was built from "
                + built(false).git()
                + " without changes; to measure the checkout, build it: mvn package");
    assertThat(difference(built(true))).isEmpty();
  }

  @Test
  void aJarOfChangesThatAreGoneIsSaid() throws Exception {
    assertThat(difference(built(true)))
        .contains(
            "the checkout has no changes, the jar was built from "
                + built(true).git()
                + " with changes; to measure the checkout, build it: mvn package");
  }

  @Test
  void aLinkedWorktreeIsACheckoutOfItsOwn() throws Exception {
    Source built = built(false);
    Path worktree = temporary.toRealPath().resolve("worktree");
    git("worktree", "add", "-q", "--detach", worktree.toString());
    commit("two");
    assertThat(
            Checkout.around(worktree.resolve("target/classes")).orElseThrow().differenceFrom(built))
        .isEmpty();
  }

  @Test
  void aRepositoryAroundTheJarIsNoCheckoutOfIt() throws IOException {
    Path vendored = Files.createDirectories(folder.resolve("vendor/src/main/java/org/asyncmark"));
    assertThat(vendored).isDirectory();
    assertThat(Checkout.around(folder.resolve("vendor/target/asyncmark.jar"))).isEmpty();
    assertThat(Checkout.around(folder.resolve("lib/tools/asyncmark.jar"))).isEmpty();
    assertThat(Checkout.around(Path.of("/asyncmark.jar"))).isEmpty();
  }

  @Test
  void aRepositoryThatIsBrokenIsSaid() throws Exception {
    Source built = built(false);
    Files.delete(folder.resolve(".git/HEAD"));
    assertThat(difference(built))
        .contains("git could not say at what commit the checkout " + folder + " is");
  }
}
