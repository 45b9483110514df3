package org.asyncmark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** stub. */
@Command(name = "profile", mixinStandardHelpOptions = true, description = "Flame graphs.")
public final class ProfileCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
